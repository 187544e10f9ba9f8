import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { atOnce } from '../../storage/at-once.ts';
import type { Finding } from '../../problems/problem-log.ts';
import { FETCHED_SCHEMA, FETCHED_VERSION } from './fetched-schema.ts';

/** A picture of another host. */
export interface WebPicture {
  /** Its path on this site; see fetchedSrc. */
  readonly src: string;
  /** An http(s) address. */
  readonly url: string;
}

/** One that waits to be fetched. */
export interface WaitingPicture extends WebPicture {
  readonly host: string;
  /** How often it failed in a row. */
  readonly failures: number;
}

/** What is known of one. Moments are milliseconds since 1970. */
export interface FetchedState extends WaitingPicture {
  /** Of the file that is kept; null where none is. */
  readonly bytes: number | null;
  readonly triedMs: number | null;
  readonly nextMs: number;
  readonly problem: Finding | null;
}

type Rows = readonly Record<string, SQLOutputValue>[];

/** All that a store holds, as SQLite has it. */
export interface FetchedRows {
  readonly pictures: Rows;
  readonly owners: Rows;
}

/**
 * Which pictures of other hosts are wanted, by whom, which are kept, and when the others are tried. The caller has no
 * transaction open. Each method may throw an Error of SQLite.
 */
export interface FetchedStore {
  of(src: string): FetchedState | null;
  /** What an owner, a file or an embed, shows. */
  owned(owner: string): readonly string[];
  /** Who shows a picture, the first in order; null for nobody. */
  ownerOf(src: string): string | null;
  /** Notes what an owner shows from now on. New pictures are due at once; those that nobody shows any more are noted so. */
  own(owner: string, pictures: readonly WebPicture[], nowMs: number): void;
  /** Makes those due at once that failed, and were tried before a moment. */
  retry(srcs: readonly string[], triedBeforeMs: number, nowMs: number): void;
  /** Pictures of a host that are due, in the order in which they became so. */
  due(host: string, nowMs: number, limit: number): readonly WaitingPicture[];
  /** When the next of a host is due; null where none waits. */
  nextDue(host: string): number | null;
  /** Hosts of which pictures wait. */
  hosts(): readonly string[];
  kept(src: string, bytes: number): void;
  failed(src: string, problem: Finding, times: { readonly nowMs: number; readonly nextMs: number }): void;
  /** A file that was kept is not there any more: it waits again. */
  lost(src: string, nowMs: number): void;
  /** Makes due what was put off by a clock that was ahead of `nowMs`: nothing waits longer than `longestMs`. */
  setBack(nowMs: number, longestMs: number): void;
  /** Pictures that nobody has shown since a moment, the longest so first. */
  unnamed(beforeMs: number, limit: number): readonly FetchedState[];
  remove(src: string): void;
  /** Pictures after one, in order. */
  after(src: string, limit: number): readonly FetchedState[];
  count(): {
    readonly kept: number;
    readonly bytes: number;
    readonly waiting: number;
    readonly failed: number;
  };
  /** How many wait to be fetched for the first time; quick where none does. */
  untried(): number;
  /** When the store was begun, which tells one from another. */
  born(): number;
  takeAll(): FetchedRows;
  putAll(rows: FetchedRows): void;
}

const COLUMNS = 'src, url, host, bytes, failures, tried_ms, next_ms, problem';

/**
 * Prepares an open database, making the tables where there are none; those of another version begin anew, as files are known
 * without them. @throws Error from SQLite
 */
