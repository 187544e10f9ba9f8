import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeIndexes, openMemoryCatalog } from '../../../src/catalog/store/open-catalog.ts';
import { type PictureQueries, pictureQueries } from '../../../src/catalog/store/picture-queries.ts';
import {
  type PictureState,
  type PictureStore,
  pictureStore,
} from '../../../src/catalog/store/picture-store.ts';
import type { PictureFacts } from '../../../src/media/pictures/picture-facts.ts';

const FACTS: PictureFacts = {
  width: 1200,
  height: 800,
  format: 'jpeg',
  hash: '0123456789abcdef0123',
  color: '#123456',
  hasAlpha: false,
  isAnimated: false,
  bytes: 5_000,
  hasPlace: false,
};
const GOOD: PictureState = {
  src: '/media/2016/a%20b.jpg',
  tail: 1,
  isAnywhere: false,
  alternative: null,
  stamp: { mtimeMs: 1_000.5, sizeBytes: 5_000 },
  facts: FACTS,
  problem: null,
};
const MISSING: PictureState = {
  src: '/articles/2016/c.png',
  tail: 1,
  isAnywhere: false,
  alternative: null,
  isNamed: true,
  stamp: null,
  facts: null,
  problem: {
    file: 'articles/2016/c.png',
    line: 1,
    column: 1,
    severity: 'warning',
    code: 'picture-missing',
    message: 'It is not there.',
    hint: 'Put it there.',
  },
};

let database: DatabaseSync;
let store: PictureStore;
let queries: PictureQueries;

beforeEach(() => {
  database = openMemoryCatalog();
  makeIndexes(database);
  store = pictureStore(database);
  queries = pictureQueries(database);
});
afterEach(() => database.close());

test('a picture is found by its path and by its bytes', () => {
  expect(store.put([GOOD, MISSING], 10)).toEqual({
    keys: new Set(['picture:/media/2016/a%20b.jpg']),
    version: 1,
  });
  expect(queries.picture(GOOD.src)).toEqual(FACTS);
  expect(queries.hasPictures()).toBe(true);
  expect(queries.pictureOfHash(FACTS.hash)).toEqual({ file: 'media/2016/a b.jpg', facts: FACTS });
  expect(queries.picture(MISSING.src)).toBeNull();
  expect(queries.picture('/media/unknown.jpg')).toBeNull();
  expect(queries.pictureOfHash('ffffffffffffffffffff')).toBeNull();
});

test('the version rises, and keys are told, only where a picture looks otherwise', () => {
  store.put([GOOD], 10);
  expect(store.put([{ ...GOOD, stamp: { mtimeMs: 2_000, sizeBytes: 5_000 } }, MISSING], 20)).toEqual({
    keys: new Set(),
    version: 1,
  });
  const replaced = { ...GOOD, facts: { ...FACTS, hash: 'ffffffffffffffffffff' } };
  expect(store.put([replaced], 30)).toEqual({ keys: new Set([`picture:${GOOD.src}`]), version: 2 });
  expect(queries.pictureOfHash(FACTS.hash)).toBeNull();
  const broken = { ...GOOD, facts: null, problem: MISSING.problem };
  expect(store.put([broken], 40)).toEqual({ keys: new Set([`picture:${GOOD.src}`]), version: 3 });
  expect(queries.picture(GOOD.src)).toBeNull();
});

test('the writer knows what was there, folder by folder', () => {
  store.put([GOOD, MISSING], 10);
  expect(store.has(GOOD.src)).toBe(true);
  expect(store.has('/media/x.jpg')).toBe(false);
  expect(store.ofSrc(GOOD.src)).toEqual(GOOD);
  expect(store.ofSrc(MISSING.src)).toEqual(MISSING);
  expect([...store.inFolder('media/2016')]).toEqual([['media/2016/a b.jpg', GOOD.stamp]]);
  expect(store.inFolder('media').size).toBe(0);
  expect(store.inFolder('articles/2016').size).toBe(0);
  expect(store.below('media')).toEqual(['media/2016/a b.jpg']);
  expect(store.below('articles')).toEqual(['articles/2016/c.png']);
  expect(store.after('', 1)).toEqual([MISSING]);
  expect(store.after(MISSING.src, 5)).toEqual([GOOD]);
  expect(store.count()).toEqual({ pictures: 2, missing: 1, broken: 0 });
});

test('of problems, those of pictures that are there are told', () => {
  const problem = { ...MISSING.problem, file: 'media/2016/a b.jpg', code: 'picture-damaged' } as const;
  store.put([MISSING, { ...GOOD, facts: null, problem } as PictureState], 10);
  expect([...store.problems()].map(({ code }) => code)).toEqual(['picture-damaged']);
  expect(store.count()).toEqual({ pictures: 2, missing: 1, broken: 1 });
});

test('missing is what somebody shows: no name out of a sentence, and none whose other place has the file', () => {
  const { problem, isNamed: _, ...bare } = MISSING;
  const guessed = { ...bare, src: '/media/guess.png', problem };
  const elsewhere = { ...MISSING, src: '/articles/2016/a.jpg', alternative: GOOD.src };
  const nowhere = { ...MISSING, src: '/articles/2016/b.jpg', alternative: guessed.src };
  store.put([GOOD, guessed, elsewhere, nowhere], 10);
  expect(store.count()).toEqual({ pictures: 3, missing: 1, broken: 0 });
  store.put([{ ...guessed, isNamed: true }], 20);
  store.put([guessed], 30);
  expect(store.count()).toEqual({ pictures: 4, missing: 2, broken: 0 });
});

test('a page that leads to a file is told when the same file is elsewhere', () => {
  const facts = { type: 'application/pdf', bytes: 9 };
  const file = (src: string): PictureState => ({ ...GOOD, src, facts });
  const named = { ...MISSING, src: '/media/report.pdf', problem: null };
  store.put([file('/media/a/report.pdf'), file('/media/b/report.pdf')], 10);
  store.put([{ ...named, alternative: '/media/a/report.pdf' }], 20);
  expect(store.put([{ ...named, alternative: '/media/b/report.pdf' }], 30).keys).toEqual(
    new Set(['file:/media/report.pdf']),
  );
  expect(queries.file(named.src)?.src).toBe('/media/b/report.pdf');
  expect(store.put([{ ...named, alternative: '/media/b/report.pdf' }], 40).keys).toEqual(new Set());
});

test('a file that stands in for one that a text names is named as well, as long as it does', () => {
  const facts = { type: 'text/plain', bytes: 9 };
  const named = { ...MISSING, src: '/media/notes.txt', problem: null, alternative: '/articles/a/notes.txt' };
  store.put([{ ...GOOD, src: named.alternative, facts }], 10);
  expect(queries.file(named.alternative)?.isNamed).toBe(false);
  store.put([named], 20);
  expect(queries.file(named.alternative)?.isNamed).toBe(true);
  store.put([{ ...named, alternative: null }], 30);
  expect(queries.file(named.alternative)?.isNamed).toBe(false);
});

test('a file that is written anew is told, though pages say the same of it, as caches hold its bytes', () => {
  const PAPER: PictureState = {
    ...GOOD,
    src: '/media/report.pdf',
    facts: { bytes: 5_000 } as PictureState['facts'],
  };
  const key = new Set(['file:/media/report.pdf']);
  expect(store.put([PAPER], 10).keys).toEqual(key);
  expect(store.put([PAPER], 20).keys).toEqual(new Set());
  expect(store.put([{ ...PAPER, stamp: { mtimeMs: 2_000, sizeBytes: 5_000 } }], 30).keys).toEqual(key);
});
