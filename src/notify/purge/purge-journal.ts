import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Logger } from 'pino';
import { atOnce } from '../../storage/at-once.ts';
import { openKeptDatabase } from '../../storage/kept-database.ts';
import { EVERYTHING } from './purge-queue.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS waiting (cache TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (cache, tag)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS known (cache TEXT PRIMARY KEY, version INTEGER NOT NULL, made_by TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Up to where a cache is known to be purged, or to be about to be: what waits for it is all that it lacks. */
export interface PurgeState {
  /** Of the catalog. */
  readonly version: number;
  /** What made the pages that it may hold. */
  readonly madeBy: string;
}

/**
 * What caches are still to be purged of, on disk, so that it outlives the program. What a method returned from outlives kill -9; a crash of
 * the machine may cost the last of it. Every method may throw an Error of SQLite.
 */
export interface PurgeJournal {
  /** Null for a cache that nothing is known of. */
  state(cache: string): PurgeState | null;
  waiting(cache: string): readonly string[];
  /** Adds tags that wait for a cache; EVERYTHING takes the place of all others. */
  add(cache: string, tags: readonly string[], state: PurgeState): void;
  /** Removes what waits no more. */
  remove(cache: string, tags: readonly string[]): void;
  /** Forgets all caches but these. */
  keepOnly(caches: readonly string[]): void;
  close(): void;
}

type Rows = Readonly<Record<'waiting' | 'known', readonly Record<string, SQLOutputValue>[]>>;

type Store = Omit<PurgeJournal, 'close'> & {
  readonly takeAll: () => Rows;
  readonly putAll: (rows: Rows) => void;
};

function prepare(database: DatabaseSync): Store {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  database.exec(SCHEMA);
  const state = database.prepare('SELECT version, made_by FROM known WHERE cache = ?');
  const putState = database.prepare(
    'INSERT OR REPLACE INTO known (cache, version, made_by) VALUES (?, ?, ?)',
  );
  const waiting = database.prepare('SELECT tag FROM waiting WHERE cache = ?');
  const put = database.prepare('INSERT OR IGNORE INTO waiting (cache, tag) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM waiting WHERE cache = ? AND tag = ?');
  const removeAll = database.prepare('DELETE FROM waiting WHERE cache = ?');
  const forget = database.prepare('DELETE FROM known WHERE cache = ?');
  const caches = database.prepare('SELECT cache FROM known UNION SELECT cache FROM waiting');
  const all = {
    waiting: database.prepare('SELECT cache, tag FROM waiting'),
    known: database.prepare('SELECT cache, version, made_by FROM known'),
  };
  return {
    state(cache) {
      const row = state.get(cache);
      return row === undefined ? null : { version: Number(row['version']), madeBy: String(row['made_by']) };
    },
    waiting: (cache) => waiting.all(cache).map(({ tag }) => String(tag)),
    add: (cache, tags, { version, madeBy }) =>
      atOnce(database, () => {
        if (tags.includes(EVERYTHING)) removeAll.run(cache);
        for (const tag of tags) put.run(cache, tag);
        putState.run(cache, version, madeBy);
      }),
    remove: (cache, tags) =>
      atOnce(database, () => {
        for (const tag of tags) remove.run(cache, tag);
      }),
    keepOnly: (kept) =>
      atOnce(database, () => {
        for (const cache of caches.all().map((row) => String(row['cache']))) {
          if (kept.includes(cache)) continue;
          removeAll.run(cache);
          forget.run(cache);
        }
      }),
    takeAll: () => ({ waiting: all.waiting.all(), known: all.known.all() }),
    putAll: (rows) =>
      atOnce(database, () => {
        for (const { cache, tag } of rows.waiting) put.run(String(cache), String(tag));
        for (const { cache, version, made_by } of rows.known)
          putState.run(String(cache), Number(version), String(made_by));
      }),
  };
}

export interface PurgeJournalOptions {
  /** Absolute path; only one process may have it open. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Opens the journal; what becomes of a file that is damaged or cannot be had, kept-database.ts says. Never throws. */
export function openPurgeJournal({ file, now, log }: PurgeJournalOptions): PurgeJournal {
  const kept = openKeptDatabase({
    file,
    prepare,
    takeAll: (store) => store.takeAll(),
    putAll: (store, rows) => store.putAll(rows),
    name: 'the journal of purges',
    lost: 'which pages caches are still to be purged of',
    now,
    log,
  });
  return {
    state: (cache) => kept.use((store) => store.state(cache)),
    waiting: (cache) => kept.use((store) => store.waiting(cache)),
    add: (cache, tags, state) => kept.use((store) => store.add(cache, tags, state)),
    remove: (cache, tags) => kept.use((store) => store.remove(cache, tags)),
    keepOnly: (caches) => kept.use((store) => store.keepOnly(caches)),
    close: kept.close,
  };
}
