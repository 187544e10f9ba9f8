import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../catalog/sqlite/columns.ts';
import { phraseOf } from '../catalog/search/compound-word.ts';
import { foldWord } from '../catalog/search/fold-word.ts';
import { unpackText } from '../catalog/search/search-entry.ts';
import { type PlacedWord, splitWords } from '../catalog/search/split-words.ts';
import type { Stemming } from '../catalog/search/stemming.ts';
import { closeWordFinder } from './close-words.ts';
import type { DocumentFinder, Wanted } from './find-documents.ts';
import type { ParsedQuery } from './parse-query.ts';
import type { ResolvedTerm } from './resolve-terms.ts';
import { combine, type Phrase } from './word-phrases.ts';

/** Beyond so many articles with a word, it is as common as another. */
const COMMON = 50;
/** Words of a query for which better ones are sought. */
const MOST_WORDS = 4;

interface Correction {
  readonly word: PlacedWord;
  /** As an article writes it. */
  readonly text: string;
  readonly phrase: Phrase;
}

/**
 * Prepares “did you mean”: the query with words of the archive in place of those that hardly any article has.
 * Returns null where none is alike, or where the new query would find no more than the old, which found `count`. Words are
 * told by the first of the stemmings.
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
    [stemming]: readonly Stemming[],
    count: number,
    isCutOff: () => boolean,
  ): string | null {
    const everywhere = { ...wanted, labels: [] };
    const rarity = (phrases: readonly Phrase[]): number =>
      phrases.length === 0 ? 0 : countUpTo({ ...everywhere, terms: [termOf(phrases)] }, COMMON, isCutOff);
    const corrections = wanted.terms
      .filter(({ isExcluded, isPrefix }) => !isExcluded && !isPrefix)
      .flatMap(({ words }) => words)
      .flatMap(({ word, phrases }) =>
        word.parts.map((part) => ({
          part,
          phrases: word.parts.length === 1 ? phrases : [stemOf(part, stemming)],
        })),
      )
      .slice(0, MOST_WORDS)
      .flatMap(({ part, phrases }) => correct(part, rarity(phrases)) ?? []);
    if (corrections.length === 0) return null;
    const better = {
      ...wanted,
      terms: wanted.terms.map((term) => replaceWords(term, corrections, stemming)),
    };
    if (countUpTo(better, count + 1, isCutOff) <= count) return null;
    return rewrite(text, corrections);

    function correct(word: PlacedWord, articles: number): Correction | null {
      // Of words alike, the one that most articles have; a word that is there gives way to a common one only.
      const rated = closeWords(foldWord(word.text, stemming), isCutOff)
        .map((close) => ({ ...close, articles: rarity([phraseOf(close.stem)]) }))
        .filter((close) => close.articles > articles * 10)
        .sort((one, other) => one.edits - other.edits || other.articles - one.articles);
      for (const { word: form, stem } of rated) {
        const written = writtenForm(stem, form);
        if (written !== null) return { word, text: written, phrase: phraseOf(stem) };
      }
      return null;
    }

    /** The word as the newest articles write it; null where they have other forms of it. */
    function writtenForm(stem: string, form: string): string | null {
      const phrase = phraseOf(stem);
      const { ids } = find({ ...everywhere, terms: [termOf([phrase])] }, 3, isCutOff);
      let other: string | null = null;
      for (const id of ids.slice(0, 5)) {
        const row = textOf.get(id);
        if (row === undefined) continue;
        const all = `${requiredText(row, 'title')}\n${unpackText(row['plain_text'] as Uint8Array)}`;
        for (const whole of splitWords(all)) {
          for (const { text: written } of phrase.length > 1 ? [whole] : whole.parts) {
            const folded = foldWord(written, stemming);
            if (folded.form === form) return written;
            if (folded.stem === stem) other ??= written;
          }
        }
      }
      return other;
    }
  };
}

const stemOf = ({ text }: PlacedWord, stemming?: Stemming): Phrase =>
  [foldWord(text, stemming).stem].filter((stem) => stem !== '');

const termOf = (phrases: readonly Phrase[]): ResolvedTerm => ({
  isExcluded: false,
  phrases,
  isPrefix: false,
  words: [],
});

function replaceWords(
  term: ResolvedTerm,
  corrections: readonly Correction[],
  stemming: Stemming | undefined,
): ResolvedTerm {
  const corrected = ({ parts }: ResolvedTerm['words'][number]['word']): Phrase | null => {
    const found = parts.map((part) => corrections.find(({ word }) => word === part)?.phrase);
    if (found.every((phrase) => phrase === undefined)) return null;
    return parts.flatMap((part, index) => found[index] ?? stemOf(part, stemming));
  };
  const phrases = term.words.map((one) => {
    const better = corrected(one.word);
    return better === null ? one.phrases : [better];
  });
  return term.isPrefix ? term : { ...term, phrases: combine(phrases) };
}

function rewrite(text: string, corrections: readonly Correction[]): string {
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
