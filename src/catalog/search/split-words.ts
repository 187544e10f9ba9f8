import { SPACELESS } from '../spaceless-scripts.ts';

/** A word where it stands in a text; offsets in UTF-16 units. */
export interface PlacedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What may stand inside a word without dividing it: apostrophes, Armenian stress marks, invisible joiners. */
const JOINERS = "['’ʼ՚՛՜՞\\u00ad\\u200b-\\u200d\\u2060]";

const LETTER = `[[\\p{L}\\p{N}]--${SPACELESS}]`;

/** Of scripts without spaces each character is a word, and what readers call a word is a phrase. */
const WORD = new RegExp(
  `${SPACELESS}\\p{M}*|${LETTER}(?:[[\\p{L}\\p{N}\\p{M}]--${SPACELESS}]|${JOINERS}+(?=${LETTER}))*`,
  'gv',
);

/** The words of a text, in order, as the search index divides it; both sides of a search ask here. */
export function* splitWords(text: string): Generator<PlacedWord> {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    yield { text: word, start: index, end: index + word.length };
  }
}

/** The same words without their places. */
export const wordsOf = (text: string): readonly string[] => text.match(WORD) ?? [];
