import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteCode, sqliteCode } from '../../catalog/sqlite/sqlite-code.ts';

/** What the file system of a folder could not do that the server needs. */
export class UnfitFolderError extends Error {
  override readonly name = 'UnfitFolderError';
  readonly code = 'folder-unfit';
}

/** How files are synced, renamed and opened as databases; tests bring systems that cannot. */
export interface FileSystem {
  readonly fsync: (handle: number) => void;
  readonly rename: (from: string, to: string) => void;
  readonly openDatabase: (file: string) => DatabaseSync;
}

const SYSTEM: FileSystem = {
  fsync: fsyncSync,
  rename: renameSync,
  openDatabase: (file) => new DatabaseSync(file),
};

/** No room, no rights, a disk that is mounted for reading: the file system could if it were let. */
const NOT_LET = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM']);
const SQLITE_NOT_LET = new Set([
  SqliteCode.full,
  SqliteCode.readOnly,
  SqliteCode.permission,
  SqliteCode.cannotOpen,
]);

/**
 * Tries in a folder of its own, which is removed again, what the server will do: bring a file to the disk, put one in
 * another’s place, and share a database with its log among readers and one writer. Some network and FUSE file systems
 * can do the one and not the other. Takes some milliseconds.
 * @throws UnfitFolderError that says what cannot be done; else the error for want of room or rights.
 */
export function probeDataDir(dataDir: string, system: FileSystem = SYSTEM): void {
  const folder = mkdtempSync(join(dataDir, '.probe-'));
  try {
    const attempt = attempts(dataDir);
    attempt('files cannot be brought to the disk', () => {
      writeFileSync(join(folder, 'new'), 'new');
      sync(join(folder, 'new'), system);
      sync(folder, system);
    });
    attempt('a file cannot take the place of another', () => {
      writeFileSync(join(folder, 'old'), 'old');
      system.rename(join(folder, 'new'), join(folder, 'old'));
    });
    attempt('a database cannot be shared by several connections', () => shareDatabase(folder, system));
  } finally {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // What is left of it does no harm.
    }
  }
}

const attempts =
  (folder: string) =>
  (what: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (isNotLet(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      // Where memory cannot be shared for want of room, SQLite speaks of a disk that failed.
      if (isFull(folder)) throw new Error(`no room is left on its disk: ${reason}`, { cause: error });
      throw new UnfitFolderError(`${what} (${reason})`, { cause: error });
    }
  };

/** Less than a database and its log take to begin with. */
const LEAST_BYTES = 256 * 1024;

function isFull(folder: string): boolean {
  const { bavail, bsize, blocks } = statfsSync(folder);
  // Some file systems do not say how large they are.
  return blocks > 0 && bavail * bsize < LEAST_BYTES;
}

const isNotLet = (error: unknown): boolean =>
  NOT_LET.has((error as NodeJS.ErrnoException).code ?? '') || SQLITE_NOT_LET.has(sqliteCode(error));

function sync(path: string, { fsync }: FileSystem): void {
  const handle = openSync(path, 'r');
  try {
    fsync(handle);
  } finally {
    closeSync(handle);
  }
}

function shareDatabase(folder: string, { openDatabase }: FileSystem): void {
  const file = join(folder, 'probe.db');
  const writer = openDatabase(file);
  try {
    // Without memory that is shared SQLite keeps another kind of journal, and says so.
    const mode = writer.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
    if (mode !== 'wal') throw new Error(`its journal is "${String(mode)}" in place of "wal"`);
    writer.exec('CREATE TABLE probe (value); INSERT INTO probe VALUES (1)');
    const reader = openDatabase(file);
    try {
      writer.exec('BEGIN IMMEDIATE; INSERT INTO probe VALUES (2)');
      const { count } = reader.prepare('SELECT count(*) AS count FROM probe').get() ?? {};
      if (count !== 1) throw new Error('a reader sees what is not yet written');
      if (!isLockedOut(reader)) throw new Error('locks do not hold');
      writer.exec('COMMIT');
    } finally {
      reader.close();
    }
  } finally {
    writer.close();
  }
}

function isLockedOut(database: DatabaseSync): boolean {
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN IMMEDIATE');
  } catch (error) {
    if (sqliteCode(error) === SqliteCode.busy) return true;
    throw error;
  }
  return false;
}
