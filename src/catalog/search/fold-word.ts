import { stemWord } from './stem-word.ts';

/** How the index knows a word. */
export interface FoldedWord {
  /** In small letters, without diacritics. */
  readonly form: string;
  /** What its inflected forms have in common; what the index holds. */
  readonly stem: string;
}

/** No word of a newsroom is longer, in UTF-16 units; of longer ones the beginning counts. */
const MAX_WORD = 40;

/** Words that are kept folded: an article has some two hundred, a newsroom uses these over and over. */
const MAX_KEPT = 50_000;

/** Letters that Unicode does not divide into a letter and a mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ħ: 'h',
};

/** Marks over, under and in letters, but the breve of й; vowel points of Arabic and Hebrew, tatweel, joiners. */
const MARKS =
  /[\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306|[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060՚՛՜՞]/gu;

const kept = new Map<string, FoldedWord>();

/** Folds one word: case, diacritics (ё is е, й stays), ligatures (և is եւ), then its ending. Pure; never throws. */
export function foldWord(word: string): FoldedWord {
  const known = kept.get(word);
  if (known !== undefined) return known;
  const folded = fold(word);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(word, folded);
  return folded;
}

function fold(word: string): FoldedWord {
  const plain = word
    .slice(0, MAX_WORD * 2)
    .toWellFormed()
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[ßæœøđðłıþħ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    // Capitals part the ligature և into ԵՎ or ԵՒ.
    .replace(/եւ/g, 'եվ')
    .replace(/['’ʼ]+s$/, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
    .normalize('NFC');
  const form = [...plain].slice(0, MAX_WORD).join('');
  return { form, stem: stemWord(form) };
}
