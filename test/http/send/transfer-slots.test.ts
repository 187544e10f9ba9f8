import { expect, test } from 'vitest';
import { createTransferSlots } from '../../../src/http/send/transfer-slots.ts';

test('there are so many places, and one that is given back is free again', () => {
  const slots = createTransferSlots(1);
  const first = slots.take('a');
  expect(slots.take('a')).toBeNull();
  expect(slots.take('b')).toBeNull();
  first?.[Symbol.dispose]();
  first?.[Symbol.dispose]();
  expect(slots.take('b')).not.toBeNull();
  expect(slots.take('a')).toBeNull();
});

test('who has most loses the newest to one who has fewer', () => {
  const slots = createTransferSlots(4);
  const held = [1, 2, 3, 4].map(() => slots.take('a'));
  const other = slots.take('b');
  expect(other).not.toBeNull();
  expect(held.map((slot) => slot?.signal.aborted)).toEqual([false, false, false, true]);
  // What was taken away is not given back a second time.
  held[3]?.[Symbol.dispose]();
  expect(slots.take('b')).not.toBeNull();
  expect(held.map((slot) => slot?.signal.aborted)).toEqual([false, false, true, true]);
  expect(slots.take('b')).toBeNull();
  expect(slots.take('c')).not.toBeNull();
  expect(other?.signal.aborted).toBe(false);
});
