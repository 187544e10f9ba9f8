import { acronymOf, isAcronym } from './acronyms.ts';
import { type FoldedWord, foldWord } from './fold-word.ts';
import type { Stemming } from './stemming.ts';

/** What parts the stems of a word in one of its rows. */
const BETWEEN = ' ';

/** Longer ones are made up for once; nobody writes them together. */
const MOST_PARTS = 5;
const LONGEST = 32;

/** Dates, scores, telephone numbers. */
const NUMBERS_ONLY = /^\p{N}+$/u;
const DOTTED = /^\p{L}\./u;

/**
 * What the table of words is told of a written word with several parts: as one word (email) it is known by the stems
 * of its parts (e, mail), so that who searches for the one finds the other. Empty for all others.
 */
export function compoundRows(
  word: string,
  parts: readonly string[],
  stemming: Stemming,
): readonly FoldedWord[] {
  if (parts.length < 2 || parts.length > MOST_PARTS || word.length > LONGEST) return [];
  const stems = parts.map((part) => foldWord(part, stemming).stem);
  const { form, stem } = foldWord(word, stemming);
  if (form === '' || stems.includes('') || NUMBERS_ONLY.test(form)) return [];
  const phrase = stems.join(BETWEEN);
  if (DOTTED.test(word)) return [{ form: acronymOf(form), stem: phrase }];
  const row = { form, stem: phrase };
  return stem === form || isAcronym(stem) ? [row] : [row, { form: stem, stem: phrase }];
}

/** The stems of a row of the table of words: one, or one after the other. */
export const phraseOf = (stem: string): readonly string[] => stem.split(BETWEEN);

/** Whether a row is of a word with several parts. */
export const isCompound = (stem: string): boolean => stem.includes(BETWEEN);
