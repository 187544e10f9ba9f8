import { displayWidth } from '../../problems/show/display-cells.ts';

/**
 * Breaks a text into lines of at most `width` columns, between its words; lines after the first are indented. What does not fit
 * into `most` lines is cut, with … for it.
 */
export function wrapText(text: string, width: number, most: number, indent = '  '): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(' ');
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? (lines.length === 0 ? word : indent + word) : `${line} ${word}`;
    if (line === '' || displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (lines.length + 1 === most) return [...lines, cut(`${line} ${words.slice(index).join(' ')}`, width)];
    lines.push(line);
    line = indent + word;
  }
  return [...lines, cut(line, width)];
}

/** The text on one line of at most `width` columns, with … where it was cut. */
export function cut(text: string, width: number): string {
  if (text.length * 2 <= width || displayWidth(text) <= width) return text;
  const segments = [
    ...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(0, width * 8)),
  ];
  let shown = '';
  let used = 0;
  for (const { segment } of segments) {
    used += displayWidth(segment);
    if (used > width - 1) break;
    shown += segment;
  }
  return `${shown}…`;
}
