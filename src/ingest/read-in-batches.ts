import type { ParseAnswer } from './parse-job.ts';
import type { ParsePool } from './parse-pool.ts';

/** What reading some files gave. */
export type ReadBatch = Omit<Extract<ParseAnswer, { readonly kind: 'read' }>, 'kind'>;

/** Files of one job: enough to make its cost count little, few enough to keep all threads busy. */
const BATCH = 200;

/**
 * Reads many files through a pool and hands over each batch as it comes, in the order of the files. Only
 * few batches are under way at a time, so that memory does not grow with the archive. Waits for `take`
 * before the next. @throws what the pool or `take` threw first.
 */
export async function readInBatches(
  files: readonly string[],
  pool: ParsePool,
  options: { readonly mode: 'head' | 'full'; readonly now: () => number },
  take: (read: ReadBatch, done: number) => Promise<void> | void,
): Promise<void> {
  const ahead: Promise<ReadBatch>[] = [];
  let next = 0;
  let done = 0;
  const fill = (): void => {
    while (next < files.length && ahead.length < pool.width * 2) {
      const batch = files.slice(next, next + BATCH);
      next += BATCH;
      const read = readBatch(batch, pool, options.mode, options.now());
      // Its failure is met in its turn; until then, or after that of another, nobody waits for it.
      read.catch(() => {});
      ahead.push(read);
    }
  };
  for (fill(); ahead.length > 0; fill()) {
    const read = (await ahead.shift()) ?? NOTHING;
    done += BATCH;
    fill();
    await take(read, Math.min(done, files.length));
  }
}

const NOTHING: ReadBatch = { reads: [], unjudged: [] };

async function readBatch(
  files: readonly string[],
  pool: ParsePool,
  mode: 'head' | 'full',
  now: number,
): Promise<ReadBatch> {
  const answer = await pool.run({ kind: 'read', files, mode, now });
  return answer.kind === 'read' ? answer : NOTHING;
}
