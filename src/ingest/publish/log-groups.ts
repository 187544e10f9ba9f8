import type { Logger } from 'pino';
import type { Problem } from '../../problems/problem.ts';
import { groupProblems } from '../../problems/show/group-problems.ts';

/** Kinds that have a line of their own. */
const MOST_KINDS = 30;

/**
 * Tells the log what is wrong with many files by its kinds, errors and those of most files first: a line for each kind, with its
 * counts, the cure and three places, and one line for the kinds beyond them. `check` lists each.
 */
export function logGroups(log: Logger, problems: readonly Problem[]): void {
  const groups = groupProblems(problems);
  for (const { severity, code, about, files, count, message, hint, examples } of groups.slice(
    0,
    MOST_KINDS,
  )) {
    const facts = {
      code,
      ...(about === null ? {} : { about }),
      files,
      count,
      examples: examples.map(({ file, line, column }) => `${file}:${line}:${column}`),
      reason: message,
      hint,
    };
    if (severity === 'error') log.error(facts, 'files have errors');
    else log.warn(facts, 'files have warnings');
  }
  const others = groups.slice(MOST_KINDS);
  if (others.length === 0) return;
  const count = others.reduce((sum, group) => sum + group.count, 0);
  log.warn(
    { kinds: others.length, count, hint: 'Run "dateline check --all" to see each.' },
    'files have other problems',
  );
}
