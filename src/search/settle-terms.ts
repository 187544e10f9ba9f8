import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../catalog/columns.ts';
import { foldWord } from '../catalog/search/fold-word.ts';
import type { QueryTerm, QueryWord } from './parse-query.ts';

/** A term as the index knows it. */
export interface SettledTerm {
  readonly isExcluded: boolean;
  /** The stems of its words, side by side; for the beginning of a word, of every word that has it. */
  readonly stems: readonly string[];
  /** The beginning, folded; null where whole words are meant. */
  readonly prefix: string | null;
  readonly words: readonly QueryWord[];
}

/** So many words with one beginning are searched for, the shortest ones. */
const MOST_WORDS = 48;
/** So many are looked at to find them. */
const MOST_SEEN = 5_000;
/** Of one letter, a third of all words would be found. */
const SHORTEST_PREFIX = 2;
/** Sorts after every word with a beginning. */
const LAST = '\u{10ffff}';

/** Prepares folding the terms of a query. A term without any word that could be found is left out. */
export function termSettler(database: DatabaseSync): (terms: readonly QueryTerm[]) => SettledTerm[] {
  const stemsWith = database.prepare(
    `SELECT stem FROM (SELECT word, stem FROM search_word WHERE word >= :from AND word < :to LIMIT ${MOST_SEEN})
     GROUP BY stem ORDER BY min(length(word)) LIMIT ${MOST_WORDS}`,
  );
  return (terms) =>
    terms.flatMap(({ words, isExcluded, isPrefix }): SettledTerm[] => {
      const folded = words.map(({ text }) => foldWord(text)).filter(({ stem }) => stem !== '');
      const [first] = folded;
      if (first === undefined) return [];
      const { form } = first;
      if (!isPrefix || form.length < SHORTEST_PREFIX) {
        return [{ isExcluded, stems: folded.map(({ stem }) => stem), prefix: null, words }];
      }
      const rows = stemsWith.all({ from: form, to: form + LAST });
      const stems = rows.map((row) => requiredText(row, 'stem'));
      return [{ isExcluded, stems: stems.length > 0 ? stems : [form], prefix: form, words }];
    });
}
