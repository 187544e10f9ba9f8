import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { atOnce } from '../storage/at-once.ts';
import { makeFolder } from '../storage/make-folder.ts';
import { setAside } from '../storage/set-aside.ts';
import { DamagedDatabaseError, isDatabaseDamage } from '../storage/sqlite-damage.ts';
import { type RevisionStore, revisionStore } from './revision-store.ts';

/** The form of the tables that this program writes; a later one has a higher number. */
const VERSION = 1;
/** How long one process waits for another that writes, in ms. */
const BUSY_MS = 2_000;
/** A file that could not be used is tried again after so long, in ms. */
const RETRY_MS = 10_000;

const TABLES = `
CREATE TABLE text (digest TEXT PRIMARY KEY, packed BLOB NOT NULL) STRICT;
CREATE TABLE version (
  id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, at INTEGER NOT NULL, author TEXT, why TEXT, digest TEXT,
  is_minor INTEGER NOT NULL, is_refused INTEGER NOT NULL, write_id TEXT
) STRICT;
CREATE INDEX version_file ON version (file, id);
CREATE INDEX version_digest ON version (digest);
CREATE INDEX version_author ON version (author, id) WHERE write_id IS NOT NULL;
CREATE INDEX version_gone ON version (id) WHERE digest IS NULL;
CREATE TABLE redaction (file TEXT NOT NULL, digest TEXT NOT NULL, why TEXT, PRIMARY KEY (file, digest)) STRICT;
CREATE TABLE total (bytes INTEGER NOT NULL) STRICT;
INSERT INTO total VALUES (0);
`;

export interface RevisionsFileOptions {
  /** Absolute path; several processes may have it open. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** The file of versions, which the site goes on without where it has to. */
export interface RevisionsFile {
  /**
   * Runs synchronous work in one transaction. Null where the file fails it, which is told once, until it works again; then nothing
   * of the work was written.
   */
  write<Result>(work: (store: RevisionStore) => Result): Result | null;
  /** The same for work that only reads. */
  read<Result>(work: (store: RevisionStore) => Result): Result | null;
  close(): void;
}

interface Opened {
  readonly database: DatabaseSync;
  readonly store: RevisionStore;
  /** Which file it is. */
  readonly id: string;
}

/**
 * Opens the file when it is first used, making it where there is none. A damaged one is set aside as `FILE.damaged`, and an empty
 * one begun; one that another process began anew, or that was removed, is opened again.
 */
export function openRevisionsFile({ file, now, log }: RevisionsFileOptions): RevisionsFile {
  let opened: Opened | null = null;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let isTold = false;
  let isClosed = false;

  const letGo = (): void => {
    if (opened?.database.isOpen === true) opened.database.close();
    opened = null;
  };
  const use = <Result>(work: (opened: Opened) => Result): Result | null => {
    if (isClosed || now() < restsUntil) return null;
    try {
      if (opened !== null && opened.id !== identify(file)) letGo();
      opened ??= openSound(file);
      const result = work(opened);
      if (isTold) log.info({ file }, 'versions of files are kept again');
      isTold = false;
      return result;
    } catch (error) {
      failed(error);
      return null;
    }
  };
  const failed = (error: unknown): void => {
    letGo();
    if (isDatabaseDamage(error) && beginAnew(error)) return;
    restsUntil = now() + RETRY_MS;
    if (!isTold) {
      log.error(
        { err: error, file },
        'versions of files cannot be kept; saves and publishes go on, and it is tried again. Let the server’s user read and ' +
          'write the file, or make room on its disk',
      );
    }
    isTold = true;
  };
  /** Another process may have been quicker. */
  const beginAnew = (cause: unknown): boolean => {
    try {
      if (isSound(file)) return true;
      const damaged = setAside(file);
      log.error(
        { err: cause, file, setAside: damaged },
        'the file of earlier versions is damaged; it is set aside, and an empty one begun. Put a backup in its place while ' +
          'the server is down to have them again',
      );
      return true;
    } catch {
      return false;
    }
  };

  return {
    write: (work) => use(({ database, store }) => atOnce(database, () => work(store))),
    read: (work) => use(({ store }) => work(store)),
    close() {
      isClosed = true;
      letGo();
    },
  };
}

function openSound(file: string): Opened {
  makeFolder(dirname(file));
  const database = new DatabaseSync(file, { timeout: BUSY_MS });
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4194304',
    );
    const version = atOnce(database, () => {
      const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
      if (found === 0) database.exec(`${TABLES} PRAGMA user_version = ${VERSION}`);
      return found;
    });
    if (version > VERSION)
      throw new Error(`a later Dateline wrote it, in form ${version}; this one knows form ${VERSION}`);
    return { database, store: revisionStore(database), id: identify(file) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function isSound(file: string): boolean {
  if (identify(file) === 'missing') return true;
  try {
    const { database } = openSound(file);
    try {
      const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
      if (found !== 'ok') throw new DamagedDatabaseError(String(found));
    } finally {
      database.close();
    }
    return true;
  } catch (error) {
    if (isDatabaseDamage(error)) return false;
    throw error;
  }
}

function identify(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? 'missing' : `${stats.dev}:${stats.ino}`;
}