export function fetchedStore(database: DatabaseSync, nowMs: number): FetchedStore {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  if (Number(database.prepare('PRAGMA user_version').get()?.['user_version']) !== FETCHED_VERSION) {
    database.exec(`DROP TABLE IF EXISTS picture; DROP TABLE IF EXISTS owner; DROP TABLE IF EXISTS born;
      PRAGMA user_version = ${FETCHED_VERSION}`);
  }
  database.exec(FETCHED_SCHEMA);
  database.prepare('INSERT OR IGNORE INTO born VALUES (1, ?)').run(Math.floor(nowMs));
  const get = database.prepare(`SELECT ${COLUMNS} FROM picture WHERE src = ?`);
  const owned = database.prepare('SELECT src FROM owner WHERE owner = ? ORDER BY src');
  const ownerOf = database.prepare('SELECT owner FROM owner WHERE src = ? ORDER BY owner LIMIT 1');
  const add = database.prepare(
    `INSERT INTO picture (src, url, host, next_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET url = excluded.url, unnamed_ms = NULL`,
  );
  const take = database.prepare('INSERT OR IGNORE INTO owner VALUES (?, ?)');
  const leave = database.prepare('DELETE FROM owner WHERE owner = ? AND src = ?');
  const orphan = database.prepare(
    `UPDATE picture SET unnamed_ms = ? WHERE src = ? AND unnamed_ms IS NULL
       AND NOT EXISTS (SELECT 1 FROM owner WHERE owner.src = picture.src)`,
  );
  const retry = database.prepare(
    'UPDATE picture SET next_ms = ? WHERE src = ? AND bytes IS NULL AND problem IS NOT NULL AND tried_ms < ?',
  );
  const due = database.prepare(
    `SELECT ${COLUMNS} FROM picture WHERE host = ? AND bytes IS NULL AND next_ms <= ? AND unnamed_ms IS NULL
     ORDER BY next_ms LIMIT ?`,
  );
  const nextDue = database.prepare(
    'SELECT min(next_ms) AS next FROM picture WHERE host = ? AND bytes IS NULL AND unnamed_ms IS NULL',
  );
  const hosts = database.prepare('SELECT DISTINCT host FROM picture WHERE bytes IS NULL');
  const kept = database.prepare(
    'UPDATE picture SET bytes = ?, failures = 0, problem = NULL, tried_ms = NULL WHERE src = ?',
  );
  const failed = database.prepare(
    'UPDATE picture SET problem = ?, failures = failures + 1, tried_ms = ?, next_ms = ? WHERE src = ?',
  );
  const lost = database.prepare('UPDATE picture SET bytes = NULL, failures = 0, next_ms = ? WHERE src = ?');
  const unnamed = database.prepare(
    `SELECT ${COLUMNS} FROM picture WHERE unnamed_ms IS NOT NULL AND unnamed_ms <= ? ORDER BY unnamed_ms LIMIT ?`,
  );
  const after = database.prepare(`SELECT ${COLUMNS} FROM picture WHERE src > ? ORDER BY src LIMIT ?`);
  const count = database.prepare(
    `SELECT count(bytes) AS kept, coalesce(sum(bytes), 0) AS bytes,
       count(*) FILTER (WHERE bytes IS NULL AND unnamed_ms IS NULL) AS waiting,
       count(*) FILTER (WHERE bytes IS NULL AND unnamed_ms IS NULL AND problem IS NOT NULL) AS failed FROM picture`,
  );
  const untried = database.prepare(
    'SELECT count(*) AS count FROM picture WHERE bytes IS NULL AND unnamed_ms IS NULL AND problem IS NULL',
  );
  const ownedBy = (owner: string): string[] => owned.all(owner).map(({ src }) => String(src));

  return {
    of(src) {
      const row = get.get(src);
      return row === undefined ? null : readState(row);
    },
    owned: ownedBy,
    ownerOf(src) {
      const row = ownerOf.get(src);
      return row === undefined ? null : String(row['owner']);
    },
    own(owner, pictures, now) {
      const before = ownedBy(owner);
      const shown = new Set(pictures.map(({ src }) => src));
      atOnce(database, () => {
        for (const { src, url } of pictures) {
          add.run(src, url, hostOf(url), Math.floor(now));
          take.run(owner, src);
        }
        for (const src of before.filter((one) => !shown.has(one))) {
          leave.run(owner, src);
          orphan.run(Math.floor(now), src);
        }
      });
    },
    retry(srcs, triedBefore, now) {
      for (const src of srcs) retry.run(Math.floor(now), src, Math.floor(triedBefore));
    },
    due: (host, now, limit) => due.all(host, Math.floor(now), limit).map(readState),
    nextDue(host) {
      const next = nextDue.get(host)?.['next'];
      return typeof next === 'number' ? next : null;
    },
    hosts: () => hosts.all().map(({ host }) => String(host)),
    kept: (src, bytes) => void kept.run(bytes, src),
    failed: (src, problem, { nowMs: now, nextMs }) =>
      void failed.run(JSON.stringify(problem), Math.floor(now), Math.floor(nextMs), src),
    lost: (src, now) => void lost.run(Math.floor(now), src),
    setBack(now, longest) {
      database
        .prepare('UPDATE picture SET next_ms = ?1 WHERE bytes IS NULL AND next_ms > ?1')
        .run(Math.floor(now + longest));
      database.prepare('UPDATE picture SET unnamed_ms = ?1 WHERE unnamed_ms > ?1').run(Math.floor(now));
    },
    unnamed: (before, limit) => unnamed.all(Math.floor(before), limit).map(readState),
    remove(src) {
      database.prepare('DELETE FROM picture WHERE src = ?').run(src);
    },
    after: (src, limit) => after.all(src, limit).map(readState),
    count() {
      const row = count.get() ?? {};
      const number = (name: string): number => Number(row[name] ?? 0);
      return {
        kept: number('kept'),
        bytes: number('bytes'),
        waiting: number('waiting'),
        failed: number('failed'),
      };
    },
    untried: () => Number(untried.get()?.['count'] ?? 0),
    born: () => Number(database.prepare('SELECT ms FROM born').get()?.['ms'] ?? 0),
    takeAll: () => ({
      pictures: database.prepare('SELECT * FROM picture').all(),
      owners: database.prepare('SELECT * FROM owner').all(),
    }),
    putAll: ({ pictures, owners }) =>
      atOnce(database, () => {
        putRows(database, 'picture', pictures);
        putRows(database, 'owner', owners);
      }),
  };
}

function putRows(database: DatabaseSync, table: string, rows: Rows): void {
  for (const row of rows) {
    const names = Object.keys(row);
    database
      .prepare(
        `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      )
      .run(...Object.values(row));
  }
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? '';

function readState(row: Record<string, SQLOutputValue>): FetchedState {
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]));
  const problem = row['problem'];
  return {
    src: String(row['src']),
    url: String(row['url']),
    host: String(row['host']),
    bytes: number('bytes'),
    failures: number('failures') ?? 0,
    triedMs: number('tried_ms'),
    nextMs: number('next_ms') ?? 0,
    problem: typeof problem === 'string' ? (JSON.parse(problem) as Finding) : null,
  };
}
