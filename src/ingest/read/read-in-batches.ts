import type { ParseAnswer, ParseJob } from './parse-job.ts';
import type { ParsePool } from './parse-pool.ts';

/** What reading some files gave. */
export type ReadBatch = Omit<Extract<ParseAnswer, { readonly kind: 'read' }>, 'kind'>;

/** Files of one job: enough to make its cost count little, few enough to keep all threads busy. */
export const BATCH = 200;

/** A job that reads so many articles. */
export interface BatchJob {
  readonly job: ParseJob;
  readonly files: number;
}

/**
 * Reads many files through a pool and hands over each batch as it comes, in the order of the files. Only
 * few batches are under way at a time, so that memory does not grow with the archive. Waits for `take`
 * before the next. @throws what the pool or `take` threw first.
 */
export const readInBatches = (
  files: readonly string[],
  pool: ParsePool,
  options: ReadMode,
  take: TakeBatch,
): Promise<void> => runInBatches(readJobs(files, options), pool, take);

interface ReadMode {
  readonly mode: 'head' | 'full';
  readonly now: () => number;
}

type TakeBatch = (read: ReadBatch, done: number) => Promise<void> | void;

/** The jobs that read files, in their order. */
export function* readJobs(files: readonly string[], { mode, now }: ReadMode): Generator<BatchJob> {
  for (let next = 0; next < files.length; next += BATCH) {
    const batch = files.slice(next, next + BATCH);
    yield { job: { kind: 'read', files: batch, mode, now: now() }, files: batch.length };
  }
}

/** Runs such jobs as readInBatches does; each is made when its turn is near. */
export async function runInBatches(
  jobs: Iterable<BatchJob>,
  pool: ParsePool,
  take: TakeBatch,
): Promise<void> {
  const waiting = jobs[Symbol.iterator]();
  const ahead: { readonly read: Promise<ReadBatch>; readonly files: number }[] = [];
  let done = 0;
  const fill = (): void => {
    while (ahead.length < pool.width * 2) {
      const next = waiting.next();
      if (next.done === true) return;
      const read = runJob(next.value.job, pool);
      // Its failure is met in its turn; until then, or after that of another, nobody waits for it.
      read.catch(() => {});
      ahead.push({ read, files: next.value.files });
    }
  };
  fill();
  for (let first = ahead.shift(); first !== undefined; first = ahead.shift()) {
    const read = await first.read;
    done += first.files;
    fill();
    await take(read, done);
    fill();
  }
}

const NOTHING: ReadBatch = { reads: [], unjudged: [] };

async function runJob(job: ParseJob, pool: ParsePool): Promise<ReadBatch> {
  const answer = await pool.run(job);
  return answer.kind === 'read' ? answer : NOTHING;
}
