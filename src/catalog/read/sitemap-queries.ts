import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRecord } from '../../domain/article.ts';
import { lastModified } from '../../domain/last-modified.ts';
import type { Moment } from '../../domain/moment.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE_IN } from '../store/visible.ts';
import { periodBounds } from './list-queries.ts';
import { parseRecord, recordAsOf } from './record-as-of.ts';

/** A month that has articles to list. */
export interface SitemapMonth {
  /** `2016-07`. */
  readonly month: string;
  /** Files of `perFile` articles that it takes, at least 1. */
  readonly files: number;
  /** The newest real change of any of its articles. */
  readonly modified: Moment;
}

/** A topic, author or series that articles name, whether or not one of them shows now. */
export interface LabelSlug {
  readonly kind: 'topic' | 'author' | 'series';
  readonly slug: string;
}

/** Which articles sitemaps tell of. */
export type IsListed = (article: ArticleRecord) => boolean;

/** Queries for sitemaps. Times are milliseconds since 1970. */
export interface SitemapQueries {
  /** Months with articles, newest first: a step or two for each month, by the index of months and changes. */
  sitemapMonths(perFile: number, isListed: IsListed, now: number): readonly SitemapMonth[];
  /** The nth `perFile` articles of a month, oldest first, so that later ones leave full files as they are. */
  articlesOfMonth(month: string, file: number, perFile: number, now: number): readonly ArticleRecord[];
  /** Articles published after `since`, newest first. */
  articlesSince(since: number, now: number): readonly ArticleRecord[];
  /** Every author, topic and series by slug; a step for each. */
  labelSlugs(): Iterable<LabelSlug>;
  /** How many these are. Those that readers never saw may be missing from it. */
  labelTotal(now: number): number;
}

const MONTH = 'substr(published_day, 1, 7)';

/** Prepares the queries for sitemaps of an edition. */
export function sitemapQueries(database: DatabaseSync): (edition: string) => SitemapQueries {
  const changes = database.prepare(
    `SELECT ${MONTH} AS month, modified_ms, record FROM article WHERE ${MONTH} < :before AND ${VISIBLE_IN}
     ORDER BY ${MONTH} DESC, modified_ms DESC`,
  );
  const greatestKey = database.prepare('SELECT max(key) AS key FROM article');
  const inMonth = `FROM article WHERE published_day >= :from AND published_day < :to AND ${VISIBLE_IN}`;
  const count = database.prepare(`SELECT count(*) AS count ${inMonth}`);
  const ofMonth = database.prepare(
    `SELECT record ${inMonth} ORDER BY published_day, published_ms, id LIMIT :limit OFFSET :offset`,
  );
  const since = database.prepare(
    `SELECT record FROM article WHERE published_ms > :since AND ${VISIBLE_IN} ORDER BY published_ms DESC, id DESC`,
  );
  const nextLabel = database.prepare(
    `SELECT slug FROM article_label WHERE edition = :edition AND kind = :kind AND slug > :slug
     ORDER BY slug LIMIT 1`,
  );

  const nextSeries = database.prepare(
    'SELECT slug FROM article_series WHERE edition = :edition AND slug > :slug ORDER BY slug LIMIT 1',
  );

  /** The newest month before one that has a listed article, and its newest change. */
  const monthBefore = (edition: string, before: string, isListed: IsListed, now: number) => {
    let month: string | null = null;
    let modified: Moment | null = null;
    for (const row of changes.iterate({ edition, before, now })) {
      const isDone = modified !== null && modified.epochMs >= Number(row['modified_ms']);
      if (modified !== null && (isDone || requiredText(row, 'month') !== month)) break;
      const article = parseRecord(row);
      if (!isListed(article)) continue;
      // What is dated ahead stands first in the index and counts as it is now.
      const changed = lastModified(recordAsOf(row, now));
      month = requiredText(row, 'month');
      if (modified === null || changed.epochMs > modified.epochMs) modified = changed;
    }
    return month === null || modified === null ? null : { month, modified };
  };

  function* labelSlugs(edition: string): Iterable<LabelSlug> {
    for (const kind of ['author', 'topic', 'series'] as const) {
      for (let slug = ''; ; ) {
        const row =
          kind === 'series' ? nextSeries.get({ edition, slug }) : nextLabel.get({ edition, kind, slug });
        if (row === undefined) break;
        slug = requiredText(row, 'slug');
        yield { kind, slug };
      }
    }
  }

  return (edition) => ({
    sitemapMonths(perFile, isListed, now) {
      // Keys are never given twice at a time: with fewer of them no month can be too long for a file.
      const mayBeLong = Number(greatestKey.get()?.['key'] ?? 0) > perFile;
      const filesOf = (month: string): number => {
        if (!mayBeLong) return 1;
        const articles = Number(count.get({ edition, ...periodBounds(month), now })?.['count'] ?? 0);
        return Math.max(1, Math.ceil(articles / perFile));
      };
      const months: SitemapMonth[] = [];
      for (let before = '~'; ; ) {
        const found = monthBefore(edition, before, isListed, now);
        if (found === null) return months;
        months.push({ ...found, files: filesOf(found.month) });
        before = found.month;
      }
    },
    articlesOfMonth(month, file, perFile, now) {
      const slice = { limit: perFile, offset: (file - 1) * perFile };
      return ofMonth
        .all({ edition, ...periodBounds(month), ...slice, now })
        .map((row) => recordAsOf(row, now));
    },
    articlesSince(moment, now) {
      return since.all({ edition, since: moment, now }).map((row) => recordAsOf(row, now));
    },
    labelSlugs: () => labelSlugs(edition),
    labelTotal() {
      let total = 0;
      for (const _ of labelSlugs(edition)) total += 1;
      return total;
    },
  });
}
