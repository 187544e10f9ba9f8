import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE_IN } from '../store/visible.ts';
import { periodBounds } from './list-queries.ts';

/** Queries for the archives by date. A period is `2016`, `2016-07` or `2016-07-15`. */
export interface ArchiveQueries {
  /** The nearest earlier and later periods of the same length that hold articles. */
  periodsAround(
    period: string,
    now: number,
  ): { readonly earlier: string | null; readonly later: string | null };
  /** The day of the newest article; null for an empty site. */
  newestDay(now: number): string | null;
}

/** Prepares the queries for archives of an edition. */
export function archiveQueries(database: DatabaseSync): (edition: string) => ArchiveQueries {
  const earlier = database.prepare(
    `SELECT published_day FROM article WHERE published_day < :from AND ${VISIBLE_IN}
     ORDER BY published_day DESC LIMIT 1`,
  );
  const later = database.prepare(
    `SELECT published_day FROM article WHERE published_day >= :to AND ${VISIBLE_IN}
     ORDER BY published_day LIMIT 1`,
  );
  const newest = database.prepare(
    `SELECT published_day FROM article WHERE ${VISIBLE_IN} ORDER BY published_ms DESC LIMIT 1`,
  );
  const day = (row: Record<string, unknown> | undefined): string | null =>
    row === undefined ? null : requiredText(row, 'published_day');

  return (edition) => ({
    periodsAround(period, now) {
      const { from, to } = periodBounds(period);
      const cut = (found: string | null): string | null => found?.slice(0, period.length) ?? null;
      return {
        earlier: cut(day(earlier.get({ edition, from, now }))),
        later: cut(day(later.get({ edition, to, now }))),
      };
    },
    newestDay(now) {
      return day(newest.get({ edition, now }));
    },
  });
}
