import type { FileRead } from '../catalog/file-read.ts';
import type { ParsePool } from './parse-pool.ts';

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
  take: (reads: readonly FileRead[], done: number) => Promise<void> | void,
): Promise<void> {
  const ahead: Promise<readonly FileRead[]>[] = [];
  let next = 0;
  let done = 0;
  const fill = (): void => {
    while (next < files.length && ahead.length < pool.width * 2) {
      const batch = files.slice(next, next + BATCH);
      next += BATCH;
      const reads = readBatch(batch, pool, options.mode, options.now());
      // Its failure is met in its turn; until then, or after that of another, nobody waits for it.
      reads.catch(() => {});
      ahead.push(reads);
    }
  };
  for (fill(); ahead.length > 0; fill()) {
    const reads = (await ahead.shift()) ?? [];
    done += BATCH;
    fill();
    await take(reads, Math.min(done, files.length));
  }
}

async function readBatch(
  files: readonly string[],
  pool: ParsePool,
  mode: 'head' | 'full',
  now: number,
): Promise<readonly FileRead[]> {
  const answer = await pool.run({ kind: 'read', files, mode, now });
  return answer.kind === 'read' ? answer.reads : [];
}
