import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchedFile } from '../../../src/domain/fetched-src.ts';
import { type FetchedStore, fetchedStore } from '../../../src/ingest/fetched/fetched-store.ts';
import { sweepFetched } from '../../../src/ingest/fetched/sweep-fetched.ts';

const DAY = 24 * 3_600_000;
const BORN = 1_600_000_000_000;

let home: string;
let store: FetchedStore;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-sweep-'));
  store = fetchedStore(new DatabaseSync(':memory:'), BORN);
  put('content/site.yaml');
});
afterEach(() => rmSync(home, { recursive: true }));

function put(path: string, at = BORN): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), 'x');
  utimesSync(join(home, path), at / 1000, at / 1000);
}
const srcOf = (name: string): string => `/fetched/a.example/${name}.jpg`;
const fileOf = (name: string): string => `fetched/${fetchedFile(srcOf(name))}`;
/** A picture that an article shows and whose file is there. */
function keep(name: string, owner: string): void {
  store.own(
    owner,
    [...store.owned(owner), srcOf(name)].map((src) => ({ src, url: `https:/${src.slice(8)}` })),
    BORN,
  );
  store.kept(srcOf(name), 1);
  put(fileOf(name));
}
async function sweep(days: number, maxBytes = 1e9): Promise<string[]> {
  const removed: string[] = [];
  await sweepFetched(
    {
      use: (work) => work(store),
      folder: join(home, 'fetched'),
      contentDir: join(home, 'content'),
      maxBytes,
      now: () => BORN + days * DAY,
      closing: new AbortController().signal,
    },
    async (src) => void removed.push(src),
  );
  return removed;
}

test('what nobody has shown for a month goes, and what somebody shows stays', async () => {
  put('content/articles/a.md');
  put('content/articles/b.md');
  keep('1', 'articles/a.md');
  keep('2', 'articles/b.md');
  store.own('articles/a.md', [], BORN);
  expect(await sweep(29)).toEqual([]);
  expect(await sweep(31)).toEqual([srcOf('1')]);
  expect(store.of(srcOf('1'))).toBeNull();
  expect(existsSync(join(home, fileOf('2')))).toBe(true);
});

test('where room is scarce it goes at once', async () => {
  keep('1', 'embed:x');
  store.own('embed:x', [], BORN);
  expect(await sweep(1, 1)).toEqual([srcOf('1')]);
});

test('an article that is gone shows nothing, unless the whole folder is away', async () => {
  keep('1', 'articles/gone.md');
  keep('2', 'embed:x');
  rmSync(join(home, 'content/site.yaml'));
  await sweep(1);
  expect(store.ownerOf(srcOf('1'))).toBe('articles/gone.md');
  put('content/site.yaml');
  await sweep(1);
  expect(store.ownerOf(srcOf('1'))).toBeNull();
  expect(await sweep(32)).toEqual([srcOf('1')]);
  expect(store.ownerOf(srcOf('2'))).toBe('embed:x');
});

test('halves of files go after a day, and files that no list knows once the list is old enough to know all', async () => {
  keep('1', 'embed:x');
  put('fetched/ab/.half-1-1.tmp');
  put('fetched/ab/unknown.jpg');
  await sweep(0.5);
  expect(existsSync(join(home, 'fetched/ab/.half-1-1.tmp'))).toBe(true);
  await sweep(2);
  expect(existsSync(join(home, 'fetched/ab/.half-1-1.tmp'))).toBe(false);
  expect(existsSync(join(home, 'fetched/ab/unknown.jpg'))).toBe(true);
  await sweep(31);
  expect(existsSync(join(home, 'fetched/ab/unknown.jpg'))).toBe(false);
  expect(existsSync(join(home, fileOf('1')))).toBe(true);
});
