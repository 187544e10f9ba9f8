import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../catalog/columns.ts';
import { foldWord } from '../catalog/search/fold-word.ts';
import { unpackText } from '../catalog/search/search-entry.ts';
import { splitWords } from '../catalog/search/split-words.ts';
import { closeWordFinder } from './close-words.ts';
import type { DocumentFinder, Wanted } from './find-documents.ts';
import type { ParsedQuery, QueryWord } from './parse-query.ts';
import type { SettledTerm } from './settle-terms.ts';

/** Beyond so many articles with a word, it is as common as another. */
const COMMON = 50;
/** Words of a query for which better ones are sought. */
const MOST_WORDS = 4;

interface Correction {
  readonly word: QueryWord;
  /** As an article writes it. */
  readonly text: string;
  readonly stem: string;
}

/**
 * Prepares “did you mean”: the query with words of the archive in place of those that hardly any article has.
 * Returns null where none is alike, or where the new query would find no more than the old, which found `count`.
 */
export function querySuggester(database: DatabaseSync, { find, countUpTo }: DocumentFinder) {
  const closeWords = closeWordFinder(database);
  const textOf = database.prepare(
    `SELECT article.title, text.plain_text FROM search_document AS document
     JOIN article ON article.key = document.article_key
     JOIN search_text AS text ON text.search_id = document.search_id WHERE document.search_id = ?`,
  );

  return function suggest(
    { text }: ParsedQuery,
    wanted: Wanted,
    count: number,
    isCutOff: () => boolean,
  ): string | null {
    const everywhere = { ...wanted, labels: [] };
    const rarity = (stem: string): number =>
      countUpTo({ ...everywhere, terms: [termOf(stem)] }, COMMON, isCutOff);
    const corrections = wanted.terms
      .filter(({ isExcluded, prefix }) => !isExcluded && prefix === null)
      .flatMap(({ words }) => words)
      .slice(0, MOST_WORDS)
      .flatMap((word) => correct(word, rarity(foldWord(word.text).stem)) ?? []);
    if (corrections.length === 0) return null;
    const better = { ...wanted, terms: wanted.terms.map((term) => replaceStems(term, corrections)) };
    if (countUpTo(better, count + 1, isCutOff) <= count) return null;
    return replaceWords(text, corrections);

    function correct(word: QueryWord, articles: number): Correction | null {
      // Of words alike, the one that most articles have; a word that is there gives way to a common one only.
      const rated = closeWords(foldWord(word.text), isCutOff)
        .map((close) => ({ ...close, articles: rarity(close.stem) }))
        .filter((close) => close.articles > articles * 10)
        .sort((one, other) => one.edits - other.edits || other.articles - one.articles);
      for (const { word: form, stem } of rated) {
        const written = writtenForm(stem, form);
        if (written !== null) return { word, text: written, stem };
      }
      return null;
    }

    /** The word as the newest articles write it; null where they have other forms of it. */
    function writtenForm(stem: string, form: string): string | null {
      const { ids } = find({ ...everywhere, terms: [termOf(stem)] }, 3, isCutOff);
      let other: string | null = null;
      for (const id of ids.slice(0, 5)) {
        const row = textOf.get(id);
        if (row === undefined) continue;
        const all = `${requiredText(row, 'title')}\n${unpackText(row['plain_text'] as Uint8Array)}`;
        for (const { text: written } of splitWords(all)) {
          const folded = foldWord(written);
          if (folded.form === form) return written;
          if (folded.stem === stem) other ??= written;
        }
      }
      return other;
    }
  };
}

const termOf = (stem: string): SettledTerm => ({ isExcluded: false, stems: [stem], prefix: null, words: [] });

function replaceStems(term: SettledTerm, corrections: readonly Correction[]): SettledTerm {
  if (term.prefix !== null) return term;
  const stems = term.words.flatMap((word) => {
    const stem = corrections.find((one) => one.word === word)?.stem ?? foldWord(word.text).stem;
    return stem === '' ? [] : [stem];
  });
  return { ...term, stems };
}

function replaceWords(text: string, corrections: readonly Correction[]): string {
  let result = text;
  for (const { word, text: written } of corrections.toSorted(
    (one, other) => other.word.start - one.word.start,
  )) {
    result = result.slice(0, word.start) + inCaseOf(word.text, written) + result.slice(word.end);
  }
  return result.trim();
}

/** Small letters where the reader wrote small ones and the archive does so within sentences or not. */
function inCaseOf(typed: string, written: string): string {
  return typed === typed.toLowerCase() ? written.toLowerCase() : written;
}
