import { expect, test } from 'vitest';
import { firstIndex } from '../../src/problems/first-index.ts';

test.each([0, 1, 2, 7, 8])('the first of %i that holds is found, wherever it is', (length) => {
  for (let first = 0; first <= length; first += 1) {
    expect(firstIndex(length, (index) => index >= first)).toBe(first);
  }
});
