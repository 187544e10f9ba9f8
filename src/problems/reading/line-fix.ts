import type { EditedText } from '../edited-text.ts';
import type { Fix } from '../problem.ts';

/**
 * The repair that takes away the whole line between a key that begins it and the end of its value; undefined where the line has more, or was repaired. A
 * block of front matter ends before its last line end.
 */
export function lineFix(edited: EditedText, original: string, start: number, end: number): Fix | undefined {
  const text = `${edited.text}\n`;
  const lineEnd = text.indexOf('\n', start);
  const isWhole = (start === 0 || text[start - 1] === '\n') && lineEnd >= end;
  const old = text.slice(start, lineEnd + 1);
  const isAsWritten = `${original}\n`.startsWith(old, edited.toOriginal(start));
  return isWhole && isAsWritten && text.slice(end, lineEnd).trim() === '' ? { old, repaired: '' } : undefined;
}
