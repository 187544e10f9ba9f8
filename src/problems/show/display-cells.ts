import { showHidden } from '../../problems/show/visible-text.ts';

/** What a terminal draws for one character as readers count them. */
export interface Cell {
  /** Safe for a terminal. */
  readonly shown: string;
  /** In columns of the terminal. */
  readonly width: number;
  /** Where the character begins in the line, and how long it is, in UTF-16 code units. */
  readonly offset: number;
  readonly length: number;
}

/** A tab is shown, because it is often what is wrong; it takes four columns. */
const TAB = '\u21e5   ';

/** Wide and fullwidth characters (Unicode Standard Annex #11). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;

/** Marks that are drawn on the character before, joiners, tags, and the later letters of a Hangul syllable. */
const WIDTHLESS = /[\p{Mn}\p{Me}\u061c\u1160-\u11ff\u200c-\u200f\u{e0001}-\u{e007f}]/u;

const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Splits one line into the cells of a terminal; combining marks and joined emoji stay with their base. */
export function splitCells(line: string): Cell[] {
  if (PRINTABLE_ASCII.test(line)) {
    return [...line].map((shown, offset) => ({ shown, width: 1, offset, length: 1 }));
  }
  return [...segmenter.segment(line)].map(({ segment, index }) => {
    const shown = segment === '\t' ? TAB : showHidden(segment);
    return { shown, width: widthOfCluster(shown), offset: index, length: segment.length };
  });
}

/** Columns that a text takes in a terminal. */
export function displayWidth(text: string): number {
  return splitCells(text).reduce((sum, { width }) => sum + width, 0);
}

function widthOfCluster(cluster: string): number {
  if (EMOJI.test(cluster)) return 2;
  let width = 0;
  for (const character of cluster) width += widthOfCharacter(character);
  return width;
}

function widthOfCharacter(character: string): number {
  if (WIDTHLESS.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
