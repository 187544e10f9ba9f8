import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRow } from './article-row.ts';
import { requiredText } from './columns.ts';
import { VISIBLE } from './list-queries.ts';

/**
 * The article of the same section just before (`<`, `DESC`) or after (`>`, `ASC`) a place, as SQL with the
 * parameters section, published, id and now.
 */
export const neighbourSql = (column: 'id' | 'teaser', comparison: '<' | '>', order: 'ASC' | 'DESC'): string =>
  `SELECT ${column} FROM article
   WHERE section = :section AND (published_ms, id) ${comparison} (:published, :id) AND ${VISIBLE}
   ORDER BY published_ms ${order}, id ${order} LIMIT 1`;

/** The ids of the articles that link to a place in a section. */
export type NeighboursOf = (row: ArticleRow, now: number) => string[];

/** Prepares the question which articles, just before and after a place in a section, link to what is there. */
export function neighbourIds(database: DatabaseSync): NeighboursOf {
  const statements = [
    database.prepare(neighbourSql('id', '<', 'DESC')),
    database.prepare(neighbourSql('id', '>', 'ASC')),
  ];
  return ({ section, publishedMs, id }, now) => {
    if (section === null) return [];
    return statements.flatMap((statement) => {
      const found = statement.get({ section, published: publishedMs, id, now });
      return found === undefined ? [] : [requiredText(found, 'id')];
    });
  };
}
