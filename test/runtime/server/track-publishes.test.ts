import { beforeEach, expect, test } from 'vitest';
import { trackPublishes, type PublishTracker } from '../../../src/runtime/server/track-publishes.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

let done: string[];
let warned: Record<string, unknown>[];
let follower: PublishTracker;

beforeEach(() => {
  done = [];
  warned = [];
  follower = trackPublishes({
    version: 5,
    drop: (keys) => void done.push(`drop ${keys.join(' ')}`),
    clear: () => void done.push('clear'),
    log: createLogger({
      level: 'warn',
      destination: { write: (line) => void warned.push(JSON.parse(line)) },
    }),
  });
});

test('the next version drops its pages', () => {
  follower.published(6, ['a', 'b']);
  follower.published(7, ['c']);
  expect(done).toEqual(['drop a b', 'drop c']);
  expect(warned).toEqual([]);
});

test('a version that the catalog held when it was opened drops its pages and changes nothing else', () => {
  follower.published(4, ['a']);
  follower.published(5, ['b']);
  follower.published(6, ['c']);
  expect(done).toEqual(['drop a', 'drop b', 'drop c']);
  expect(warned).toEqual([]);
});

test('a gap drops everything, once, with a warning', () => {
  follower.published(8, ['a']);
  follower.published(9, ['b']);
  expect(done).toEqual(['clear', 'drop b']);
  expect(warned).toMatchObject([{ from: 5, to: 8 }]);
});

test('a message that is under way in one look is waited for until the next', () => {
  follower.check(5);
  follower.check(6);
  follower.published(6, ['a']);
  follower.check(6);
  follower.check(7);
  follower.published(7, ['b']);
  follower.check(8);
  expect(done).toEqual(['drop a', 'drop b']);
  expect(warned).toEqual([]);
});

test('a version that was not told from one look to the next drops everything', () => {
  follower.check(6);
  follower.check(6);
  expect(done).toEqual(['clear']);
  follower.check(6);
  follower.published(7, ['a']);
  expect(done).toEqual(['clear', 'drop a']);
});

test('under a steady stream of publishes, one that is lost is noticed at the next look', () => {
  follower.check(6);
  follower.check(9);
  expect(done).toEqual(['clear']);
  // Late, and told already.
  follower.published(8, ['a']);
  follower.published(9, ['b']);
  follower.check(9);
  expect(done).toEqual(['clear', 'drop a', 'drop b']);
});
