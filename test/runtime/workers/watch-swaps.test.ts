import { beforeEach, expect, test } from 'vitest';
import { type SwapMember, type SwapWatch, watchSwaps } from '../../../src/runtime/workers/watch-swaps.ts';

let told: number[];
let swaps: SwapWatch;
let one: SwapMember;
let other: SwapMember;
beforeEach(() => {
  told = [];
  swaps = watchSwaps((version) => void told.push(version));
  one = swaps.join();
  other = swaps.join();
  one.dropped(1);
  other.dropped(1);
  expect(told).toEqual([1]);
});

test('a version is swapped when the last worker has dropped it', () => {
  one.dropped(2);
  one.dropped(3);
  expect(told).toEqual([1]);
  other.dropped(2);
  expect(told).toEqual([1, 2]);
  other.dropped(3);
  expect(told).toEqual([1, 2, 3]);
});

test('one that has ended is not waited for, and one that starts is not before it has pages', () => {
  swaps.join();
  one.dropped(2);
  other.left();
  expect(told).toEqual([1, 2]);
  const late = swaps.join();
  one.dropped(3);
  late.dropped(3);
  one.dropped(4);
  late.dropped(4);
  expect(told).toEqual([1, 2, 3, 4]);
});

test('nobody has swapped where nobody serves', () => {
  one.left();
  other.left();
  expect(told).toEqual([1]);
});

test('another catalog counts from the beginning', () => {
  one.dropped(9);
  other.dropped(9);
  swaps.reset();
  one.dropped(2);
  expect(told).toEqual([1, 9, 2]);
  other.dropped(2);
  one.dropped(3);
  expect(told).toEqual([1, 9, 2]);
  other.dropped(3);
  expect(told).toEqual([1, 9, 2, 3]);
});
