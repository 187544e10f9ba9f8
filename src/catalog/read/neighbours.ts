import { VISIBLE } from '../store/visible.ts';

/**
 * The article of the same section just before (`<`, `DESC`) or after (`>`, `ASC`) a place, as SQL with the
 * parameters section, published, id and now.
 */
export const neighbourSql = (column: 'id' | 'teaser', comparison: '<' | '>', order: 'ASC' | 'DESC'): string =>
  `SELECT ${column} FROM article
   WHERE section = :section AND (published_ms, id) ${comparison} (:published, :id) AND ${VISIBLE}
   ORDER BY published_ms ${order}, id ${order} LIMIT 1`;
