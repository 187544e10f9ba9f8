import type { Limits } from '../../domain/visibility.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';

/**
 * Whether a file of `pages/` or `authors/` is held back at `now`, in milliseconds since 1970. The clock brings and takes
 * articles alone: one that waits for its time, or has an end, is held back with an error that says so.
 */
export function isHeldUntimed({ isHeld, from, until }: Limits, now: number, log: ProblemLog): boolean {
  if (from !== null && from.epochMs > now) {
    log.error({
      code: 'time-not-kept',
      message: `This is not to be seen before ${from.iso}, and only articles come by themselves; it is held back.`,
      hint: 'Write "draft: true" in its place, and take that out when the time has come.',
    });
    return true;
  }
  if (until !== null) {
    log.error({
      code: 'time-not-kept',
      message: `This is to be seen until ${until.iso}, and only articles leave by themselves; it is held back.`,
      hint: 'Remove the end, and write "draft: true" when the time is over.',
    });
    return true;
  }
  return isHeld;
}
