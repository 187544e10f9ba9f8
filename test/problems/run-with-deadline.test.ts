import { expect, test } from 'vitest';
import { runWithDeadline } from '../../src/problems/run-with-deadline.ts';

test('work that ends gives its result, whatever it is', () => {
  expect(runWithDeadline(() => 42, 1000)).toEqual({ kind: 'done', result: 42 });
  expect(runWithDeadline(() => undefined, 1000)).toEqual({ kind: 'done', result: undefined });
});

test('loops and regular expressions without end are stopped', () => {
  const started = performance.now();
  expect(
    runWithDeadline(() => {
      for (;;);
    }, 50),
  ).toEqual({ kind: 'too-slow' });
  expect(runWithDeadline(() => /^(?:a+)+$/.test(`${'a'.repeat(50)}b`), 50)).toEqual({ kind: 'too-slow' });
  expect(performance.now() - started).toBeLessThan(2000);
  expect(runWithDeadline(() => 1, 1000)).toEqual({ kind: 'done', result: 1 });
});

test('errors come back, the stack’s overflow among them', () => {
  const overflow = (): number => overflow() + 1;
  expect(runWithDeadline(overflow, 1000)).toMatchObject({ kind: 'failed', error: expect.any(RangeError) });
});
