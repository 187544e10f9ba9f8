import { createLineIndex } from '../line-index.ts';
import type { ProblemLog } from '../problem-log.ts';

/**
 * Returns a text without byte order mark and with LF line ends, and warns of what was repaired. Lines
 * and columns stay those of the original, where no editor counts the mark.
 */
export function normaliseLines(text: string, log: ProblemLog): string {
  const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (unmarked.length !== text.length) {
    log.warn({
      code: 'bom-removed',
      message: 'The file begins with a byte order mark (BOM), which was ignored.',
      hint: 'Save it as UTF-8 without BOM.',
    });
  }
  const firstReturn = unmarked.indexOf('\r');
  if (firstReturn === -1) return unmarked;
  const hasWindowsEnds = unmarked.includes('\r\n');
  log.warn(
    {
      code: 'line-ends-repaired',
      message: `The file has ${hasWindowsEnds ? 'Windows (CRLF)' : 'old Mac (CR)'} line ends, which were read as LF.`,
      hint: 'Nothing needs doing; to be rid of this note, save the file with LF line ends.',
    },
    createLineIndex(unmarked)(firstReturn),
  );
  return unmarked.replace(/\r\n?/g, '\n');
}
