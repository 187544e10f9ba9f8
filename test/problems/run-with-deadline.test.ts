import { expect, test } from 'vitest';
import { runWithDeadline } from '../../src/problems/run-with-deadline.ts';

test('work that ends gives its result, whatever it is', () => {
  expect(runWithDeadline(() => 42, 1000)).toEqual({ kind: 'done', result: 42 });
  expect(runWithDeadline(() => undefined, 1000)).toEqual({ kind: 'done', result: undefined });
});

test('loops and regular expressions without end are stopped', () => {
  expect(
    runWithDeadline(() => {
      for (;;);
    }, 50),
  ).toEqual({ kind: 'too-slow' });
  expect(runWithDeadline(() => /^(?:a+)+$/.test(`${'a'.repeat(50)}b`), 50)).toEqual({ kind: 'too-slow' });
  expect(runWithDeadline(() => 1, 1000)).toEqual({ kind: 'done', result: 1 });
});

test('errors come back, the stack’s overflow among them', () => {
  const overflow = (): number => overflow() + 1;
  expect(runWithDeadline(overflow, 1000)).toMatchObject({ kind: 'failed', error: expect.any(RangeError) });
});

/** Were the inner limit of a minute to govern, Vitest would end the test before. */
test('inside a deadline work runs at once, and the outer limit alone governs', () => {
  const inner = (limitMs: number) =>
    runWithDeadline(() => {
      for (;;);
    }, limitMs);
  expect(runWithDeadline(() => inner(60_000), 50)).toEqual({ kind: 'too-slow' });
  expect(runWithDeadline(() => runWithDeadline(() => 42, 1), 1000)).toEqual({
    kind: 'done',
    result: { kind: 'done', result: 42 },
  });
  const failing = () => {
    throw new RangeError('x');
  };
  expect(runWithDeadline(() => runWithDeadline(failing, 1), 1000)).toMatchObject({
    result: { kind: 'failed', error: expect.any(RangeError) },
  });
  expect(inner(50)).toEqual({ kind: 'too-slow' });
}, 20_000);

test('whatever is thrown comes back as an error', () => {
  for (const thrown of [undefined, null, 'text']) {
    const throwing = () => {
      throw thrown;
    };
    expect(runWithDeadline(throwing, 1000)).toMatchObject({
      kind: 'failed',
      error: { message: String(thrown) },
    });
  }
});
