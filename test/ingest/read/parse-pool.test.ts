import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Site } from '../../../src/config/site.ts';
import type { ParseJob } from '../../../src/ingest/read/parse-job.ts';
import { type ParsePool, threadPool } from '../../../src/ingest/read/parse-pool.ts';

let pool: ParsePool;
beforeEach(() => {
  pool = threadPool({ contentDir: '/', site: {} as Site }, 1);
});
afterEach(() => pool.close());

const good: ParseJob = { kind: 'inspect', texts: [] };
/** What no caller sends: the thread fails at it. */
const bad = { kind: 'inspect' } as unknown as ParseJob;

test('a job that a thread can do is answered', async () => {
  expect(await pool.run(good)).toEqual({ kind: 'inspect', inspected: [], unjudged: 0, words: [] });
});

test('a thread that fails rejects what it had and what it gets, and the pool closes', async () => {
  const had = [pool.run(bad), pool.run(good)].map((job) => expect(job).rejects.toThrow(TypeError));
  await Promise.all(had);
  await expect(pool.run(good)).rejects.toThrow(TypeError);
  await pool.close();
});
