import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';
import { parseTeaser } from './list-queries.ts';
import type { Teaser } from '../store/teaser.ts';

/** An article that is like another, whether readers see it or not. */
export interface RelatedStory {
  /** Its permanent id. */
  readonly id: string;
  /** Null while readers do not see it. */
  readonly teaser: Teaser | null;
}

/** Queries for related stories. */
export interface RelatedQueries {
  /** The few articles most like one, best first, as they were found behind its publish. `now`: milliseconds since 1970. */
  relatedTo(id: string, now: number): readonly RelatedStory[];
}

/** Prepares the query over an open catalog. */
export function relatedQueries(database: DatabaseSync): RelatedQueries {
  const related = database.prepare(
    `SELECT related.score, article.key, article.id, teaser, ${VISIBLE} AS is_visible
     FROM article_related AS related CROSS JOIN article ON article.key = related.related_key
     WHERE related.article_key = (SELECT key FROM article WHERE id = :id)`,
  );
  return {
    relatedTo: (id, now) =>
      related
        .all({ id, now })
        .sort((a, b) => Number(b['score']) - Number(a['score']) || Number(b['key']) - Number(a['key']))
        .map((row) => ({
          id: requiredText(row, 'id'),
          teaser: row['is_visible'] === 1 ? parseTeaser(row) : null,
        })),
  };
}
