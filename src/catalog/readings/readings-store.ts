import type { DatabaseSync } from 'node:sqlite';
import type { ReadingCounts } from '../../domain/readings.ts';
import { requiredText } from '../columns.ts';
import { inTransaction } from '../transaction.ts';
import { levelOf, readingsAt } from './reading-level.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS reading (
  article  TEXT PRIMARY KEY,
  -- See reading-level.ts.
  level    REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reading_level ON reading (level);
`;

/** An article with what its readings weigh. */
export interface ReadStory {
  readonly id: string;
  readonly readings: number;
}

/** Readings by article, halved every six hours. Moments are milliseconds since 1970; each may throw an Error of SQLite. */
export interface ReadingsStore {
  add(counts: ReadingCounts, now: number): void;
  /** What an article's readings weigh; 0 for one that nobody read. */
  of(id: string, now: number): number;
  /** At most `limit` articles with so many readings or more, those that are read most first. */
  best(floor: number, limit: number, now: number): ReadStory[];
  /**
   * Forgets what weighs less than `floor`, and what is read least beyond `limit` articles. So is a weight that no
   * site reaches: it was counted by a clock that was far ahead, and would stay in front for days.
   */
  forget(floor: number, limit: number, now: number): void;
}

const IMPOSSIBLE = 1e9;

/** Prepares an open database, making the table where there is none. @throws Error from SQLite */
export function readingsStore(database: DatabaseSync): ReadingsStore {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  database.exec(SCHEMA);
  const level = database.prepare('SELECT level FROM reading WHERE article = ?');
  const put = database.prepare(
    'INSERT INTO reading (article, level) VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET level = excluded.level',
  );
  const best = database.prepare(
    'SELECT article, level FROM reading WHERE level >= ? ORDER BY level DESC LIMIT ?',
  );
  const outside = database.prepare('DELETE FROM reading WHERE level < ? OR level > ?');
  const count = database.prepare('SELECT count(*) AS count FROM reading');
  const dropLeast = database.prepare(
    'DELETE FROM reading WHERE article IN (SELECT article FROM reading ORDER BY level LIMIT ?)',
  );

  const of = (id: string, now: number): number => {
    const row = level.get(id);
    return row === undefined ? 0 : readingsAt(Number(row['level']), now);
  };
  return {
    of,
    add: (counts, now) =>
      inTransaction(database, () => {
        for (const [id, more] of counts) put.run(id, levelOf(Math.min(of(id, now), IMPOSSIBLE) + more, now));
      }),
    best: (floor, limit, now) =>
      best.all(levelOf(floor, now), limit).map((row) => ({
        id: requiredText(row, 'article'),
        readings: readingsAt(Number(row['level']), now),
      })),
    forget: (floor, limit, now) =>
      inTransaction(database, () => {
        outside.run(levelOf(floor, now), levelOf(IMPOSSIBLE, now));
        const excess = Number(count.get()?.['count']) - limit;
        if (excess > 0) dropLeast.run(excess);
      }),
  };
}
