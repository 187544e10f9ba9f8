import { expect, test } from 'vitest';
import { createSlicedQueue, type Work } from '../../../src/ingest/watch/watch-slices.ts';

/** A queue whose slices have no end. */
const openQueue = () =>
  createSlicedQueue(
    () => 0,
    10,
    () => {},
  );

function* fails(): Work {
  yield;
  throw new Error('the disk is gone');
}

test('work that throws rejects, and the work behind it is done', async () => {
  const queue = openQueue();
  const steps: string[] = [];
  const failed = queue.add('a', fails);
  const done = queue.add('b', function* () {
    steps.push('one');
    yield;
    steps.push('two');
  });
  await expect(failed).rejects.toThrow('the disk is gone');
  await done;
  expect(steps).toEqual(['one', 'two']);
});

test('work that nobody waits for may throw', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', note);
  try {
    const queue = openQueue();
    void queue.add('a', fails);
    await queue.add('b', function* () {});
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});
