import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRow } from './article-row.ts';
import { requiredText } from './columns.ts';
import { VISIBLE } from './list-queries.ts';

/** Prepares the question which articles, just before and after a place in a section, link to what is there. */
export function neighbourIds(database: DatabaseSync): (row: ArticleRow, now: number) => string[] {
  const neighbour = (comparison: '<' | '>', order: 'ASC' | 'DESC') =>
    database.prepare(
      `SELECT id FROM article
       WHERE section = :section AND (published_ms, id) ${comparison} (:published, :id) AND ${VISIBLE}
       ORDER BY published_ms ${order}, id ${order} LIMIT 1`,
    );
  const statements = [neighbour('<', 'DESC'), neighbour('>', 'ASC')];
  return ({ section, publishedMs, id }, now) => {
    if (section === null) return [];
    return statements.flatMap((statement) => {
      const found = statement.get({ section, published: publishedMs, id, now });
      return found === undefined ? [] : [requiredText(found, 'id')];
    });
  };
}
