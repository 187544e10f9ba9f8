import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isShadowed, pathOnDisk } from '../../../src/media/pictures/path-on-disk.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-disk-'));
  for (const name of ['Été', 'mars'.normalize('NFD')]) mkdirSync(join(folder, name));
  for (const name of ['Été/cafe\u0301.jpg', 'mars/hiê\u0301n.jpg', 'two\u0301.jpg', 'twó.jpg', 'plain.jpg'])
    writeFileSync(join(folder, name), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['plain.jpg', 'plain.jpg'],
  ['Été/café.jpg', 'Été/cafe\u0301.jpg'],
  ['E\u0301te\u0301/cafe\u0301.jpg', 'Été/cafe\u0301.jpg'],
  ['mars/hiến.jpg', 'mars/hiê\u0301n.jpg'],
  ['twó.jpg', 'twó.jpg'],
  ['two\u0301.jpg', 'two\u0301.jpg'],
  ['Été/the.jpg', null],
  ['no.jpg', null],
  ['mars/hiên.jpg', null],
])('%s is %s on the disk', (path, found) => {
  expect(pathOnDisk(folder, path)).toBe(found);
});

test('of two names that differ in nothing else, the one with accents apart gives way', () => {
  const names = ['two\u0301.jpg', 'twó.jpg', 'Été/cafe\u0301.jpg', 'plain.jpg', 'no\u0301.jpg'];
  expect(names.map((name) => isShadowed(folder, name))).toEqual([true, false, false, false, false]);
});
