import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { HALF_LIFE_MS } from '../../../src/catalog/page-views/page-view-level.ts';
import { type PageViewStore, createPageViewStore } from '../../../src/catalog/page-views/page-view-store.ts';
import { createRandom } from '../../content/random.ts';

const START = Date.parse('2026-11-23T02:00:00Z');
const HOUR = 3_600_000;

let database: DatabaseSync;
let store: PageViewStore;
beforeEach(() => {
  database = new DatabaseSync(':memory:');
  store = createPageViewStore(database);
});

const count = (): number => Number(database.prepare('SELECT count(*) AS n FROM reading').get()?.['n']);
const near = (actual: number, expected: number): void =>
  expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-9);

test('readings weigh half after six hours', () => {
  expect(HALF_LIFE_MS).toBe(6 * HOUR);
  store.add([['a', 64]], START);
  near(store.of('a', START), 64);
  near(store.of('a', START + 6 * HOUR), 32);
  near(store.of('a', START + 36 * HOUR), 1);
  expect(store.of('b', START)).toBe(0);
});

test.each([[1], [2], [3], [4]])('they are exact at odd moments, however they came, seed %i', (seed) => {
  const random = createRandom(seed);
  const events = Array.from({ length: 2_000 }, () => ({ at: START + random(72 * HOUR), n: 1 + random(9) }));
  events.sort((a, b) => a.at - b.at);
  for (const { at, n } of events) store.add([['a', n]], at);
  for (const later of [0, 1, 12_345_678, 47 * HOUR + 1_234, 30 * 24 * HOUR + 7]) {
    const moment = (events.at(-1)?.at ?? 0) + later;
    const expected = events.reduce((sum, { at, n }) => sum + n * 2 ** (-(moment - at) / HALF_LIFE_MS), 0);
    near(store.of('a', moment), expected);
  }
});

test('the counts of two workers add up, in any order of their messages', () => {
  store.add([['a', 3]], START);
  store.add([['a', 4]], START);
  store.add([['a', 5]], START + HOUR);
  near(store.of('a', START + HOUR), 7 * 2 ** (-1 / 6) + 5);
});

test('the best come first, down to a floor', () => {
  store.add(
    [
      ['few', 4],
      ['some', 6],
      ['many', 60],
    ],
    START,
  );
  const ids = (floor: number, limit: number, now: number) =>
    store.best(floor, limit, now).map(({ id }) => id);
  expect(ids(5, 10, START)).toEqual(['many', 'some']);
  expect(ids(1, 2, START)).toEqual(['many', 'some']);
  expect(ids(5, 10, START + 6 * HOUR)).toEqual(['many']);
  store.add([['few', 40]], START + 6 * HOUR);
  expect(ids(5, 10, START + 6 * HOUR)).toEqual(['few', 'many']);
  near(store.best(5, 1, START + 6 * HOUR)[0]?.pageViews ?? 0, 42);
});

describe('is forgotten', () => {
  test('what weighs next to nothing', () => {
    store.add([['a', 1]], START);
    store.forget(0.25, 100, START + 12 * HOUR - 1);
    expect(count()).toBe(1);
    store.forget(0.25, 100, START + 12 * HOUR + 1);
    expect(count()).toBe(0);
  });

  test('what is read least, when there are too many', () => {
    store.add(
      Array.from({ length: 500 }, (_, index) => [`a${index}`, 1 + index] as const),
      START,
    );
    store.forget(0.25, 100, START);
    expect(count()).toBe(100);
    expect(store.of('a399', START)).toBe(0);
    near(store.of('a400', START), 401);
  });

  test('not what a clock that was years ahead has counted: it weighs what it weighed then', () => {
    store.add([['ahead', 3]], START + 9_000 * HOUR);
    store.add([['a', 3]], START);
    expect(store.best(1, 1, START)[0]?.id).toBe('ahead');
    store.forget(0.25, 100, START);
    store.add([['a', 2]], START);
    expect(store.best(1, 9, START).map(({ id }) => id)).toEqual(['a', 'ahead']);
    near(store.of('ahead', START), 3);
    near(store.of('ahead', START + 6 * HOUR), 1.5);
  });

  test('and what was added to it meanwhile is a number still', () => {
    store.add([['ahead', 3]], START + 900_000 * HOUR);
    store.add([['ahead', 3]], START);
    expect(store.of('ahead', START)).toBeLessThan(1e10);
  });
});
