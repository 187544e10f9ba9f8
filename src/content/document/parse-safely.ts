import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';

/**
 * Returns what parsing a file gives; where that throws, what `toFailed` makes of the one problem that
 * tells so. A fault of the program then costs one file only. Null where the machine had no time to judge the
 * file, of which nothing is known then: it is to be read again.
 */
export function parseSafely<Result>(
  file: string,
  parse: () => Result,
  toFailed: (problems: Problem[]) => Result,
): Result | null {
  try {
    return parse();
  } catch (error) {
    if (error instanceof MachineBusyError) return null;
    const log = createProblemLog(file);
    log.error({
      code: 'file-failed',
      message: `Dateline failed on this file (${String(error)}), so it was left out.`,
      hint: 'Give it a plain name and simpler text, and report this: the fault is in the program.',
    });
    return toFailed(log.list());
  }
}
