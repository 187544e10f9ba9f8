import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SCHEMA_FILE = new URL('./schema.sql', import.meta.url);

/** The SQL that makes an empty ledger. */
export const readLedgerSchema = (): string => readFileSync(SCHEMA_FILE, 'utf8');

/**
 * Makes an empty ledger, and its folder where there is none. It is made under another name and then
 * linked, so that a crash leaves no half of one, and a ledger that another program made meanwhile stays.
 * @throws Error of the file system or SQLite.
 */
export function createLedgerFile(file: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  try {
    {
      using database = new DatabaseSync(draft);
      database.exec(readLedgerSchema());
      database.exec('PRAGMA journal_mode = WAL');
    }
    publish(draft, file);
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${draft}${ending}`, { force: true });
  }
  syncFolder(folder);
}

function publish(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    // Some file systems have no links.
    copyFileSync(draft, file, constants.COPYFILE_EXCL);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;
