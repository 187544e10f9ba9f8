import type { StandingPage } from '../../domain/article.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';

/** Lets each path belong to one standing page: the first by file name; the other is an error. */
export function settleStandingPages(pages: readonly StandingPage[]): {
  standingPages: StandingPage[];
  problems: Problem[];
} {
  const owners = new Map<string, StandingPage>();
  const problems: Problem[] = [];
  for (const page of pages) {
    const owner = owners.get(page.path);
    if (owner === undefined) {
      owners.set(page.path, page);
      continue;
    }
    const log = createProblemLog(page.file);
    log.error({
      code: 'url-taken',
      message: `${page.file} and ${owner.file} both have the URL ${page.path}.`,
      hint: 'Give one of them another file name or "slug: …".',
    });
    problems.push(...log.list());
  }
  return { standingPages: [...owners.values()], problems };
}
