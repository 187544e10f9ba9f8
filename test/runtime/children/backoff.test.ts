import { expect, test } from 'vitest';
import { createBackoff } from '../../../src/runtime/children/backoff.ts';

test('a wait doubles up to the longest, and begins again after a success', () => {
  const backoff = createBackoff(1_000, 6_000);
  expect([1, 2, 3, 4, 5].map(() => backoff.next())).toEqual([1_000, 2_000, 4_000, 6_000, 6_000]);
  backoff.reset();
  expect(backoff.next()).toBe(1_000);
});
