/** A byte order mark, which no form shows. */
const MARK = '\ufeff';

/** One line with the line end that it has in its file; the last has none. */
interface Line {
  readonly text: string;
  readonly end: string;
}

/**
 * A file's text as a form field gives it back where nothing was typed (HTML §4.10.11, §13.2.5): line ends are LF, and no byte
 * order mark or NUL is in it. Nothing else differs: tabs, trailing blanks, composed and decomposed letters stay.
 */
export const formText = (text: string): string =>
  (text.startsWith(MARK) ? text.slice(1) : text).replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');

/** Lines with the text that a form gives back of them, and each as it is in the file. */
export function linesOf(text: string): readonly Line[] {
  const body = text.startsWith(MARK) ? text.slice(1) : text;
  const lines: Line[] = [];
  let from = 0;
  for (const { 0: end, index } of body.matchAll(/\r\n?|\n/g)) {
    lines.push({ text: body.slice(from, index), end });
    from = index + end.length;
  }
  return [...lines, { text: body.slice(from), end: '' }];
}

/** Whether a text begins with a byte order mark. */
export const hasMark = (text: string): boolean => text.startsWith(MARK);
