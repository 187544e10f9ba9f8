/** Lines of a file by their number, which begins with 1. */
export type Lines = ReadonlyMap<number, string>;

const LINES_BEFORE = 2;
const LINES_AFTER = 1;

/** The numbers of the lines that a code frame of this line shows, whether or not the file has them. */
export function linesAround(line: number): number[] {
  return Array.from({ length: LINES_BEFORE + 1 + LINES_AFTER }, (_, index) => line - LINES_BEFORE + index);
}

/**
 * Picks the lines around the given ones from a text with LF, CRLF or CR line ends; a byte order mark
 * counts for no column. What is not needed is not kept. An empty text has no line.
 */
export function pickLines(text: string, wanted: readonly number[]): Lines {
  const picked = new Map<number, string>();
  const numbers = new Set(wanted.flatMap(linesAround));
  const last = Math.max(0, ...wanted) + LINES_AFTER;
  const ends = /\r\n?|\n|$/g;
  let start = text.startsWith('\ufeff') ? 1 : 0;
  if (text.length === start) return picked;
  for (let line = 1; line <= last; line += 1) {
    ends.lastIndex = start;
    const end = ends.exec(text);
    if (end === null) break;
    if (numbers.has(line)) picked.set(line, text.slice(start, end.index));
    if (end[0] === '') break;
    start = ends.lastIndex;
  }
  return picked;
}
