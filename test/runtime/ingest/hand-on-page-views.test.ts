import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PageViewCounts } from '../../../src/domain/page-views.ts';
import { handOnPageViews } from '../../../src/runtime/ingest/hand-on-page-views.ts';
import { createPageViewTally } from '../../../src/runtime/ingest/page-view-tally.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('what was counted is handed on every five seconds, and what is left at the end', () => {
  const tally = createPageViewTally();
  const given: PageViewCounts[] = [];
  const end = handOnPageViews(tally.take, (counts) => void given.push(counts));
  tally.add([['a', 1]]);
  vi.advanceTimersByTime(4_999);
  expect(given).toEqual([]);
  tally.add([['a', 2]]);
  vi.advanceTimersByTime(1);
  expect(given).toEqual([[['a', 3]]]);
  vi.advanceTimersByTime(60_000);
  expect(given).toHaveLength(1);
  tally.add([['b', 4]]);
  end();
  expect(given).toEqual([[['a', 3]], [['b', 4]]]);
  tally.add([['b', 4]]);
  vi.advanceTimersByTime(60_000);
  expect(given).toHaveLength(2);
});

test('a tally adds up, begins anew when it is taken, and does not grow for ever', () => {
  const tally = createPageViewTally(2);
  tally.add([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  tally.add([
    ['c', 3],
    ['a', 10],
  ]);
  expect(tally.take()).toEqual([
    ['a', 11],
    ['b', 2],
  ]);
  expect(tally.take()).toEqual([]);
  tally.add([['c', 3]]);
  expect(tally.take()).toEqual([['c', 3]]);
});
