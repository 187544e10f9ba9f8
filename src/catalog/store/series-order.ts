import type { SeriesPlace } from '../../domain/article.ts';

/** Greater than any part's number: where parts without one stand. */
export const UNNUMBERED = 1_000_000;

/** The place of a part in the order of its series. */
export const seriesRank = ({ part }: Pick<SeriesPlace, 'part'>): number => part ?? UNNUMBERED;

/** The order of parts as SQL: numbered ones first, then the others by date; or the reverse. */
export const partOrder = (direction: 'ASC' | 'DESC'): string =>
  `ORDER BY place.part ${direction}, place.published_ms ${direction}, place.article_id ${direction}`;
