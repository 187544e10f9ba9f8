import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { createPageViewStore, type PageViewStore } from '../../../src/catalog/page-views/page-view-store.ts';
import {
  createShareStore,
  type ShareStore,
  STREAM_START,
} from '../../../src/catalog/page-views/share-store.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const HOUR = 3_600_000;

interface Machine {
  readonly readings: PageViewStore;
  readonly share: ShareStore;
}

function openMachine(name: string, database = new DatabaseSync(':memory:')): Machine {
  const readings = createPageViewStore(database);
  const share = createShareStore(database, readings);
  share.begin(`host of ${name}`, () => name);
  return { readings, share };
}

let one: Machine;
let two: Machine;
beforeEach(() => {
  one = openMachine('one');
  two = openMachine('two');
});

const batchOf = ({ share }: Machine, now = NOW) => {
  const batch = share.batch(now);
  if (batch === null) throw new Error('nothing waits');
  return batch;
};

test('what was noted is one batch, which stays the same until it has arrived', () => {
  expect(one.share.batch(NOW)).toBeNull();
  one.share.note([['a', 2]], NOW);
  one.share.note(
    [
      ['a', 1],
      ['b', 1],
    ],
    NOW,
  );
  expect(one.share.waiting(NOW)).toBe(4);
  const first = batchOf(one);
  expect(first).toEqual({
    machine: 'one',
    number: 1,
    at: NOW,
    counts: [
      ['a', 3],
      ['b', 1],
    ],
  });
  one.share.note([['a', 5]], NOW);
  expect(one.share.waiting(NOW)).toBe(9);
  expect(batchOf(one, NOW + HOUR)).toEqual(first);
  one.share.sent();
  expect(batchOf(one)).toMatchObject({ number: 2, counts: [['a', 5]] });
  one.share.sent();
  expect(one.share.batch(NOW)).toBeNull();
});

test('a batch is added once, however often it comes, and never by the machine that counted', () => {
  one.share.note([['a', 8]], NOW);
  const batch = batchOf(one);
  for (const position of ['1-0', '2-0']) {
    for (const { share } of [one, two]) share.take([batch], position);
  }
  expect(two.readings.of('a', NOW)).toBeCloseTo(8, 9);
  expect(one.readings.of('a', NOW)).toBe(0);
  expect(two.share.position()).toBe('2-0');
});

test('what comes late weighs what it weighs by then, whatever was added meanwhile', () => {
  two.readings.add([['a', 10]], NOW + 6 * HOUR);
  two.share.take([{ machine: 'one', number: 1, at: NOW, counts: [['a', 8]] }], '1-0');
  expect(two.readings.of('a', NOW + 6 * HOUR)).toBeCloseTo(14, 9);
});

test('what waits for hours weighs less and less, and then nothing', () => {
  one.share.note([['a', 8]], NOW);
  expect(one.share.waiting(NOW + 12 * HOUR)).toBe(2);
  expect(one.share.batch(NOW + 72 * HOUR)).toBeNull();
  expect(batchOf(one, NOW + 12 * HOUR).counts).toEqual([['a', 2]]);
});

test('the stream is read on where it was left, by a machine of the same name', () => {
  const database = new DatabaseSync(':memory:');
  const before = openMachine('one', database);
  expect(before.share.position()).toBe(STREAM_START);
  before.share.note([['a', 1]], NOW);
  batchOf(before);
  before.share.take([{ machine: 'two', number: 7, at: NOW, counts: [['a', 1]] }], '7-0');
  const after = openMachine('another name', database);
  expect(after.share.position()).toBe('7-0');
  // Named after the host of "one", so that it is another machine, but for what is under way.
  expect(batchOf(after)).toMatchObject({ machine: 'one', number: 1 });
  after.share.sent();
  after.share.note([['a', 1]], NOW);
  expect(batchOf(after)).toMatchObject({ machine: 'another name', number: 1 });
});

test('so many articles wait at most, those that are read most', () => {
  const counts = Array.from({ length: 20_010 }, (_, nth) => [`story-${nth}`, nth + 1] as const);
  one.share.note(counts, NOW);
  const batch = batchOf(one);
  expect(batch.counts).toHaveLength(20_000);
  expect(batch.counts[0]).toEqual(['story-20009', 20_010]);
});

test('all that is known goes into another file', () => {
  one.share.note([['a', 2]], NOW);
  batchOf(one);
  one.share.note([['b', 3]], NOW);
  one.share.take([{ machine: 'two', number: 7, at: NOW, counts: [['a', 1]] }], '7-0');
  const other = openMachine('x');
  other.share.putAll(one.share.takeAll());
  expect(other.share.takeAll()).toEqual(one.share.takeAll());
  expect(batchOf(other)).toEqual(batchOf(one));
});
