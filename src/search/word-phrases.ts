import type { DatabaseSync } from 'node:sqlite';
import { acronymOf, isAcronym, isAmbiguous, mayMeanAcronym } from '../catalog/search/acronyms.ts';
import { phraseOf } from '../catalog/search/compound-word.ts';
import { requiredText } from '../catalog/sqlite/columns.ts';
import { type FoldedWord, foldWord } from '../catalog/search/fold-word.ts';
import type { WrittenWord } from '../catalog/search/split-words.ts';
import type { Stemming } from '../catalog/search/stemming.ts';

/** Stems side by side, as the index has them. */
export type Phrase = readonly string[];

/** The Hebrew article, conjunction and prepositions, which are written to the word behind them. */
const HEBREW_PREFIXES = 'ה ו ב ל מ ש כ וה וב ול ומ שה כש לה'.split(' ');
/** Shorter ones with a letter before them are mostly other words. */
const HEBREW_WORD = /^[א-ת]{3,}$/;

/** Ways of writing one word, and a whole phrase, that are searched for. */
const MOST_WAYS = 4;
const MOST_PHRASES = 12;

/**
 * Prepares telling how articles may write a word of a query: e-mail and email, O’Brien and OBrien, US and U.S. are
 * one, and a Hebrew word has its article written to it. Returns what the index would have for it, the word as it was typed first; empty for a word without letters.
 */
export function wordPhraser(
  database: DatabaseSync,
): (word: WrittenWord, stemming: Stemming) => readonly Phrase[] {
  // Of each word there are as many rows as there are ways of writing it.
  const ways = database.prepare(
    `SELECT stem FROM search_word WHERE word IN (?, ?, ?) AND stem LIKE '% %' LIMIT ${MOST_WAYS}`,
  );

  const withPrefix = database.prepare(
    'SELECT stem FROM search_word WHERE word IN (SELECT value || ? FROM json_each(?))',
  );
  const prefixes = JSON.stringify(HEBREW_PREFIXES);
  const prefixed = (form: string): Phrase[] =>
    HEBREW_WORD.test(form)
      ? [...new Set(withPrefix.all(form, prefixes).map((row) => requiredText(row, 'stem')))].map(phraseOf)
      : [];

  function asOneWord({ form, stem }: FoldedWord): Phrase[] {
    if (stem === '') return [];
    const isStrict = isAmbiguous(form) && !isAcronym(stem) && !mayMeanAcronym(form);
    const acronym = isStrict ? form : acronymOf(form);
    // In capitals it is the acronym alone.
    const names = isAmbiguous(form) && isAcronym(stem) ? [acronym, acronym, acronym] : [form, stem, acronym];
    const written = ways.all(...names).map((row) => phraseOf(requiredText(row, 'stem')));
    const isLoose = isAmbiguous(form) && !isStrict && stem !== acronym;
    return [[stem], ...(isLoose ? [[acronym]] : []), ...written, ...prefixed(form)];
  }

  return (word, stemming) => {
    const phrasesOf = (text: string): Phrase[] => asOneWord(foldWord(text, stemming));
    const parts = word.parts.map(({ text }) => phrasesOf(text)).filter((one) => one.length > 0);
    const apart = parts.length === 0 ? [] : combine(parts);
    return word.parts.length < 2 ? apart : uniquePhrases([...apart, ...phrasesOf(word.text)]);
  };
}

/** Every choice of one phrase of each, one after the other; so many at most. */
export function combine(choices: readonly (readonly Phrase[])[]): readonly Phrase[] {
  let all: readonly Phrase[] = [[]];
  for (const choice of choices) {
    all = all.flatMap((before) => choice.map((after) => [...before, ...after])).slice(0, MOST_PHRASES);
  }
  return uniquePhrases(all);
}

/** Each phrase once. */
export const uniquePhrases = (phrases: readonly Phrase[]): readonly Phrase[] => [
  ...new Map(phrases.map((phrase) => [phrase.join(' '), phrase])).values(),
];
