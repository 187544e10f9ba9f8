import { divideWord } from './divide-word.ts';
import { APOSTROPHES, HALF_SPACE, HYPHENS, INSIDE } from './joining-marks.ts';
import { BESIDE, isShouted } from './shouted-word.ts';

/**
 * A character of the scripts that set no space between words, or none between a word and what is joined to it (Korean), as
 * a class for regular expressions with the flag `v`; prolonged sounds of Japanese belong to none by Unicode.
 */
const SPACELESS =
  '[[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ーｰ\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]--\\p{Nd}]';

/** Such a character with its marks; a Korean one may be written in its letters. */
const CHARACTER = `[\\u1100-\\u1112][\\u1161-\\u1175][\\u11a8-\\u11c2]?|${SPACELESS}[\\p{M}ﾞﾟ]*`;

/** A stretch of a text; offsets in UTF-16 units. */
export interface PlacedWord {
  /** As it is folded: as it stands, but in small letters where all of its surroundings are in capitals. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands between spaces or punctuation, and the words in it: most have one, “d’Ivoire” and “e-mail” two. */
export interface WrittenWord extends PlacedWord {
  /** As the index counts them; at least one. */
  readonly parts: readonly PlacedWord[];
}

const LETTER = `[[\\p{L}\\p{N}]--${SPACELESS}--[${APOSTROPHES}]]`;
const HEBREW = '(?<=\\p{sc=Hebrew})"(?=\\p{sc=Hebrew})';
const JOINER = `(?:[${APOSTROPHES}${HYPHENS}${INSIDE}]|${HEBREW})`;
const ENDS = '(?![\\p{L}\\p{M}\\p{N}])';
const GAP = '[ \\u00a0\\u2009\\u202f]';

/** Names that consist of a letter or word and signs. */
const SIGNED = `[A-Za-z](?:[+＋]{2}|[#＃♯])(?!\\p{L})|(?:(?<![\\p{L}\\p{N}])[.．][Nn][Ee][Tt]|[.．]NET)${ENDS}`;

/** Single letters, each with a full stop: U.S., J. K.; the last one may do without. */
const GENITIVE = `(?:[${APOSTROPHES}][Ss]${ENDS})?`;
const DOTTED = `\\p{L}(?:\\.\\p{L})+(?:\\.${GENITIVE})?${ENDS}|\\p{L}\\.(?:${GAP}\\p{L}\\.(?!\\p{L}))+${GENITIVE}`;

/** Of scripts without spaces each character is a word, and what readers call a word is a phrase. */
const WORD = new RegExp(
  `${CHARACTER}|${SIGNED}|${DOTTED}|${LETTER}(?:[[\\p{L}\\p{N}\\p{M}]--${SPACELESS}--[${APOSTROPHES}]]|${JOINER}+(?=${LETTER}))*`,
  'gv',
);

/** So many words that were given are remembered at most. */
const LET_GO = 1_000;

/** What of a word may divide it, or may be written in capitals for another reason than others. */
const UNUSUAL = new RegExp(`[.${APOSTROPHES}${HYPHENS}${HALF_SPACE}]|^\\p{Lu}{2,4}$`, 'v');

const IS_CHARACTER = new RegExp(`^(?:${CHARACTER})$`, 'v');

/** Whether a word is a character of a script without spaces. */
export const isCharacter = (word: string): boolean => word >= '\u0e00' && IS_CHARACTER.test(word);

/** The written words of a text, in order, as they stand; their parts are for divideWord. */
export const writtenWords = (text: string): readonly string[] => text.match(WORD) ?? [];

/**
 * The words of a text, or of a stretch of it, in order, as the search index divides it; both sides of a search ask
 * here. Only what is taken is read, and a few words more.
 */
export function* splitWords(text: string, from = 0, to = text.length): Generator<WrittenWord> {
  const words: { readonly word: string; readonly start: number }[] = [];
  let at = 0;
  for (const { 0: word, index } of text.slice(from, to).matchAll(WORD)) {
    words.push({ word, start: from + index });
    if (words.length - at > BESIDE) yield placed(at++);
    if (at > LET_GO) at -= words.splice(0, at - BESIDE).length;
  }
  while (at < words.length) yield placed(at++);

  function placed(place: number): WrittenWord {
    const { word, start } = words[place] ?? { word: '', start: 0 };
    const end = start + word.length;
    if (!UNUSUAL.test(word)) {
      const one = { text: word, start, end };
      return { ...one, parts: [one] };
    }
    const beside = words.slice(Math.max(0, place - BESIDE), place + BESIDE + 1).map((one) => one.word);
    const written = inPlace(word, beside);
    const parts = divideWord(written).map(([first, last]) => ({
      text: written.slice(first, last),
      start: start + first,
      end: start + last,
    }));
    return { text: written, start, end, parts };
  }
}

/** A word as it is folded: in small letters where the words beside it, with it among them, are in capitals. */
export function inPlace(word: string, beside: readonly string[]): string {
  if (!isShouted(beside)) return word;
  const small = word.toLowerCase();
  // Small letters may be longer than their capitals.
  return small.length === word.length ? small : word;
}

/** The same words without their places. */
export const wordsOf = (text: string): readonly string[] =>
  [...splitWords(text)].flatMap(({ parts }) => parts.map((part) => part.text));
