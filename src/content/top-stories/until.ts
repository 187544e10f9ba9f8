import type { ProblemLog } from '../../problems/problem-log.ts';
import type { LocatedData } from '../../problems/reading/located-data.ts';
import type { WrittenTime } from '../articles/article-fields.ts';
import { skippedByClock } from '../articles/check-article.ts';

/** The moment of an `until`, in milliseconds since 1970; null for none. One that clocks skip is told. */
export function untilOf(
  until: WrittenTime | undefined,
  located: LocatedData,
  log: ProblemLog,
): number | null {
  if (until === undefined) return null;
  if (until.isSkippedByClock) log.warn(skippedByClock('until', until), located.at(['until']).value);
  return until.moment.epochMs;
}
