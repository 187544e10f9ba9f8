import type { Problem } from '../problems/problem.ts';
import { createProblemLog } from '../problems/problem-log.ts';

/**
 * Returns what parsing a file gives; where that throws, what `toFailed` makes of the one problem that
 * tells so. A fault of the program then costs one file only.
 */
export function parseSafely<Result>(
  file: string,
  parse: () => Result,
  toFailed: (problems: Problem[]) => Result,
): Result {
  try {
    return parse();
  } catch (error) {
    const log = createProblemLog(file);
    log.error({
      code: 'file-failed',
      message: `Dateline failed on this file (${String(error)}), so it was left out.`,
      hint: 'Give it a plain name and simpler text, and report this: the fault is in the program.',
    });
    return toFailed(log.list());
  }
}
