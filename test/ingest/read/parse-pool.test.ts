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

test('a thread that fails at a job rejects it; the jobs behind it and later ones have another', async () => {
  const [failed, behind] = [pool.run(bad), pool.run(good)];
  await expect(failed).rejects.toThrow(TypeError);
  expect(await behind).toMatchObject({ kind: 'inspect' });
  expect(await pool.run(good)).toMatchObject({ kind: 'inspect' });
});

test('closing rejects what is under way and what comes after', async () => {
  const under = expect(pool.run(good)).rejects.toThrow('closed');
  await pool.close();
  await under;
  await expect(pool.run(good)).rejects.toThrow('closed');
});
