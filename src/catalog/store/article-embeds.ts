import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../sqlite/columns.ts';

/** What articles show of other sites; the caller has a transaction open. */
export interface ArticleEmbeds {
  of(key: number): readonly string[];
  add(key: number, subjects: readonly string[]): void;
  remove(key: number): void;
}

/** Prepares the statements over an open catalog. */
export function articleEmbeds(database: DatabaseSync): ArticleEmbeds {
  const all = database.prepare('SELECT subject FROM article_embed WHERE article_key = ?');
  const insert = database.prepare('INSERT OR IGNORE INTO article_embed (article_key, subject) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM article_embed WHERE article_key = ?');
  return {
    of: (key) => all.all(key).map((row) => requiredText(row, 'subject')),
    add(key, subjects) {
      for (const subject of subjects) insert.run(key, subject);
    },
    remove: (key) => void remove.run(key),
  };
}
