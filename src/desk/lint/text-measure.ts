import { unitsOfWidth } from '../../words/text-width.ts';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** How many characters readers see: a letter with its marks is one, and so is a family of emoji. */
export const lengthOf = (text: string): number => [...segmenter.segment(text)].length;

/** How wide a text is, in letters of Latin: a character of Han or an emoji takes the room of two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    const isWide = (segment.codePointAt(0) ?? 0) > 0xffff || unitsOfWidth(segment.charAt(0), 1) === 0;
    width += isWide ? 2 : 1;
  }
  return width;
}

/** The beginning of a text that is at most so wide, in whole characters. */
export function cutToWidth(text: string, most: number): string {
  let width = 0;
  let end = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    width += widthOf(segment);
    if (width > most) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd();
}
