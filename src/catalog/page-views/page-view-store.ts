import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { PageViewCounts } from '../../domain/page-views.ts';
import { requiredText } from '../sqlite/columns.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { levelOf, pageViewsAt } from './page-view-level.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS reading (
  article  TEXT PRIMARY KEY,
  -- See levelOf.
  level    REAL NOT NULL,
  -- When it was last read; a later moment than now is that of a clock that was ahead.
  at_ms    REAL NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reading_level ON reading (level);
`;

/** An article with what its page views weigh. */
export interface ReadStory {
  readonly id: string;
  readonly pageViews: number;
}

/** PageViews by article, halved every six hours. Moments are milliseconds since 1970; each may throw an Error of SQLite. */
export interface PageViewStore {
  add(counts: PageViewCounts, now: number): void;
  /** Adds what another machine counted at a moment that is past. */
  addPast(counts: PageViewCounts, at: number): void;
  /** What an article's page views weigh; 0 for one that nobody read. */
  of(id: string, now: number): number;
  /** At most `limit` articles with so many page views or more, those that are read most first. */
  best(floor: number, limit: number, now: number): ReadStory[];
  /**
   * Forgets what weighs less than `floor`, and what is read least beyond `limit` articles. What was counted by a clock
   * that was ahead, and would stay in front for as long, weighs from then on what it weighed when it was counted.
   */
  forget(floor: number, limit: number, now: number): void;
  takeAll(): readonly PageViewRow[];
  /** Puts rows of `takeAll` in the place of what is there of the same articles. */
  putAll(rows: readonly PageViewRow[]): void;
}

export type PageViewRow = Record<string, SQLOutputValue>;

/** Prepares an open database, making the table where there is none. @throws Error from SQLite */
export function createPageViewStore(database: DatabaseSync): PageViewStore {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  database.exec(SCHEMA);
  // A file of before has no such column.
  if (
    database.prepare("SELECT 1 FROM pragma_table_info('reading') WHERE name = 'at_ms'").get() === undefined
  ) {
    database.exec('ALTER TABLE reading ADD COLUMN at_ms REAL NOT NULL DEFAULT 0');
  }
  const level = database.prepare('SELECT level, at_ms FROM reading WHERE article = ?');
  const put = database.prepare(
    'INSERT OR REPLACE INTO reading (article, level, at_ms) VALUES (:article, :level, :at_ms)',
  );
  const ahead = database.prepare('SELECT article, level, at_ms FROM reading WHERE at_ms > ?');
  const all = database.prepare('SELECT article, level, at_ms FROM reading');
  const best = database.prepare(
    'SELECT article, level FROM reading WHERE level >= ? ORDER BY level DESC LIMIT ?',
  );
  const below = database.prepare('DELETE FROM reading WHERE level < ?');
  const count = database.prepare('SELECT count(*) AS count FROM reading');
  const dropLeast = database.prepare(
    'DELETE FROM reading WHERE article IN (SELECT article FROM reading ORDER BY level LIMIT ?)',
  );

  const of = (id: string, now: number): number => {
    const row = level.get(id);
    return row === undefined ? 0 : pageViewsAt(Number(row['level']), Math.max(now, Number(row['at_ms'])));
  };
  return {
    of,
    add: (counts, now) =>
      inTransaction(database, () => {
        for (const [article, more] of counts)
          put.run({ article, level: levelOf(of(article, now) + more, now), at_ms: now });
      }),
    addPast: (counts, at) =>
      inTransaction(database, () => {
        for (const [article, more] of counts) {
          const row = level.get(article);
          const before = row === undefined ? 0 : pageViewsAt(Number(row['level']), at);
          const at_ms = Math.max(at, Number(row?.['at_ms'] ?? 0));
          put.run({ article, level: levelOf(before + more, at), at_ms });
        }
      }),
    best: (floor, limit, now) =>
      best.all(levelOf(floor, now), limit).map((row) => ({
        id: requiredText(row, 'article'),
        pageViews: pageViewsAt(Number(row['level']), now),
      })),
    forget: (floor, limit, now) =>
      inTransaction(database, () => {
        for (const row of ahead.all(now)) {
          const pageViews = pageViewsAt(Number(row['level']), Number(row['at_ms']));
          put.run({ ...row, level: levelOf(pageViews, now), at_ms: now });
        }
        below.run(levelOf(floor, now));
        const excess = Number(count.get()?.['count']) - limit;
        if (excess > 0) dropLeast.run(excess);
      }),
    takeAll: () => all.all(),
    putAll: (rows) =>
      inTransaction(database, () => {
        for (const row of rows) put.run(row);
      }),
  };
}
