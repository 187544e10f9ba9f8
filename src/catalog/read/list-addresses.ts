import type { DatabaseSync } from 'node:sqlite';
import { isReservedPath } from '../../domain/addresses/reserved-path.ts';
import { splitEdition } from '../../domain/edition.ts';
import { FEED_FORMATS } from '../../domain/feed-formats.ts';
import { decode } from '../../domain/marks/file-marks.ts';
import { parsePeriod } from '../../domain/days/period.ts';
import { isReservedSegment } from '../../domain/urls.ts';
import { catalogSettings, siteReader } from '../sqlite/settings.ts';
import { periodBounds } from './list-queries.ts';

/** The query for addresses that are no article's and no standing page's. */
export interface ListAddressQueries {
  /**
   * Whether the site answers at a path, written as it writes it, by a list, a feed or something else of its own: one of a
   * name answers where a story of the name is published by `until` and has not expired at `now`, both in milliseconds
   * since 1970. Null for a path of another kind.
   */
  hasListAt(path: string, now: number, until?: number): boolean | null;
}

const FEED_FILES: readonly string[] = Object.values(FEED_FORMATS).map(({ file }) => file);

/** Neither labels nor parts of series are kept of drafts. */
const SHOWING =
  'article.published_ms <= :until AND (article.expires_ms IS NULL OR article.expires_ms > :now)';

/** Prepares the query; each call is a look-up or two by index. */
export function listAddressQueries(database: DatabaseSync): ListAddressQueries {
  const site = siteReader(catalogSettings(database));
  const ofLabel = database.prepare(
    `SELECT 1 FROM article_label AS label JOIN article ON article.id = label.article_id
     WHERE label.edition = :edition AND label.kind = :kind AND label.slug = :slug AND ${SHOWING} LIMIT 1`,
  );
  const ofSeries = database.prepare(
    `SELECT 1 FROM article_series AS place JOIN article ON article.id = place.article_id
     WHERE place.edition = :edition AND place.slug = :slug AND ${SHOWING} LIMIT 1`,
  );
  const ofPeriod = database.prepare(
    `SELECT 1 FROM article WHERE edition = :edition AND is_draft = 0 AND published_day >= :from AND published_day < :to AND ${SHOWING} LIMIT 1`,
  );
  const profile = database.prepare('SELECT 1 FROM author_profile WHERE slug = ?');
  const otherwise = database.prepare('SELECT 1 FROM author_alias WHERE alias = ?');

  const isNamed = (
    list: string,
    slug: string,
    where: { readonly edition: string; readonly now: number; readonly until: number },
  ): boolean => {
    if (list === 'sections') return site()?.sections.some((one) => one.slug === slug) ?? true;
    if (list === 'series') return ofSeries.get({ slug, ...where }) !== undefined;
    const kind = list === 'topics' ? 'topic' : 'author';
    const found = ofLabel.get({ kind, slug, ...where });
    return (
      (found ?? (kind === 'author' ? (profile.get(slug) ?? otherwise.get(slug)) : undefined)) !== undefined
    );
  };

  return {
    hasListAt(whole, now, until = now) {
      const { edition, path } = splitEdition(whole, site() ?? {});
      const segments = path.split('/').slice(1).map(decode);
      const [first = '', second, third] = segments;
      if (first === '') return true;
      if (/^\d{4}$/.test(first) && segments.length <= 3) {
        const period = parsePeriod(first, second, third);
        return (
          period !== null && ofPeriod.get({ edition, ...periodBounds(period), now, until }) !== undefined
        );
      }
      if (LISTS.has(first) && second !== undefined) {
        const isList = segments.length === 2 || (segments.length === 3 && FEED_FILES.includes(third ?? ''));
        return isList && isNamed(first, second, { edition, now, until });
      }
      // A language that is no edition is kept free, and nothing is there yet.
      return isReservedPath(path) ? isReservedSegment(first) : null;
    },
  };
}

const LISTS: ReadonlySet<string> = new Set(['sections', 'topics', 'authors', 'series']);
