import type { DatabaseSync } from 'node:sqlite';
import { rollbackCount } from '../sqlite/transaction.ts';
import type { FoldedWord } from './fold-word.ts';
import { type SearchDocument, wordKey } from './search-entry.ts';

/** When readers find an article; milliseconds since 1970. */
export interface IndexedArticle {
  readonly key: number;
  readonly publishedMs: number;
  readonly expiresMs: number | null;
}

/** Writes the search index; the caller has a transaction open. */
export interface SearchStore {
  /** Indexes an article that is not in the index. */
  put(article: IndexedArticle, document: SearchDocument): void;
  /** Takes it out, if it is there. */
  remove(key: number): void;
  /** Adds what is new of these words. */
  putWords(words: readonly FoldedWord[]): void;
}

const MINUTE_MS = 60_000;

/** Articles of one minute that find a place without moving into the next. */
const PLACES = 8;

/** So far after its minute an article stands at most where a million are of one: three months. */
export const MOST_AFTER = 2 ** 20;

/** Shorter words, and single characters of scripts without spaces, are neither begun nor suggested. */
const SHORTEST_WORD = 2;

/** Words remembered by the one who writes: some 5 MB. */
const MOST_KEPT = 50_000;

/**
 * The first id that an article of a moment (milliseconds since 1970) may have in the index. Ids follow time, so
 * that FTS5 gives the newest first without sorting, and a span of days is a span of ids.
 */
export const searchIdOf = (ms: number): number => Math.floor(ms / MINUTE_MS) * PLACES;

/** Prepares the statements over an open catalog. */
export function searchStore(database: DatabaseSync): SearchStore {
  const isTaken = database.prepare('SELECT 1 FROM search_document WHERE search_id = ?');
  const idOf = database.prepare('SELECT search_id FROM search_document WHERE article_key = ?');
  const insertDocument = database.prepare(
    'INSERT INTO search_document (search_id, article_key, published_ms, expires_ms) VALUES (?, ?, ?, ?)',
  );
  const insertText = database.prepare('INSERT INTO search_text (search_id, plain_text) VALUES (?, ?)');
  const insertAll = database.prepare(
    'INSERT INTO article_search (rowid, title, description, body, labels) VALUES (?, ?, ?, ?, ?)',
  );
  const insertHead = database.prepare(
    'INSERT INTO article_search_head (rowid, title, description, often, labels) VALUES (?, ?, ?, ?, ?)',
  );
  const insertLanguage = database.prepare('INSERT OR IGNORE INTO search_language (language) VALUES (?)');
  const insertWords = database.prepare(
    `INSERT OR IGNORE INTO search_word (word, stem) SELECT value ->> 0, value ->> 1 FROM json_each(?)`,
  );
  const removeIndexed = [
    database.prepare('DELETE FROM article_search WHERE rowid = ?'),
    database.prepare('DELETE FROM article_search_head WHERE rowid = ?'),
  ];
  // FTS5 leaves an id of its own behind as the last one inserted, larger than a number may be: every other
  // statement of the connection would throw, until a row is inserted that has an id of ours.
  for (const statement of removeIndexed) statement.setReadBigInts(true);
  const emptyText = database.prepare(
    'REPLACE INTO search_text (search_id, plain_text) VALUES (?, zeroblob(0))',
  );
  const removeText = database.prepare('DELETE FROM search_text WHERE search_id = ?');
  const removeDocument = database.prepare('DELETE FROM search_document WHERE search_id = ?');

  // Words that are there, which most words of an article are: asking for each takes longer than all the rest.
  let kept = { rollbacks: rollbackCount(database), words: new Set<string>() };

  const isFree = (id: number): boolean => isTaken.get(id) === undefined;
  /** The minute's first id; else one after others in a row, which is found by halves however long the row is. */
  const freeId = (first: number): number => {
    if (isFree(first)) return first;
    let taken = first;
    let step = 1;
    while (!isFree(first + step)) {
      taken = first + step;
      step *= 2;
    }
    let free = first + step;
    while (free - taken > 1) {
      const middle = Math.floor((taken + free) / 2);
      if (isFree(middle)) free = middle;
      else taken = middle;
    }
    return free;
  };

  return {
    put(article, document) {
      const id = freeId(searchIdOf(article.publishedMs));
      const { title, description, body, often, labels, packedText } = document;
      insertDocument.run(id, article.key, article.publishedMs, article.expiresMs);
      insertText.run(id, packedText);
      insertLanguage.run(document.language);
      insertAll.run(id, title, description, body, labels);
      insertHead.run(id, title, description, often, labels);
    },
    remove(key) {
      const found = idOf.get(key)?.['search_id'];
      if (found === undefined) return;
      const id = Number(found);
      for (const statement of removeIndexed) statement.run(id);
      emptyText.run(id);
      removeText.run(id);
      removeDocument.run(id);
    },
    putWords(words) {
      if (kept.rollbacks !== rollbackCount(database) || kept.words.size > MOST_KEPT) {
        kept = { rollbacks: rollbackCount(database), words: new Set() };
      }
      const added = words.filter(
        (word) => word.form.length >= SHORTEST_WORD && !kept.words.has(wordKey(word)),
      );
      if (added.length === 0) return;
      insertWords.run(JSON.stringify(added.map(({ form, stem }) => [form, stem])));
      for (const word of added) kept.words.add(wordKey(word));
    },
  };
}
