import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSettler, type SettledChange, type Settler } from '../../../src/ingest/watch/settle-events.ts';
import type { FileStamp } from '../../../src/ingest/watch/watch-look.ts';

const P = 'articles/a.md';

let clock: number;
let disk: Map<string, FileStamp>;
let published: Map<string, FileStamp>;
let delivered: (SettledChange & { at: number })[];
let settler: Settler;

beforeEach(() => {
  vi.useFakeTimers();
  clock = 1_000_000;
  vi.setSystemTime(clock);
  disk = new Map();
  published = new Map();
  delivered = [];
  settler = createSettler({
    now: () => Date.now(),
    look: (path) => {
      const stamp = disk.get(path);
      return stamp === undefined ? null : { kind: 'file', isMoved: false, ...stamp };
    },
    stampOf: (path) => published.get(path) ?? null,
    onDue: () => take(),
  });
});

afterEach(() => {
  settler.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const take = (): void => {
  delivered.push(...settler.collect().map((change) => ({ ...change, at: Date.now() - clock })));
};
const put = (sizeBytes: number, path = P): FileStamp => {
  const stamp = { mtimeMs: Date.now(), sizeBytes };
  disk.set(path, stamp);
  return stamp;
};
const event = (stamp: FileStamp | null, isWhole: boolean, path = P): void => {
  settler.note(path, stamp, isWhole, Date.now());
  take();
};
const summary = (): string[] => delivered.map(({ kind, isWhole, at }) => `${kind} ${isWhole} after ${at}`);

test('what came by rename does not wait; what was written in place waits for quiet', () => {
  event(put(100), true);
  expect(summary()).toEqual(['file true after 0']);
  event(put(100), false);
  vi.advanceTimersByTime(20);
  event(put(120), false);
  expect(settler.isWaiting(P)).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(summary()).toEqual(['file true after 0', 'file false after 50']);
  expect(settler.isWaiting(P)).toBe(false);
});

test.each([
  [0, 'file false after 500'],
  [74, 'file false after 500'],
  [75, 'file false after 30'],
])('of a file of 100 bytes, %i bytes are left', (sizeBytes, expected) => {
  published.set(P, { mtimeMs: 1, sizeBytes: 100 });
  event(put(sizeBytes), false);
  vi.advanceTimersByTime(1_000);
  expect(summary()).toEqual([expected]);
});

test('an empty file that was made is not whole', () => {
  event(put(0), true);
  vi.advanceTimersByTime(499);
  expect(summary()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(summary()).toEqual(['file false after 500']);
});

test('gone is told after two seconds, unless the file came back', () => {
  event(null, true);
  vi.advanceTimersByTime(1_999);
  event(put(100), true);
  vi.advanceTimersByTime(5_000);
  expect(summary()).toEqual(['file true after 1999']);
  disk.clear();
  event(null, true);
  vi.advanceTimersByTime(2_000);
  expect(delivered.at(-1)).toMatchObject({ kind: 'gone', at: 8_999, firstEventAt: clock + 6_999 });
});

test('a file that came back without an event is not gone', () => {
  event(null, true);
  put(100);
  vi.advanceTimersByTime(3_000);
  expect(delivered.map(({ kind }) => kind)).toEqual(['file']);
});

test('a write without an event is noticed before delivery', () => {
  event(put(100), false);
  vi.advanceTimersByTime(10);
  put(200);
  vi.advanceTimersByTime(1_000);
  expect(summary()).toEqual(['file false after 60']);
});

test('a file that is written without rest is delivered after five seconds, and again', () => {
  for (let i = 0; i < 1_100; i += 1) {
    event(put(100 + i), false);
    vi.advanceTimersByTime(10);
  }
  expect(delivered.map(({ firstEventAt, at }) => [firstEventAt - clock, at])).toEqual([
    [0, expect.closeTo(5_000, -2)],
    [expect.closeTo(5_000, -2), expect.closeTo(10_000, -2)],
  ]);
});

test('thousands of paths share one timer', () => {
  for (let i = 0; i < 5_000; i += 1) {
    const path = `articles/${i}.md`;
    settler.note(path, put(100, path), false, Date.now());
  }
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(30);
  expect(delivered).toHaveLength(5_000);
});

test('a file that was met is told if it differs from what is published, at once if it is old', () => {
  const stamp = put(100);
  published.set(P, stamp);
  settler.offer(P, stamp);
  settler.offer('articles/old.md', { mtimeMs: Date.now() - 30, sizeBytes: 5 });
  const fresh = put(7, 'articles/fresh.md');
  settler.offer('articles/fresh.md', fresh);
  take();
  expect(delivered.map(({ path }) => path)).toEqual(['articles/old.md']);
  vi.advanceTimersByTime(30);
  expect(delivered.map(({ path }) => path)).toEqual(['articles/old.md', 'articles/fresh.md']);
});

test('a published file that comes back as it was is no change', () => {
  const stamp = put(100);
  published.set(P, stamp);
  event(null, true);
  settler.offer(P, stamp);
  vi.advanceTimersByTime(5_000);
  expect(delivered).toEqual([]);
});

test('a clock that is set back a day holds nothing up', () => {
  event(put(100), false);
  event(put(100, 'articles/b.md'), false, 'articles/b.md');
  vi.setSystemTime(clock - 86_400_000);
  event(put(100, 'articles/c.md'), false, 'articles/c.md');
  vi.advanceTimersByTime(5_000);
  expect(delivered.map(({ path }) => path)).toEqual([P, 'articles/b.md', 'articles/c.md']);
});
