import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { requiredText } from '../sqlite/columns.ts';
import { labelNames } from '../store/label-names.ts';
import type { Teaser } from '../store/teaser.ts';
import { VISIBLE_IN, VISIBLE_UNDER_LABEL } from '../store/visible.ts';

/** Which articles a list holds. A period is `2016`, `2016-07` or `2016-07-15`. */
export type ListScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'section' | 'topic' | 'author'; readonly slug: string }
  | { readonly kind: 'period'; readonly period: string };

export interface Slice {
  readonly now: number;
  readonly limit: number;
  readonly offset: number;
}

/** Queries for lists, newest first; each reads only its slice. Times are milliseconds since 1970. */
export interface ListQueries {
  list(scope: ListScope, slice: Slice): readonly Teaser[];
  /** The name readers see for a topic or author: the newest article's spelling; null if none shows. */
  labelName(kind: 'topic' | 'author', slug: string, now: number): string | null;
}

/** Prepares the queries for lists of an edition. */
export function listQueries(database: DatabaseSync): (edition: string) => ListQueries {
  const newestFirst = 'published_ms DESC, id DESC';
  const select = (where: string, order = newestFirst): StatementSync =>
    database.prepare(
      `SELECT key FROM article WHERE ${where} ${VISIBLE_IN} ORDER BY ${order} LIMIT :limit OFFSET :offset`,
    );
  const statements = {
    all: select(''),
    section: select('section = :slug AND'),
    period: select(
      'published_day >= :from AND published_day < :to AND',
      // The same order, in the words of the index: days and instants rise together.
      `published_day DESC, ${newestFirst}`,
    ),
    label: database.prepare(`SELECT article.teaser ${VISIBLE_UNDER_LABEL} LIMIT :limit OFFSET :offset`),
  };

  // Apart from the slice, so that what it skips is not read.
  const teaser = database.prepare('SELECT teaser FROM article WHERE key = ?');
  const teasersOf = (keys: readonly Record<string, unknown>[]): Teaser[] =>
    keys.flatMap(({ key }) => parseTeaser(teaser.get(Number(key))) ?? []);

  const nameIn = labelNames(database);
  return (edition) => ({
    list(scope, { now, limit, offset }) {
      const slice = { edition, now, limit, offset };
      switch (scope.kind) {
        case 'all':
          return teasersOf(statements.all.all(slice));
        case 'section':
          return teasersOf(statements.section.all({ slug: scope.slug, ...slice }));
        case 'period':
          return teasersOf(statements.period.all({ ...periodBounds(scope.period), ...slice }));
        default:
          return statements.label
            .all({ kind: scope.kind, slug: scope.slug, ...slice })
            .flatMap((row) => parseTeaser(row) ?? []);
      }
    },
    labelName: nameIn(edition),
  });
}

/** Half-open range of days that share a prefix; `~` sorts after every digit and hyphen. */
export function periodBounds(period: string): { from: string; to: string } {
  return { from: period, to: `${period}~` };
}

/** Reads the teaser column of a row; null for no row. */
export function parseTeaser(row: Record<string, unknown> | undefined): Teaser | null {
  return row === undefined ? null : (JSON.parse(requiredText(row, 'teaser')) as Teaser);
}
