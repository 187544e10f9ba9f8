import { expect, test } from 'vitest';
import { splitRows } from '../../../src/pages/front/split-rows.ts';

const lengths = (count: number, most: number): number[] =>
  splitRows(
    Array.from({ length: count }, (_, index) => index),
    most,
  ).map((row) => row.length);

test.each([
  [0, 3, []],
  [1, 3, [1]],
  [3, 3, [3]],
  [4, 3, [2, 2]],
  [5, 3, [3, 2]],
  [7, 3, [3, 2, 2]],
  [5, 4, [3, 2]],
  [9, 4, [3, 3, 3]],
])('%i in rows of at most %i stand as %j', (count, most, rows) => {
  expect(lengths(count, most)).toEqual(rows);
});

test('their order stays', () => {
  expect(splitRows(['a', 'b', 'c', 'd'], 3)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});
