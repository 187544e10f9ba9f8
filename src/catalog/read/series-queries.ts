import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ArticleRecord } from '../../domain/article.ts';
import { labelNames } from '../store/label-names.ts';
import { partOrder, seriesRank, UNNUMBERED } from '../store/series-order.ts';
import { parseTeaser } from './list-queries.ts';
import type { Teaser } from '../store/teaser.ts';
import { VISIBLE_PARTS } from '../store/visible.ts';

/** A part of a series as its list shows it. */
export interface SeriesPart {
  readonly teaser: Teaser;
  /** The number that the editor gave; null for none. */
  readonly part: number | null;
}

/** The parts just before and just after one. */
export interface PartsAround {
  readonly previous: SeriesPart | null;
  readonly next: SeriesPart | null;
}

/** Queries for series: numbered parts first, then the others by date. Times are milliseconds since 1970. */
export interface SeriesQueries {
  seriesParts(slug: string, slice: { now: number; limit: number; offset: number }): readonly SeriesPart[];
  partsAround(article: ArticleRecord, now: number): PartsAround;
  /** How many visible parts have a number, and the highest one; 0 for none. Reads a row for each. */
  numberedParts(slug: string, now: number): { readonly count: number; readonly highest: number };
  /** How readers see a series written; null where none of its parts shows. */
  seriesName(slug: string, now: number): string | null;
}

/** Prepares the queries for series of an edition. */
export function seriesQueries(database: DatabaseSync): (edition: string) => SeriesQueries {
  const parts = database.prepare(
    `SELECT article.teaser, place.part ${VISIBLE_PARTS} ${partOrder('ASC')} LIMIT :limit OFFSET :offset`,
  );
  const around = (comparison: '<' | '>', direction: 'ASC' | 'DESC'): StatementSync =>
    database.prepare(
      `SELECT article.teaser, place.part ${VISIBLE_PARTS}
         AND (place.part, place.published_ms, place.article_id) ${comparison} (:part, :published, :id)
       ${partOrder(direction)} LIMIT 1`,
    );
  const before = around('<', 'DESC');
  const after = around('>', 'ASC');
  const numbered = database.prepare(
    `SELECT count(*) AS count, max(place.part) AS highest ${VISIBLE_PARTS} AND place.part < ${UNNUMBERED}`,
  );
  const nameIn = labelNames(database);
  return (edition) => ({
    seriesParts: (slug, { now, limit, offset }) =>
      parts.all({ edition, slug, now, limit, offset }).flatMap((row) => readPart(row) ?? []),
    partsAround({ series, published, id }, now) {
      if (series === null) return { previous: null, next: null };
      const place = {
        edition,
        slug: series.slug,
        part: seriesRank(series),
        published: published.epochMs,
        id,
        now,
      };
      return { previous: readPart(before.get(place)), next: readPart(after.get(place)) };
    },
    numberedParts(slug, now) {
      const row = numbered.get({ edition, slug, now });
      return { count: Number(row?.['count'] ?? 0), highest: Number(row?.['highest'] ?? 0) };
    },
    seriesName: (slug, now) => nameIn(edition)('series', slug, now),
  });
}

function readPart(row: Record<string, unknown> | undefined): SeriesPart | null {
  const teaser = parseTeaser(row);
  if (row === undefined || teaser === null) return null;
  const part = Number(row['part']);
  return { teaser, part: part === UNNUMBERED ? null : part };
}
