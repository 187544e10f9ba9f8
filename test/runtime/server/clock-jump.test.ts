import { expect, test } from 'vitest';
import { clockJump } from '../../../src/runtime/server/clock-jump.ts';

test('a clock that is set is told from one that goes on, or from a program that slept', () => {
  let wall = 1_000_000;
  let steady = 5;
  const jump = clockJump(
    () => wall,
    () => steady,
  );
  const pass = (ms: number, set = 0): number => {
    steady += ms;
    wall += ms + set;
    return jump();
  };
  expect(pass(500)).toBe(0);
  expect(pass(60_000)).toBe(0);
  expect(pass(500, 20)).toBe(0);
  expect(pass(500, -86_400_000)).toBe(-86_400_000);
  expect(pass(500)).toBe(0);
  expect(pass(500, 86_400_000)).toBe(86_400_000);
});
