import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ArticleRecord, SeriesPlace } from '../../domain/article.ts';
import { requiredText } from '../sqlite/columns.ts';
import { parseTeaser } from './list-queries.ts';
import type { Teaser } from '../store/teaser.ts';

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

/** Greater than any part's number: where parts without one stand. */
export const UNNUMBERED = 1_000_000;

/** The place of a part in the order of its series. */
export const seriesRank = ({ part }: Pick<SeriesPlace, 'part'>): number => part ?? UNNUMBERED;

const SHOWN = `FROM article_series AS place JOIN article ON article.id = place.article_id
  WHERE place.slug = :slug AND place.published_ms <= :now
    AND (article.expires_ms IS NULL OR article.expires_ms > :now)`;

const order = (direction: 'ASC' | 'DESC'): string =>
  `ORDER BY place.part ${direction}, place.published_ms ${direction}, place.article_id ${direction}`;

/** Prepares the queries for series. */
export function seriesQueries(database: DatabaseSync): SeriesQueries {
  const parts = database.prepare(
    `SELECT article.teaser, place.part ${SHOWN} ${order('ASC')} LIMIT :limit OFFSET :offset`,
  );
  const around = (comparison: '<' | '>', direction: 'ASC' | 'DESC'): StatementSync =>
    database.prepare(
      `SELECT article.teaser, place.part ${SHOWN}
         AND (place.part, place.published_ms, place.article_id) ${comparison} (:part, :published, :id)
       ${order(direction)} LIMIT 1`,
    );
  const before = around('<', 'DESC');
  const after = around('>', 'ASC');
  const numbered = database.prepare(
    `SELECT count(*) AS count, max(place.part) AS highest ${SHOWN} AND place.part < ${UNNUMBERED}`,
  );
  return {
    seriesParts: (slug, { now, limit, offset }) =>
      parts.all({ slug, now, limit, offset }).flatMap((row) => readPart(row) ?? []),
    partsAround({ series, published, id }, now) {
      if (series === null) return { previous: null, next: null };
      const place = { slug: series.slug, part: seriesRank(series), published: published.epochMs, id, now };
      return { previous: readPart(before.get(place)), next: readPart(after.get(place)) };
    },
    numberedParts(slug, now) {
      const row = numbered.get({ slug, now });
      return { count: Number(row?.['count'] ?? 0), highest: Number(row?.['highest'] ?? 0) };
    },
    seriesName: seriesNameQuery(database),
  };
}

/** Prepares the question how readers see a series written: as its last visible part has it; null for none. */
export function seriesNameQuery(database: DatabaseSync): (slug: string, now: number) => string | null {
  const name = database.prepare(`SELECT place.name ${SHOWN} ${order('DESC')} LIMIT 1`);
  return (slug, now) => {
    const row = name.get({ slug, now });
    return row === undefined ? null : requiredText(row, 'name');
  };
}

function readPart(row: Record<string, unknown> | undefined): SeriesPart | null {
  const teaser = parseTeaser(row);
  if (row === undefined || teaser === null) return null;
  const part = Number(row['part']);
  return { teaser, part: part === UNNUMBERED ? null : part };
}
