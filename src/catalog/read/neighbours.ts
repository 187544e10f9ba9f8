import { VISIBLE_IN } from '../store/visible.ts';

/**
 * The article of the same edition and section just before (`<`, `DESC`) or after (`>`, `ASC`) a place, as SQL with the
 * parameters edition, section, published, id and now.
 */
export const neighbourSql = (column: 'id' | 'teaser', comparison: '<' | '>', order: 'ASC' | 'DESC'): string =>
  `SELECT ${column} FROM article
   WHERE section = :section AND (published_ms, id) ${comparison} (:published, :id) AND ${VISIBLE_IN}
   ORDER BY published_ms ${order}, id ${order} LIMIT 1`;
