import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPermalinks, permalinksFile } from '../../../src/catalog/permalinks/ledger.ts';
import type { PermalinkLedger } from '../../../src/catalog/permalinks/permalink.ts';
import { catalogFile } from '../../../src/ingest/data-dir/catalog-files.ts';
import { type DataDirGuard, guardDataDir } from '../../../src/ingest/data-dir/guard-data-dir.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

let dataDir: string;
let file: string;
let ledger: PermalinkLedger;
let guard: DataDirGuard;
let logged: Record<string, unknown>[];
const lost = vi.fn();
const damaged = vi.fn();
const open: { close(): void }[] = [];

const link = (name: string) => ({ path: `/${name}`, owner: `article:${name}`, file: `articles/${name}.md` });
const links = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, number) => link(`${prefix}${number}`));

function makeDatabase(path: string): void {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE one (two); INSERT INTO one VALUES (3)');
  open.push(database);
}

/** Begins to look every 20 ms at a ledger with these rows. */
function begin(rows: readonly ReturnType<typeof link>[]): void {
  ledger = openPermalinks(file);
  ledger.append(rows, 1);
  guard = guardDataDir({
    dataDir,
    catalog: catalogFile(dataDir, 1),
    ledger,
    log: createLogger({
      level: 'info',
      destination: { write: (line) => void logged.push(JSON.parse(line)) },
    }),
    tell: { lost, damaged },
    intervalMs: 20,
  });
}
const told = (what: string) =>
  expect.poll(() => logged.map(({ msg }) => String(msg))).toEqual([expect.stringContaining(what)]);
/** Ends as an ingest does, and reads the ledger as its next start does. */
function pathsAfterClose(): string[] {
  guard.close();
  ledger.close();
  const again = openPermalinks(file);
  open.push(again);
  return [...again.rows()].map(({ path }) => path);
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dateline-guard-'));
  file = permalinksFile(dataDir);
  logged = [];
  lost.mockClear();
  damaged.mockClear();
  makeDatabase(catalogFile(dataDir, 1));
});
afterEach(() => {
  guard.close();
  for (const one of open.splice(0)) one.close();
  guard.release();
  rmSync(dataDir, { recursive: true });
});

describe('the ledger', () => {
  test('that nobody touches is told of nothing, while it grows and is written by others', async () => {
    begin([link('a')]);
    ledger.append(links('b', 2_000), 2);
    const other = openPermalinks(file);
    other.append([link('c')], 3);
    other.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(logged).toEqual([]);
    expect(lost).not.toHaveBeenCalled();
    expect(pathsAfterClose()).toHaveLength(2_002);
  });

  test.each<[string, () => void]>([
    ['deleted', () => rmSync(file)],
    [
      'deleted with all that is beside it',
      () => {
        for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      },
    ],
    [
      'replaced by something else',
      () => {
        writeFileSync(`${file}.new`, 'no database '.repeat(1_000));
        renameSync(`${file}.new`, file);
      },
    ],
  ])('that is %s is put back whole, with what is published until the end', async (_, harm) => {
    begin(links('a', 300));
    checkpoint();
    await new Promise((resolve) => setTimeout(resolve, 60));
    harm();
    await told(
      'the permalink ledger was removed, replaced or overwritten while the server runs; it is put back',
    );
    expect(lost.mock.calls).toEqual([[false]]);
    ledger.append([link('late')], 9);
    expect(pathsAfterClose()).toEqual([...links('a', 300), link('late')].map(({ path }) => path));
  });

  test('that is replaced by a backup has the rows of both', async () => {
    begin(links('a', 300));
    const backup = openPermalinks(`${file}.backup`);
    backup.append([link('lost-long-ago')], 1);
    backup.close();
    renameSync(`${file}.backup`, file);
    await told('it is put back');
    expect(new Set(pathsAfterClose())).toEqual(
      new Set([...links('a', 300), link('lost-long-ago')].map(({ path }) => path)),
    );
    expect(existsSync(`${file}.replaced`)).toBe(true);
    expect(logged.at(-1)).toMatchObject({ level: 'warn', rows: 1 });
  });

  test('that is overwritten by an older copy of itself is noticed', async () => {
    begin(links('a', 100));
    checkpoint();
    copyFileSync(file, `${file}.backup`);
    ledger.append(links('b', 100), 2);
    checkpoint();
    await new Promise((resolve) => setTimeout(resolve, 60));
    writeFileSync(file, readFileSync(`${file}.backup`));
    await told('the permalink ledger was removed, replaced or overwritten');
  });

  test.each<[string, () => void]>([
    ['overwritten', () => writeFileSync(file, 'no database '.repeat(1_000))],
    ['emptied', () => truncateSync(file, 0)],
  ])(
    'that is %s, so that nobody holds the whole, is told once with the cure, and is not touched',
    async (_, harm) => {
      begin(links('a', 300));
      checkpoint();
      await new Promise((resolve) => setTimeout(resolve, 100));
      harm();
      const left = readFileSync(file);
      await told('cannot be put back. Stop the server');
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(logged).toHaveLength(1);
      expect(logged).toMatchObject([{ level: 'fatal', file }]);
      expect(lost).not.toHaveBeenCalled();
      guard.close();
      expect(readFileSync(file)).toEqual(left);
      ledger.close();
    },
  );

  /** Brings all of it from the -wal file into the file itself. */
  function checkpoint(): void {
    const database = new DatabaseSync(file);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
  }
});

describe('the catalog', () => {
  test.each<[string, () => void, boolean]>([
    ['deleted', () => rmSync(catalogFile(dataDir, 1)), false],
    ['overwritten', () => writeFileSync(catalogFile(dataDir, 1), 'no database '.repeat(1_000)), true],
  ])('that is %s is told once and built again', async (_, harm, isDamage) => {
    begin([link('a')]);
    harm();
    await told('the catalog was removed, replaced or overwritten while the server runs; it is built again');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(logged).toHaveLength(1);
    expect(lost.mock.calls).toEqual(isDamage ? [] : [[true]]);
    expect(damaged).toHaveBeenCalledTimes(isDamage ? 1 : 0);
    ledger.close();
  });
});
