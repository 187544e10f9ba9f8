import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSwapGate, type SwapGate } from '../../../src/runtime/ingest/swap-gate.ts';

let gate: SwapGate;
let done: string[];
const hold = (version: number, name: string): void => gate.hold(version, () => void done.push(name));
beforeEach(() => {
  vi.useFakeTimers();
  gate = createSwapGate(1_000);
  done = [];
});
afterEach(() => {
  vi.useRealTimers();
});

test('what follows a publish waits until everybody has swapped, in the order of publishes', () => {
  hold(2, 'a');
  hold(3, 'b');
  hold(4, 'c');
  expect(done).toEqual([]);
  gate.swapped(3);
  expect(done).toEqual(['a', 'b']);
  gate.swapped(4);
  gate.swapped(4);
  expect(done).toEqual(['a', 'b', 'c']);
  vi.advanceTimersByTime(60_000);
  expect(done).toHaveLength(3);
});

test('who does not swap holds it up for a second, and it is done once more when he has', () => {
  hold(2, 'a');
  vi.advanceTimersByTime(999);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(done).toEqual(['a']);
  hold(3, 'b');
  gate.swapped(3);
  expect(done).toEqual(['a', 'a', 'b']);
  gate.swapped(4);
  expect(done).toHaveLength(3);
});

test('the end lets through what waits, and not what went through', () => {
  hold(2, 'a');
  vi.advanceTimersByTime(1_000);
  hold(3, 'b');
  gate.close();
  expect(done).toEqual(['a', 'b']);
  vi.advanceTimersByTime(60_000);
  expect(done).toHaveLength(2);
});

test('of those who never swap no more is remembered than a bound', () => {
  for (let version = 1; version <= 3_000; version += 1) hold(version, String(version));
  vi.advanceTimersByTime(1_000);
  expect(done).toHaveLength(3_000);
  gate.swapped(3_000);
  expect(done).toHaveLength(4_000);
  expect(done.at(-1)).toBe('3000');
});
