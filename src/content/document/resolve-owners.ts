import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type ProblemLog } from '../../problems/problem-log.ts';

/** Lets each name belong to one of some things: the first; the file of another gets the error that `taken` tells. */
export function resolveOwners<Thing extends { readonly file: string }>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
  taken: (thing: Thing, owner: Thing) => Parameters<ProblemLog['error']>[0],
): { readonly owners: readonly Thing[]; readonly problems: readonly Problem[] } {
  const owners = new Map<string, Thing>();
  const problems: Problem[] = [];
  for (const thing of things) {
    const owner = owners.get(nameOf(thing));
    if (owner === undefined) {
      owners.set(nameOf(thing), thing);
      continue;
    }
    const log = createProblemLog(thing.file);
    log.error(taken(thing, owner));
    problems.push(...log.list());
  }
  return { owners: [...owners.values()], problems };
}
