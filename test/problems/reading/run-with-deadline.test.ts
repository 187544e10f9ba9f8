import { expect, test } from 'vitest';
import { MachineBusyError } from '../../../src/problems/machine-busy-error.ts';
import { runForAWhile, runWithDeadline } from '../../../src/problems/reading/run-with-deadline.ts';

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
});

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

const wait = new Int32Array(new SharedArrayBuffer(4));
/** Has the thread wait as one does that other programs keep from the processor. */
const starve = (ms: number): void => void Atomics.wait(wait, 0, 0, ms);

test('work that other programs keep from the processor is not called slow, and its time is bounded', () => {
  let tries = 0;
  const begun = performance.now();
  const starved = () => {
    tries += 1;
    for (;;) starve(20);
  };
  expect(() => runWithDeadline(starved, 100)).toThrow(MachineBusyError);
  expect(performance.now() - begun).toBeGreaterThan(4_000);
  // Where no time was got, the second try is the longest there is; waking up takes some on a busy machine.
  expect([2, 3]).toContain(tries);
  expect(runWithDeadline(() => 1, 1000)).toEqual({ kind: 'done', result: 1 });
});

test('work that was kept from the processor at first is done with the next try', () => {
  let tries = 0;
  const work = () => {
    tries += 1;
    while (tries === 1) starve(1);
    return tries;
  };
  expect(runWithDeadline(work, 50)).toEqual({ kind: 'done', result: 2 });
});

test('each try is at least twice as long, and there are four', () => {
  const lengths: number[] = [];
  let begun = 0;
  let used = 0;
  const meter = () => {
    if (begun > 0) {
      lengths.push(performance.now() - begun);
      begun = 0;
      used += 19;
    } else begun = performance.now();
    return used;
  };
  const endless = () => {
    for (;;);
  };
  expect(() => runWithDeadline(endless, 20, meter)).toThrow(/gave 19 of 20 ms/);
  expect(lengths).toHaveLength(4);
  [25, 50, 100, 200].forEach((least, nth) => {
    expect(lengths[nth]).toBeGreaterThanOrEqual(least - 1);
  });
});

test('work that got all its time in a later try and did not end is too slow', () => {
  const times = [0, 10, 10, 30];
  const endless = () => {
    for (;;);
  };
  expect(runWithDeadline(endless, 20, () => times.shift() ?? 0)).toEqual({ kind: 'too-slow' });
  expect(times).toEqual([]);
});

test('work that ends is never asked how long it took', () => {
  let asked = 0;
  runWithDeadline(
    () => 1,
    1000,
    () => ++asked,
  );
  expect(asked).toBe(1);
});

test('running for a while tells whether the work came to its end, and judges nothing', () => {
  const endless = () => {
    for (;;);
  };
  expect(runForAWhile(() => {}, 1000)).toBe(true);
  expect(runForAWhile(endless, 20)).toBe(false);
  const failing = () => {
    throw new Error('x');
  };
  expect(runForAWhile(failing, 1000)).toBe(false);
});
