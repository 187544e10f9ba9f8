import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { PageViewCounts } from '../../domain/page-views.ts';
import { requiredText } from '../sqlite/columns.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { levelOf, pageViewsAt } from './page-view-level.ts';
import type { PageViewStore } from './page-view-store.ts';

/** Page views of one machine, as others are told of them: once made it stays the same, however often it is sent. */
export interface SharedBatch {
  /** The machine that counted. */
  readonly machine: string;
  /** Raised by one with each batch of that machine. */
  readonly number: number;
  /** When they were gathered; milliseconds since 1970. */
  readonly at: number;
  readonly counts: PageViewCounts;
}

/** Where a stream of batches was read up to: an id of an entry of it. */
export const STREAM_START = '0-0';

/**
 * What a machine has to remember so that each of its page views is added once by every other machine, and each of theirs
 * once by it, over restarts and broken connections. Each method may throw an Error of SQLite.
 */
export interface ShareStore {
  /**
   * Makes sure that this machine has a name. `host` tells whether the file came from another one: then this is called
   * anew, and does not take the other for itself.
   */
  begin(host: string, newName: () => string): void;
  /** Notes what was counted here. Moments are milliseconds since 1970. */
  note(counts: PageViewCounts, now: number): void;
  /** The batch to be sent next: the one that was not known to have arrived, else what was noted since; null for nothing. */
  batch(now: number): SharedBatch | null;
  /** The batch has arrived. */
  sent(): void;
  /** How many page views wait to be sent, as they weigh now. */
  waiting(now: number): number;
  /** What this machine is called in the stream. */
  name(): string;
  /** Up to which entry the stream was read. */
  position(): string;
  /** The stream is read from its start again. */
  rewind(): void;
  /** Adds what others counted, and remembers how far the stream was read. Own batches and those known are left out. */
  take(batches: readonly SharedBatch[], position: string): true;
  takeAll(): ShareRows;
  /** Puts what `takeAll` gave in the place of what is there. */
  putAll(rows: ShareRows): void;
}

type Rows = readonly Record<string, SQLOutputValue>[];
export type ShareRows = { readonly state: Rows; readonly noted: Rows; readonly seen: Rows };

const SCHEMA = `
-- name and host of this machine, number of its last batch, position in the stream, and the batch that is under way.
CREATE TABLE IF NOT EXISTS share_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- What is to be shared, by its level: what waits for days weighs less and less.
CREATE TABLE IF NOT EXISTS share_noted (article TEXT PRIMARY KEY, level REAL NOT NULL) STRICT, WITHOUT ROWID;
-- The number of each machine's last batch that was added.
CREATE TABLE IF NOT EXISTS share_seen (
  machine TEXT PRIMARY KEY, number INTEGER NOT NULL, at_ms REAL NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** So many articles wait at most; of more, those read least go. */
const MOST_NOTED = 20_000;
/** What weighs less is not worth sending. */
const LEAST = 0.01;
/** A machine that was not heard of for so long is forgotten: the stream is shorter. */
const FORGET_MS = 7 * 86_400_000;

/** Prepares it in the database of the page views, making its tables where there are none. @throws Error from SQLite */
export function createShareStore(
  database: DatabaseSync,
  readings: Pick<PageViewStore, 'addPast'>,
): ShareStore {
  database.exec(SCHEMA);
  const getState = database.prepare('SELECT value FROM share_state WHERE key = ?');
  const putState = database.prepare('INSERT OR REPLACE INTO share_state (key, value) VALUES (?, ?)');
  const dropState = database.prepare('DELETE FROM share_state WHERE key = ?');
  const getNoted = database.prepare('SELECT level FROM share_noted WHERE article = ?');
  const putNoted = database.prepare('INSERT OR REPLACE INTO share_noted (article, level) VALUES (?, ?)');
  const allNoted = database.prepare('SELECT article, level FROM share_noted ORDER BY level DESC');
  const dropNoted = database.prepare('DELETE FROM share_noted');
  const getSeen = database.prepare('SELECT number FROM share_seen WHERE machine = ?');
  const putSeen = database.prepare(
    'INSERT OR REPLACE INTO share_seen (machine, number, at_ms) VALUES (?, ?, ?)',
  );
  const forgetSeen = database.prepare('DELETE FROM share_seen WHERE at_ms < ?');
  const countNoted = database.prepare('SELECT count(*) AS count FROM share_noted');
  const dropLeast = database.prepare(
    'DELETE FROM share_noted WHERE article IN (SELECT article FROM share_noted ORDER BY level LIMIT ?)',
  );

  const state = (key: string): string | null => {
    const row = getState.get(key);
    return row === undefined ? null : requiredText(row, 'value');
  };
  const name = (): string => state('name') ?? '';
  const underWay = (): SharedBatch | null => JSON.parse(state('batch') ?? 'null');

  return {
    begin(host, newName) {
      if (state('host') !== host || name() === '') {
        inTransaction(database, () => {
          putState.run('host', host);
          putState.run('name', newName());
          putState.run('number', '0');
        });
      }
    },
    note(counts, now) {
      inTransaction(database, () => {
        for (const [article, more] of counts) {
          const row = getNoted.get(article);
          const before = row === undefined ? 0 : pageViewsAt(Number(row['level']), now);
          putNoted.run(article, levelOf(before + more, now));
        }
        const excess = Number(countNoted.get()?.['count']) - MOST_NOTED;
        if (excess > 0) dropLeast.run(excess);
      });
    },
    batch(now) {
      const before = underWay();
      if (before !== null) return before;
      const counts = allNoted
        .all()
        .map((row) => [requiredText(row, 'article'), weigh(Number(row['level']), now)] as const)
        .filter(([, count]) => count >= LEAST);
      if (counts.length === 0) return null;
      const batch = { machine: name(), number: Number(state('number')) + 1, at: now, counts };
      inTransaction(database, () => {
        putState.run('number', String(batch.number));
        putState.run('batch', JSON.stringify(batch));
        dropNoted.run();
      });
      return batch;
    },
    sent: () => void dropState.run('batch'),
    waiting(now) {
      const batch = underWay();
      const age = batch === null ? 0 : sum(batch.counts.map(([, count]) => count));
      return Math.round(age + sum(allNoted.all().map(({ level }) => weigh(Number(level), now))));
    },
    name,
    position: () => state('position') ?? STREAM_START,
    rewind: () => void dropState.run('position'),
    take: (batches, position) =>
      inTransaction(database, () => {
        for (const { machine, number, at, counts } of batches) {
          if (machine === name() || number <= Number(getSeen.get(machine)?.['number'] ?? 0)) continue;
          readings.addPast(counts, at);
          putSeen.run(machine, number, at);
          forgetSeen.run(at - FORGET_MS);
        }
        putState.run('position', position);
        return true;
      }),
    takeAll: () => ({
      state: database.prepare('SELECT key, value FROM share_state').all(),
      noted: allNoted.all(),
      seen: database.prepare('SELECT machine, number, at_ms FROM share_seen').all(),
    }),
    putAll: ({ state: states, noted, seen }) =>
      inTransaction(database, () => {
        for (const row of states) putState.run(row['key'] ?? null, row['value'] ?? null);
        for (const row of noted) putNoted.run(row['article'] ?? null, row['level'] ?? null);
        for (const row of seen)
          putSeen.run(row['machine'] ?? null, row['number'] ?? null, row['at_ms'] ?? null);
      }),
  };
}

/** To a thousandth, so that a batch is short. */
const weigh = (level: number, now: number): number => Math.round(pageViewsAt(level, now) * 1_000) / 1_000;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
