import type { DatabaseSync } from 'node:sqlite';
import { storedRow } from '../store/article-row.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';
import { dueArticles } from '../store/event-queries.ts';
import { type ListScope, periodBounds } from './list-queries.ts';
import { catalogSettings } from '../sqlite/settings.ts';
import { type NamedKind, type TallyEntry, type TallyKind, tallySum } from '../store/tally-entries.ts';

/** A year, month or day with the number of articles that readers find in it. */
export interface PeriodCount {
  readonly period: string;
  readonly count: number;
}

/** A topic, an author or a series with the number of articles that readers find under it. */
export interface LabelCount {
  readonly slug: string;
  readonly name: string;
  readonly count: number;
}

/** What is counted as a whole: a list of articles, or the corrections. */
export type CountedScope =
  | ListScope
  | { readonly kind: 'series'; readonly slug: string }
  | CountedCorrections;
interface CountedCorrections {
  readonly kind: 'corrections';
}

/** Counts of what readers see, none of which looks at the articles counted. Times are milliseconds since 1970. */
export interface TallyQueries {
  /** How many articles a list holds. A period reads a row for each of its days. */
  countOf(scope: CountedScope, now: number): number;
  /**
   * The months of a year, or the days of a month, that hold articles, oldest first; for '' every month of
   * every year.
   */
  periodsWithin(period: string, now: number): readonly PeriodCount[];
  /** Whether any series has an article, as of the last publish. */
  hasSeries(): boolean;
  /** Every topic, author or series that has an article, in the order of their slugs; a row for each. */
  labelCounts(kind: NamedKind, now: number): readonly LabelCount[];
}

/**
 * Prepares the queries for counts of an edition. The table has those of the last publish; what the clock has brought since,
 * mostly nothing, is added.
 */
export function tallyQueries(database: DatabaseSync): (edition: string) => TallyQueries {
  const settings = catalogSettings(database);
  const due = dueArticles(database);
  const record = database.prepare('SELECT record FROM article WHERE key = ?');
  const one = database.prepare('SELECT count FROM tally WHERE edition = ? AND kind = ? AND slug = ?');
  const within = database.prepare(
    `SELECT slug, count FROM tally WHERE edition = :edition AND kind = 'day' AND slug >= :from AND slug < :to ORDER BY slug`,
  );
  const anySeries = database.prepare(
    "SELECT 1 FROM tally WHERE edition = ? AND kind = 'series' AND count > 0 LIMIT 1",
  );
  const labels = database.prepare(
    'SELECT slug, name, count FROM tally WHERE edition = ? AND kind = ? ORDER BY slug',
  );

  return (edition) => {
    /** What differs between the table's moment and now. */
    const since = (now: number): readonly TallyEntry[] => {
      const tallied = Number(settings.get('tallied') ?? 0);
      const keys = now > tallied ? due(tallied, now) : [];
      if (keys.length === 0) return [];
      const sum = tallySum();
      for (const key of keys) {
        const row = storedRow(requiredText(record.get(key) ?? {}, 'record'));
        sum.add(row, tallied, -1);
        sum.add(row, now, 1);
      }
      return [...sum.entries()].filter((entry) => entry.edition === edition);
    };

    const countSlug = (kind: TallyKind, slug: string, now: number): number => {
      const changes = since(now).filter((entry) => entry.kind === kind && entry.slug === slug);
      return Number(one.get(edition, kind, slug)?.['count'] ?? 0) + (changes[0]?.count ?? 0);
    };

    const days = (period: string, now: number): ReadonlyMap<string, number> => {
      const found = new Map(
        within
          .all({ edition, ...periodBounds(period) })
          .map((row) => [requiredText(row, 'slug'), Number(row['count'])]),
      );
      for (const { kind, slug, count } of since(now)) {
        if (kind === 'day' && slug.startsWith(period)) found.set(slug, (found.get(slug) ?? 0) + count);
      }
      return found;
    };

    return {
      countOf(scope, now) {
        switch (scope.kind) {
          case 'all':
          case 'corrections':
            return countSlug(scope.kind, '', now);
          case 'period':
            return days(scope.period, now)
              .values()
              .reduce((total, count) => total + count, 0);
          default:
            return countSlug(scope.kind, scope.slug, now);
        }
      },
      periodsWithin(period, now) {
        const length = period === '' ? 7 : period.length + 3;
        const counts = new Map<string, number>();
        for (const [day, count] of days(period, now)) {
          const part = day.slice(0, length);
          counts.set(part, (counts.get(part) ?? 0) + count);
        }
        return [...counts]
          .filter(([, count]) => count > 0)
          .map(([part, count]) => ({ period: part, count }))
          .sort((a, b) => (a.period < b.period ? -1 : 1));
      },
      hasSeries: () => anySeries.get(edition) !== undefined,
      labelCounts(kind, now) {
        const found = new Map(
          labels.all(edition, kind).map((row) => {
            const slug = requiredText(row, 'slug');
            return [slug, { slug, name: optionalText(row, 'name') ?? slug, count: Number(row['count']) }];
          }),
        );
        for (const change of since(now)) {
          if (change.kind !== kind) continue;
          const { slug } = change;
          const known = found.get(slug);
          found.set(slug, {
            slug,
            name: known?.name ?? slug,
            count: (known?.count ?? 0) + change.count,
          });
        }
        return [...found.values()]
          .filter(({ count }) => count > 0)
          .sort((a, b) => (a.slug < b.slug ? -1 : 1));
      },
    };
  };
}
