import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPageViews } from '../../../src/catalog/page-views/open-page-views.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');

let folder: string;
let file: string;
let moment: number;
let logged: Record<string, unknown>[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-readings-'));
  file = join(folder, 'readings.db');
  logged = [];
  moment = NOW;
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () =>
  openPageViews(
    file,
    createLogger({ level: 'info', destination: { write: (line) => void logged.push(JSON.parse(line)) } }),
    () => moment,
  );
const readAndClose = (): number => {
  const pageViews = open();
  const found = pageViews.use((store) => store.of('a', NOW));
  pageViews.close();
  return found;
};
const addAndClose = (): void => {
  const pageViews = open();
  pageViews.use((store) => store.add([['a', 8]], NOW));
  pageViews.close();
};

test('what was read is there after a restart', () => {
  addAndClose();
  expect(readAndClose()).toBeCloseTo(8, 9);
  expect(logged).toEqual([]);
});

test('what was read is there after a crash', () => {
  const pageViews = open();
  pageViews.use((store) => store.add([['a', 8]], NOW));
  // As a program that is killed leaves it: neither closed nor written back.
  const copy = join(folder, 'copy.db');
  for (const suffix of ['', '-wal']) writeFileSync(`${copy}${suffix}`, readFileSync(`${file}${suffix}`));
  pageViews.close();
  file = copy;
  expect(readAndClose()).toBeCloseTo(8, 9);
});

test.each([
  ['no database', (name: string) => writeFileSync(name, 'This is no database.'.repeat(500))],
  ['empty', (name: string) => writeFileSync(name, '')],
  [
    'a folder',
    (name: string) => {
      rmSync(name);
      mkdirSync(name);
    },
  ],
  ['half of it', (name: string) => writeFileSync(name, readFileSync(name).subarray(0, 5_000))],
  [
    'another table',
    (name: string) => {
      rmSync(name);
      const database = new DatabaseSync(name);
      database.exec('CREATE TABLE reading (story TEXT)');
      database.close();
    },
  ],
])('a file that is %s is told, set aside and begun anew', (_name, spoil) => {
  addAndClose();
  spoil(file);
  expect(readAndClose()).toBe(0);
  expect(logged).toMatchObject([{ level: 'error', setAside: `${file}.damaged` }]);
  expect(existsSync(`${file}.damaged`)).toBe(true);
  addAndClose();
  expect(readAndClose()).toBeCloseTo(8, 9);
  expect(logged).toHaveLength(1);
});

test('a file that cannot be opened is told, and pageViews are kept in memory', () => {
  file = join(folder, 'not-there-yet', 'readings.db');
  const pageViews = open();
  pageViews.use((store) => store.add([['a', 8]], NOW));
  expect(pageViews.use((store) => store.of('a', NOW))).toBeCloseTo(8, 9);
  expect(logged).toMatchObject([{ level: 'error', file }]);
  mkdirSync(join(folder, 'not-there-yet'));
  moment += 10_000;
  expect(pageViews.use((store) => store.of('a', NOW))).toBeCloseTo(8, 9);
  pageViews.close();
  expect(logged).toMatchObject([{ level: 'error' }, { level: 'info', file }]);
  expect(readAndClose()).toBeCloseTo(8, 9);
});
