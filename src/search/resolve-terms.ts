import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../catalog/sqlite/columns.ts';
import { phraseOf } from '../catalog/search/compound-word.ts';
import { foldWord } from '../catalog/search/fold-word.ts';
import type { WrittenWord } from '../catalog/search/split-words.ts';
import type { Stemming } from '../catalog/search/stemming.ts';
import type { QueryTerm } from './parse-query.ts';
import { combine, type Phrase, uniquePhrases, wordPhraser } from './word-phrases.ts';

/** A word of a term, and how articles may write it. */
export interface ResolvedWord {
  readonly word: WrittenWord;
  readonly phrases: readonly Phrase[];
}

/** A term as the index knows it. */
export interface ResolvedTerm {
  readonly isExcluded: boolean;
  /** What is searched for: any of these. */
  readonly phrases: readonly Phrase[];
  /** Whether they are words with one beginning. */
  readonly isPrefix: boolean;
  readonly words: readonly ResolvedWord[];
}

/** So many words with one beginning are searched for, the shortest ones. */
const MOST_WORDS = 48;
/** So many are looked at to find them. */
const MOST_SEEN = 5_000;
/** Of one letter, a third of all words would be found. */
const SHORTEST_PREFIX = 2;
/** Sorts after every word with a beginning. */
const LAST = '\u{10ffff}';

/** Folds the terms of a query as stories of some languages are folded. A term without any word that could be found is left out. */
export type ResolveTerms = (terms: readonly QueryTerm[], stemmings: readonly Stemming[]) => ResolvedTerm[];

/** Prepares folding terms. */
export function createTermResolver(database: DatabaseSync): ResolveTerms {
  const phrasesOf = wordPhraser(database);
  const stemsWith = database.prepare(
    `SELECT stem FROM (SELECT word, stem FROM search_word WHERE word >= :from AND word < :to LIMIT ${MOST_SEEN})
     GROUP BY stem ORDER BY min(length(word)) LIMIT ${MOST_WORDS}`,
  );

  function beginningWith(form: string): readonly Phrase[] {
    const found = stemsWith.all({ from: form, to: form + LAST });
    return found.length === 0 ? [[form]] : found.map((row) => phraseOf(requiredText(row, 'stem')));
  }

  return (terms, stemmings) =>
    terms.flatMap(({ words: given, isExcluded, isPrefix }): ResolvedTerm[] => {
      // A whole phrase is in one language.
      const byStemming = stemmings.map((stemming) =>
        given
          .map((word) => ({ word, phrases: phrasesOf(word, stemming) }))
          .filter(({ phrases }) => phrases.length > 0),
      );
      const words = (byStemming[0] ?? []).map(({ word }, index) => ({
        word,
        phrases: uniquePhrases(byStemming.flatMap((own) => own[index]?.phrases ?? [])),
      }));
      const [first] = words;
      if (first === undefined) return [];
      const { form } = foldWord(first.word.text);
      if (isPrefix && form.length >= SHORTEST_PREFIX) {
        return [{ isExcluded, phrases: beginningWith(form), isPrefix: true, words }];
      }
      const phrases = uniquePhrases(byStemming.flatMap((own) => combine(own.map((one) => one.phrases))));
      return [{ isExcluded, phrases, isPrefix: false, words }];
    });
}
