import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ParsePool } from '../../../src/ingest/read/parse-pool.ts';
import { readInBatches } from '../../../src/ingest/read/read-in-batches.ts';

const FILES = Array.from({ length: 1_000 }, (_, number) => `articles/${number}.md`);
const OPTIONS = { mode: 'head', now: () => 0 } as const;

function pool(run: ParsePool['run']): ParsePool {
  return { width: 4, run, close: async () => {} };
}

test('a pool that fails is met once, however many batches are under way', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  const failing = pool(() => Promise.reject(new Error('a thread ended')));
  await expect(readInBatches(FILES, failing, OPTIONS, () => {})).rejects.toThrow('a thread ended');
  await nextTurn();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

test('the next batch waits until the one before is taken', async () => {
  const steps: string[] = [];
  await readInBatches(
    FILES,
    pool(async () => ({ kind: 'read', reads: [], unjudged: [] })),
    OPTIONS,
    async (_, done) => {
      steps.push(`takes ${done}`);
      await nextTurn();
      steps.push(`took ${done}`);
    },
  );
  expect(steps).toEqual([200, 400, 600, 800, 1_000].flatMap((done) => [`takes ${done}`, `took ${done}`]));
});
