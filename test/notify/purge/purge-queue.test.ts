import { beforeEach, expect, test } from 'vitest';
import { createPurgeQueue, EVERYTHING, type PurgeQueue } from '../../../src/notify/purge/purge-queue.ts';

const LIMITS = { mostTags: 100, mostBytes: 1_000 };
let now: number;
let queue: PurgeQueue;
beforeEach(() => {
  now = 0.5;
  queue = createPurgeQueue(() => now, 5);
});
const take = () => queue.take(LIMITS)?.tags ?? null;
const send = () => {
  const tags = take();
  return { tags, gone: queue.arrived() };
};

test('a tag is purged at once, and once more 2 s after pages were dropped', () => {
  expect(queue.add(['a', 'b'])).toEqual(['a', 'b']);
  expect(queue.nextDue()).toBe(0.5);
  expect(send()).toEqual({ tags: ['a', 'b'], gone: [] });
  expect([queue.nextDue(), take(), queue.waiting()]).toEqual([2_000.5, null, 0]);
  now = 2_000.5;
  expect(queue.take(LIMITS)).toEqual({ tags: ['a', 'b'], isAgain: true });
  expect(queue.arrived()).toEqual(['a', 'b']);
  expect(queue.nextDue()).toBeNull();
});

test('one that could not be sent for 2 s is sent once', () => {
  queue.add(['a']);
  expect(queue.take(LIMITS)).toEqual({ tags: ['a'], isAgain: false });
  queue.failed();
  now = 2_500;
  expect(queue.waiting()).toBe(1);
  expect(send()).toEqual({ tags: ['a'], gone: ['a'] });
});

test('one that is added again goes at once again, and its 2 s begin anew', () => {
  queue.add(['a']);
  send();
  now = 1_500;
  expect(queue.add(['a', 'b'])).toEqual(['b']);
  expect(send()).toEqual({ tags: ['a', 'b'], gone: [] });
  now = 2_100;
  expect(take()).toBeNull();
  now = 3_500;
  expect(send().gone).toEqual(['a', 'b']);
});

test('what is added while a request is under way is not taken to be in it', () => {
  queue.add(['a']);
  now = 2_600;
  take();
  queue.add(['a']);
  expect(queue.arrived()).toEqual([]);
  expect(queue.isPurgedOnce(now)).toBe(false);
  expect(send().tags).toEqual(['a']);
  expect(queue.isPurgedOnce(now)).toBe(true);
});

test('a request brings as much as it can hold, what waited longest first', () => {
  queue.add(['a', 'b']);
  now = 1;
  queue.add(['c', 'd']);
  expect(queue.take({ mostTags: 3, mostBytes: 1_000 })?.tags).toEqual(['a', 'b', 'c']);
  queue.arrived();
  expect(take()).toEqual(['d']);
  queue.arrived();
  now = 5_000;
  expect(queue.take({ mostTags: 100, mostBytes: 4 })?.tags).toEqual(['a', 'b']);
  queue.arrived();
  expect(queue.take({ mostTags: 100, mostBytes: 0 })?.tags).toEqual(['c']);
});

test('with more than it holds, everything is purged in their place', () => {
  queue.add(['a']);
  expect(queue.add(['b', 'c', 'd', 'e', 'f'])).toEqual([EVERYTHING]);
  expect(queue.tags()).toEqual([EVERYTHING]);
  expect(send().tags).toEqual([EVERYTHING]);
  now = 2_001;
  expect(send().gone).toEqual([EVERYTHING]);
});

test('what is added while everything waits is purged with it, and 2 s after it', () => {
  queue.addEverything();
  now = 700;
  expect(queue.add(['a'])).toEqual([]);
  expect(queue.tags()).toEqual([EVERYTHING]);
  send();
  expect(queue.nextDue()).toBe(2_700);
});

test('behind the first purge of everything, tags go by themselves', () => {
  queue.addEverything();
  take();
  queue.add(['under way']);
  queue.arrived();
  expect(send().tags).toEqual(['under way']);
  queue.add(['behind']);
  expect(send().tags).toEqual(['behind']);
});

test('everything twice within 2 s is not purged more often than that', () => {
  queue.addEverything();
  send();
  now = 300;
  expect(queue.addEverything()).toBe(false);
  expect(queue.nextDue()).toBe(2_000.5);
  now = 2_001;
  expect(send().gone).toEqual([]);
  expect(queue.nextDue()).toBe(2_300);
  now = 2_300;
  expect(send().gone).toEqual([EVERYTHING]);
});
