import type { DatabaseSync } from 'node:sqlite';
import type { Problem } from '../problems/problem.ts';
import { sortProblems } from '../problems/sort-problems.ts';
import { requiredText } from './columns.ts';
import { sourceStore } from './source-store.ts';
import { inTransaction } from './transaction.ts';

/** The text of an article that the search index does not hold yet. */
export interface UnindexedText {
  readonly key: number;
  readonly file: string;
  /** Of the version that the text is from. */
  readonly digest: string;
  readonly text: string;
}

/** What of it is indexed, and every problem of its file. */
export interface IndexedText {
  readonly key: number;
  readonly file: string;
  readonly digest: string;
  readonly title: string;
  readonly description: string;
  readonly plainText: string;
  readonly problems: readonly Problem[];
}

export interface SearchIndexWriter {
  /** The next of those that wait, after the key `after`, in the order in which the index takes them best. */
  unindexed(after: number, limit: number): readonly UnindexedText[];
  /** Indexes a batch in one transaction; leaves out what was published anew meanwhile. Returns how many. */
  index(batch: readonly IndexedText[]): number;
}

/** Prepares filling the index behind a first build. */
export function searchIndexWriter(database: DatabaseSync): SearchIndexWriter {
  const waiting = database.prepare(
    // CROSS JOIN keeps SQLite from beginning with the articles, and sorting them all.
    `SELECT article.key, article.file, article.digest, article_text.text FROM article_unindexed AS waiting
     CROSS JOIN article ON article.key = waiting.article_key
     CROSS JOIN article_text ON article_text.article_key = waiting.article_key
     WHERE waiting.article_key > ? ORDER BY waiting.article_key LIMIT ?`,
  );
  const done = database.prepare(
    `DELETE FROM article_unindexed
     WHERE article_key = (SELECT key FROM article WHERE key = ? AND digest = ?)`,
  );
  const insert = database.prepare(
    'INSERT INTO article_search (rowid, title, description, body) VALUES (?, ?, ?, ?)',
  );
  const sources = sourceStore(database);
  return {
    unindexed: (after, limit) =>
      waiting.all(after, limit).map((row) => ({
        key: Number(row['key']),
        file: requiredText(row, 'file'),
        digest: requiredText(row, 'digest'),
        text: requiredText(row, 'text'),
      })),
    index: (batch) =>
      inTransaction(database, () => {
        let count = 0;
        for (const { key, file, digest, title, description, plainText, problems } of batch) {
          if (done.run(key, digest).changes === 0) continue;
          insert.run(key, title, description, plainText);
          count += 1;
          const source = problems.length === 0 ? null : sources.get(file);
          if (source !== null) sources.put({ ...source, problems: union(source.problems, problems) });
        }
        return count;
      }),
  };
}

/** What is on record, such as who has an alias, and what looking through the body added. */
function union(known: readonly Problem[], found: readonly Problem[]): Problem[] {
  const all = new Map([...known, ...found].map((problem) => [JSON.stringify(problem), problem]));
  return sortProblems([...all.values()]);
}
