import { describe, expect, test } from 'vitest';
import type { FeedState } from '../../../src/partners/poll/feed-state.ts';
import type { PollResult } from '../../../src/partners/poll/poll-feed.ts';
import { nextFeedState } from '../../../src/partners/poll/next-feed-state.ts';
import { failed, fetched, HOUR, item, MINUTE, state, unchanged } from '../feeds.ts';

const NOW = 1_800_000_000_000;
const settle = (before: FeedState, result: PollResult, random = 0): FeedState =>
  nextFeedState(before, result, { now: NOW, random });
/** How long until the next fetch, in minutes. */
const wait = (before: FeedState, result: PollResult, random = 0): number =>
  (settle(before, result, random).nextAt - NOW) / MINUTE;
const caching = (freshMs: number | null, retryMs: number | null = null) => ({
  caching: {
    freshUntil: freshMs === null ? null : NOW + freshMs,
    retryAt: retryMs === null ? null : NOW + retryMs,
  },
});
const ttl = (ttlMs: number) => ({ read: { items: [], ttlMs, bytes: 1 } });

describe('a good fetch', () => {
  test('is kept with its validators', () => {
    const result = fetched(['A'], { etag: '"1"', lastModified: 'Mon', movedTo: 'https://b.test/' });
    expect(settle(state({ failures: 3, state: 'failing', trouble: failed() }), result)).toEqual(
      state({
        state: 'ok',
        movedTo: 'https://b.test/',
        etag: '"1"',
        lastModified: 'Mon',
        items: [item('A')],
        goodAt: NOW,
        triedAt: NOW,
        nextAt: NOW + 15 * MINUTE,
      }),
    );
  });

  test('that found nothing new keeps what the last one brought', () => {
    const before = state({ items: [item('A')], movedTo: 'https://b.test/', ttlMs: HOUR });
    const after = settle(before, unchanged({ etag: '"1"' }));
    expect(after).toMatchObject({ state: 'ok', items: [item('A')], movedTo: 'https://b.test/', etag: '"1"' });
    expect(after.nextAt).toBe(NOW + HOUR);
  });

  test.each([
    ['nobody says when', {}, 15],
    ['it is fresh for an hour', caching(HOUR), 60],
    ['it is fresh for a minute', caching(MINUTE), 5],
    ['it is stale at once', caching(-MINUTE), 15],
    ['it is fresh for a year', caching(8760 * HOUR), 1440],
    ['it has a ttl', ttl(2 * HOUR), 120],
    ['it has a ttl of a second', ttl(1_000), 5],
    ['it has both', { ...caching(HOUR), ...ttl(2 * HOUR) }, 60],
    ['the server names a moment', { ...caching(HOUR, 30 * MINUTE), ...ttl(2 * HOUR) }, 30],
  ])('is followed by another: %s', (_name, given, minutes) => {
    expect(wait(state(), fetched(['A'], given))).toBe(minutes);
  });

  test('feeds do not come all at once, and never later than after a day', () => {
    expect(wait(state(), fetched(['A']), 0.5)).toBe(15.75);
    expect(wait(state(), fetched(['A'], caching(100 * HOUR)), 0.99)).toBe(1440);
  });
});

describe('a failure', () => {
  test('keeps what was good and says what is wrong', () => {
    const before = state({ state: 'ok', items: [item('A')], goodAt: 5, etag: '"1"' });
    expect(settle(before, failed())).toMatchObject({
      state: 'failing',
      items: [item('A')],
      goodAt: 5,
      etag: '"1"',
      triedAt: NOW,
      failures: 1,
      trouble: { code: 'server-error', message: 'The server answered 500.', hint: 'Wait.', status: 500 },
    });
  });

  test('in a row: waits double, then the feed rests, with one trial after each rest', () => {
    let one = state();
    const waits: unknown[] = [];
    for (let nth = 0; nth < 9; nth += 1) {
      one = settle(one, failed());
      waits.push([one.state, (one.nextAt - NOW) / MINUTE]);
    }
    expect(waits).toEqual([
      ['failing', 5],
      ['failing', 10],
      ['failing', 20],
      ['failing', 40],
      ['resting', 360],
      ['resting', 720],
      ['resting', 1440],
      ['resting', 1440],
      ['resting', 1440],
    ]);
    expect(settle(one, fetched(['A']))).toMatchObject({ state: 'ok', failures: 0, trouble: null });
  });

  test('the server may ask for more patience, not for less, and not for more than a day', () => {
    expect(wait(state(), failed({ retryAt: NOW + HOUR }))).toBe(60);
    expect(wait(state(), failed({ retryAt: NOW + 1 }))).toBe(5);
    expect(wait(state(), failed({ retryAt: NOW + 100 * HOUR }))).toBe(1440);
  });

  test('where it moved to: its own address is tried next', () => {
    expect(settle(state({ movedTo: 'https://b.test/' }), failed()).movedTo).toBeNull();
  });
});

describe('410', () => {
  test('gives the feed up for a day', () => {
    const after = settle(state({ items: [item('A')] }), { kind: 'gone' });
    expect(after).toMatchObject({ state: 'gone', items: [item('A')], trouble: { status: 410 } });
    expect(after.nextAt).toBe(NOW + 24 * HOUR);
  });

  test('at the address that it had moved to is a failure of that address', () => {
    const after = settle(state({ movedTo: 'https://b.test/' }), { kind: 'gone' });
    expect(after).toMatchObject({ state: 'failing', movedTo: null, nextAt: NOW + 5 * MINUTE });
  });
});

test('a machine that was too busy is told, and neither counted nor held against the feed', () => {
  const busy = failed({ code: 'machine-busy', retryAt: null });
  const before = state({ state: 'ok', failures: 0, items: [item('A')], movedTo: 'https://b.test/' });
  const after = settle(before, busy);
  expect(after).toMatchObject({
    ...before,
    triedAt: NOW,
    nextAt: NOW + 5 * MINUTE,
    trouble: { code: 'machine-busy' },
  });
  expect(settle(state({ state: 'failing', failures: 4 }), busy)).toMatchObject({
    state: 'failing',
    failures: 4,
  });
});
