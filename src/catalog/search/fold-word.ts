import { plainDigits } from '../../domain/plain-digits.ts';
import { acronymOf, isAmbiguous } from './acronyms.ts';
import { APOSTROPHES } from './joining-marks.ts';
import { BY_SCRIPT, type Stemming } from './stemming.ts';

/** How the index knows a word. */
export interface FoldedWord {
  /** In small letters, without diacritics. */
  readonly form: string;
  /** What its inflected forms have in common, or an acronym's own name; what the index holds. */
  readonly stem: string;
  /** Whether it is stemmed by the rules of its language, so that the form may have another stem elsewhere. */
  readonly isOfLanguage?: true;
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
  // Arabic, Persian and Urdu keyboards have the same letter in other forms; ة and ى are written without their marks.
  ٱ: 'ا',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  // The sigma of the end of a word, which is the middle of a longer one.
  ς: 'σ',
};
const LETTERS_TO_PLAIN = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'g');

/** Marks over, under and in letters, but the breve of й; vowel points of Arabic and Hebrew, tatweel, what nobody sees. */
const MARKS =
  /[\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306|[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\p{Default_Ignorable_Code_Point}՛՜՞]/gu;

/** Apostrophes that Unicode has among the letters count as little as the others. */
const NOT_COUNTED = new RegExp(`[^\\p{L}\\p{M}\\p{N}]+|[${APOSTROPHES}]`, 'gv');

const kept = new Map<Stemming, Map<string, FoldedWord>>();
let count = 0;

/** English, and whatever else is written so: the minister’s. */
const GENITIVE = new RegExp(`[${APOSTROPHES}]+s$`, 'v');

/** Capitals, perhaps with full stops. */
const IN_CAPITALS = /^\p{Lu}{2,}$|^\p{L}(?:\.\s?\p{L})+\.?/u;

/** Names of signs; the index has them in full width, which the rules of FTS5 for ASCII do not part. */
const SIGNED = /^(?:[a-z](?:\+\+|#)|\.net)$/;
const FULL_WIDTH = 0xfee0;

/**
 * Folds one word: case, diacritics (ё is е, й stays), ligatures (և is եւ), forms of one letter (ی is ي), then its ending by
 * the rules of a language. Pure; never throws.
 */
export function foldWord(word: string, stemming: Stemming = BY_SCRIPT): FoldedWord {
  const known = kept.get(stemming)?.get(word);
  if (known !== undefined) return known;
  const folded = fold(word, stemming);
  if (count >= MAX_KEPT) {
    kept.clear();
    count = 0;
  }
  const ofLanguage = kept.get(stemming) ?? new Map<string, FoldedWord>();
  kept.set(stemming, ofLanguage.set(word, folded));
  count += 1;
  return folded;
}

function fold(word: string, stemming: Stemming): FoldedWord {
  const plain = plainDigits(
    word
      .slice(0, MAX_WORD * 2)
      .toWellFormed()
      .toLowerCase()
      .normalize('NFKD'),
  )
    .replace(MARKS, '')
    .replace(LETTERS_TO_PLAIN, (letter) => PLAIN_LETTERS[letter] ?? letter)
    // Capitals part the ligature և into ԵՎ or ԵՒ.
    .replace(/եւ/g, 'եվ')
    .replace(GENITIVE, '');
  const signed = plain.replace('♯', '#');
  if (SIGNED.test(signed)) return signedName(signed);
  const letters = plain.replace(NOT_COUNTED, '').normalize('NFC');
  const form = [...letters].slice(0, MAX_WORD).join('');
  const isAcronym = isAmbiguous(form) && IN_CAPITALS.test(word.replace(GENITIVE, ''));
  const stem = isAcronym ? acronymOf(form) : stemming.stem(form);
  return stemming === BY_SCRIPT ? { form, stem } : { form, stem, isOfLanguage: true };
}

function signedName(name: string): FoldedWord {
  const wide = name.replace(/[+#.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + FULL_WIDTH));
  return { form: wide, stem: wide };
}
