import { fsyncSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileSystem, probeDataDir } from '../../../src/ingest/data-dir/probe-data-dir.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-probe-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SOUND: FileSystem = {
  fsync: fsyncSync,
  rename: renameSync,
  openDatabase: (file) => new DatabaseSync(file),
};
const fault = (code: string): Error => Object.assign(new Error(`${code}: no`), { code });
const failing = (code: string) => () => {
  throw fault(code);
};
/** Databases whose connections say something else to one statement. */
const answering = (isMeant: (sql: string) => boolean, answer: () => unknown): FileSystem['openDatabase'] => {
  return (file) =>
    new Proxy(new DatabaseSync(file), {
      get(database, name) {
        const value = Reflect.get(database, name) as unknown;
        if (typeof value !== 'function') return value;
        return (sql: string, ...rest: unknown[]) => {
          if (typeof sql === 'string' && isMeant(sql)) return answer();
          return (value as (...given: unknown[]) => unknown).call(database, sql, ...rest);
        };
      },
    });
};

test('a folder of this disk holds what it has to, and nothing is left in it', () => {
  probeDataDir(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test.each<[string, Partial<FileSystem>, string]>([
  ['that cannot sync', { fsync: failing('EINVAL') }, 'files cannot be brought to the disk (EINVAL: no)'],
  ['that cannot rename', { rename: failing('EXDEV') }, 'a file cannot take the place of another (EXDEV: no)'],
  [
    'without shared memory',
    {
      openDatabase: answering(
        (sql) => sql.includes('journal_mode'),
        () => ({ get: () => ({ journal_mode: 'delete' }) }),
      ),
    },
    'a database cannot be shared by several connections (its journal is "delete" in place of "wal")',
  ],
  [
    'whose locks hold nobody off',
    {
      openDatabase: answering(
        (sql) => sql.includes('busy_timeout'),
        () => undefined,
      ),
    },
    'a database cannot be shared by several connections (locks do not hold)',
  ],
  [
    'that fails to lock',
    {
      openDatabase: answering(
        (sql) => sql.startsWith('CREATE'),
        () => {
          throw Object.assign(new Error('disk I/O error'), { errcode: 3850 });
        },
      ),
    },
    'a database cannot be shared by several connections (disk I/O error)',
  ],
])('one %s is told so at once, and nothing is left in it', (_, lacking, message) => {
  expect(() => probeDataDir(folder, { ...SOUND, ...lacking })).toThrow(
    expect.objectContaining({ code: 'folder-unfit', message }),
  );
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['ENOSPC', { fsync: failing('ENOSPC') }],
  ['EROFS', { rename: failing('EROFS') }],
])('want of room or rights is no fault of the file system: %s', (code, lacking) => {
  expect(() => probeDataDir(folder, { ...SOUND, ...lacking })).toThrow(expect.objectContaining({ code }));
});
