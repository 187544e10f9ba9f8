import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';

/** Queries for whoever settles what is read most. Moments are milliseconds since 1970. */
export interface MostReadQueries {
  /** The ids of the lists that pages show now, those of each edition in order; readers may see some of them no more. */
  mostRead(): readonly string[];
  /** Whether an id is an article's, which readers may see or not. */
  isArticle(id: string): boolean;
  /** The edition in which readers see an article; null where they do not. */
  seenIn(id: string, now: number): string | null;
}

/** Prepares the queries. */
export function mostReadQueries(database: DatabaseSync): MostReadQueries {
  const list = database.prepare('SELECT article_id FROM most_read ORDER BY position');
  const known = database.prepare('SELECT 1 FROM article WHERE id = ?');
  const visible = database.prepare(`SELECT edition FROM article WHERE id = :id AND ${VISIBLE}`);
  return {
    mostRead: () => list.all().map((row) => requiredText(row, 'article_id')),
    isArticle: (id) => known.get(id) !== undefined,
    seenIn(id, now) {
      const row = visible.get({ id, now });
      return row === undefined ? null : requiredText(row, 'edition');
    },
  };
}
