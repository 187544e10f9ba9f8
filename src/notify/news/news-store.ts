import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { atOnce } from '../../storage/at-once.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS trouble (
  file TEXT PRIMARY KEY,
  -- What is wrong now, as it is told, and its digest; NULL for nothing.
  body TEXT,
  digest TEXT,
  -- The digest of what was told last; NULL for nothing.
  told TEXT,
  is_served INTEGER NOT NULL,
  -- Since when it differs from what was told; NULL where it does not.
  differs_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS trouble_differs ON trouble (differs_ms) WHERE differs_ms IS NOT NULL;
CREATE TABLE IF NOT EXISTS embargo (
  id TEXT PRIMARY KEY,
  story TEXT NOT NULL,
  was_ms INTEGER,
  is_ms INTEGER,
  differs_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** What is wrong with a file now. */
export interface TroubleState {
  readonly file: string;
  /** As it is told; null for nothing. */
  readonly body: string | null;
  readonly digest: string | null;
  readonly isServed: boolean;
}

/** That, at `at`, in milliseconds since 1970. */
export interface TroubleChange extends TroubleState {
  readonly at: number;
}

/** An embargo that changed at `at`; moments are milliseconds since 1970. */
export interface EmbargoChange extends Pick<EmbargoRow, 'id' | 'story'> {
  readonly at: number;
  /** Null moments for none; null where it is over. */
  readonly change: { readonly was: number | null; readonly is: number | null } | null;
}

/** What differs from what was told. */
export interface TroubleRow extends TroubleState {
  readonly told: string | null;
  readonly differsMs: number;
}

/** An embargo that differs from what was told; moments in milliseconds since 1970, null for none. */
export interface EmbargoRow {
  readonly id: string;
  /** As JSON. */
  readonly story: string;
  readonly was: number | null;
  readonly is: number | null;
  readonly differsMs: number;
}

type Rows = readonly Record<string, SQLOutputValue>[];

/** What was told of files and embargoes, and what is still to be told. Each method may throw an Error of SQLite. */
export interface NewsStore {
  /**
   * Notes at once what is wrong with files, and how embargoes changed, in order. What is again as it was told, or an embargo as it
   * was, is to be told no more.
   */
  put(troubles: readonly TroubleChange[], embargoes: readonly EmbargoChange[]): void;
  /** Files with which something is wrong, as far as is known. */
  troubled(): string[];
  /** Since when something is to be told, in milliseconds since 1970; null for nothing. */
  since(): number | null;
  /** In the order in which they came. */
  troubles(): TroubleRow[];
  embargoes(): EmbargoRow[];
  /** All of that is told. */
  markTold(): void;
  takeAll(): { readonly troubles: Rows; readonly embargoes: Rows };
  putAll(rows: { readonly troubles: Rows; readonly embargoes: Rows }): void;
}

/** Prepares an open database, making the tables where there are none. @throws Error from SQLite */
export function newsStore(database: DatabaseSync): NewsStore {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  database.exec(SCHEMA);
  const putTrouble = database.prepare(
    `INSERT INTO trouble (file, body, digest, told, is_served, differs_ms)
     VALUES (:file, :body, :digest, NULL, :served, CASE WHEN :digest IS NULL THEN NULL ELSE :now END)
     ON CONFLICT (file) DO UPDATE SET body = excluded.body, digest = excluded.digest, is_served = excluded.is_served,
       differs_ms = CASE WHEN told IS excluded.digest THEN NULL ELSE coalesce(differs_ms, :now) END`,
  );
  const dropTrouble = database.prepare('DELETE FROM trouble WHERE digest IS NULL AND differs_ms IS NULL');
  const embargoOf = database.prepare('SELECT was_ms FROM embargo WHERE id = ?');
  const putEmbargo = database.prepare(
    `INSERT INTO embargo (id, story, was_ms, is_ms, differs_ms) VALUES (:id, :story, :was, :is, :now)
     ON CONFLICT (id) DO UPDATE SET story = excluded.story, is_ms = excluded.is_ms`,
  );
  const dropEmbargo = database.prepare('DELETE FROM embargo WHERE id = ?');
  const dropEmbargoes = database.prepare('DELETE FROM embargo');
  const troubled = database.prepare('SELECT file FROM trouble WHERE digest IS NOT NULL');
  const since = database.prepare(
    `SELECT min(differs_ms) AS since FROM (SELECT differs_ms FROM trouble WHERE differs_ms IS NOT NULL
     UNION ALL SELECT differs_ms FROM embargo)`,
  );
  const troubles = database.prepare(
    'SELECT * FROM trouble WHERE differs_ms IS NOT NULL ORDER BY differs_ms, file',
  );
  const embargoes = database.prepare('SELECT * FROM embargo ORDER BY differs_ms, id');
  const markTold = database.prepare(
    'UPDATE trouble SET told = digest, differs_ms = NULL WHERE differs_ms IS NOT NULL',
  );
  const allTroubles = database.prepare('SELECT * FROM trouble');
  const restoreTrouble = database.prepare(
    `INSERT OR REPLACE INTO trouble (file, body, digest, told, is_served, differs_ms)
     VALUES (:file, :body, :digest, :told, :is_served, :differs_ms)`,
  );
  const restoreEmbargo = database.prepare(
    `INSERT OR REPLACE INTO embargo (id, story, was_ms, is_ms, differs_ms)
     VALUES (:id, :story, :was_ms, :is_ms, :differs_ms)`,
  );

  const putMoved = ({ id, story, change, at }: EmbargoChange): void => {
    if (change === null) {
      dropEmbargo.run(id);
      return;
    }
    const before = embargoOf.get(id);
    const was = before === undefined ? change.was : (before['was_ms'] as number | null);
    if (was === change.is) dropEmbargo.run(id);
    else putEmbargo.run({ id, story, was, is: change.is, now: Math.floor(at) });
  };

  return {
    put: (changed, moved) =>
      atOnce(database, () => {
        for (const { file, body, digest, isServed, at } of changed)
          putTrouble.run({ file, body, digest, served: isServed ? 1 : 0, now: Math.floor(at) });
        if (changed.length > 0) dropTrouble.run();
        for (const given of moved) putMoved(given);
      }),
    troubled: () => troubled.all().map((row) => row['file'] as string),
    since: () => (since.get()?.['since'] as number | null) ?? null,
    troubles: () =>
      troubles.all().map((row) => ({
        file: row['file'] as string,
        body: row['body'] as string | null,
        digest: row['digest'] as string | null,
        told: row['told'] as string | null,
        isServed: row['is_served'] === 1,
        differsMs: row['differs_ms'] as number,
      })),
    embargoes: () =>
      embargoes.all().map((row) => ({
        id: row['id'] as string,
        story: row['story'] as string,
        was: row['was_ms'] as number | null,
        is: row['is_ms'] as number | null,
        differsMs: row['differs_ms'] as number,
      })),
    markTold: () =>
      atOnce(database, () => {
        markTold.run();
        dropTrouble.run();
        dropEmbargoes.run();
      }),
    takeAll: () => ({ troubles: allTroubles.all(), embargoes: embargoes.all() }),
    putAll: (rows) =>
      atOnce(database, () => {
        for (const row of rows.troubles) restoreTrouble.run(row);
        for (const row of rows.embargoes) restoreEmbargo.run(row);
      }),
  };
}
