import { Worker } from 'node:worker_threads';
import { doParseJob, type ParseAnswer, type ParseContext, type ParseJob } from './parse-job.ts';

/** From so many files on, starting threads is worth their while. */
export const MANY = 1_500;

/** Does parse jobs, on this thread or others. */
export interface ParsePool {
  /** How many jobs it can take at a time. */
  readonly width: number;
  run(job: ParseJob): Promise<ParseAnswer>;
  /** Ends its threads; jobs under way are lost. */
  close(): Promise<void>;
}

/** Opens the pool that suits a number of files: threads for more than `many`, where there are several. */
export function poolFor(files: number, context: ParseContext, threads: number, many = MANY): ParsePool {
  return files > many && threads > 1 ? threadPool(context, threads) : localPool(context);
}

/** A pool for little work: the calling thread itself. */
export function localPool(context: ParseContext): ParsePool {
  return {
    width: 1,
    run: async (job) => doParseJob(job, context),
    close: async () => {},
  };
}

/**
 * A pool of threads for much work. Each takes one job after the other; `run` rejects where the thread
 * fails or has failed, which no content can cause.
 */
export function threadPool(context: ParseContext, width: number): ParsePool {
  const threads = Array.from({ length: width }, () => startThread(context));
  let turn = 0;
  return {
    width,
    run(job) {
      turn = (turn + 1) % threads.length;
      const least = threads.reduce(
        (best, thread) => (thread.waiting() < best.waiting() ? thread : best),
        threads[turn] as Thread,
      );
      return least.run(job);
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

interface Thread {
  readonly waiting: () => number;
  readonly run: (job: ParseJob) => Promise<ParseAnswer>;
  readonly close: () => Promise<unknown>;
}

/** Room for short-lived objects, of which parsing makes many; the threads do not live long. */
const YOUNG_MB = 96;

function startThread(context: ParseContext): Thread {
  const worker = new Worker(new URL('./parse-thread.ts', import.meta.url), {
    workerData: context,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const waiting: PromiseWithResolvers<ParseAnswer>[] = [];
  let failure: { readonly error: unknown } | null = null;
  let isClosing = false;
  const fail = (error: unknown): void => {
    failure ??= { error };
    for (const one of waiting.splice(0)) one.reject(error);
  };
  worker.on('message', (answer: ParseAnswer) => waiting.shift()?.resolve(answer));
  worker.on('error', fail);
  // One that ends without an error answers as little.
  worker.on('exit', (code) => {
    if (!isClosing) fail(new Error(`A thread that parses articles ended by itself (exit code ${code}).`));
  });
  return {
    waiting: () => waiting.length,
    run(job) {
      if (failure !== null) return Promise.reject(failure.error);
      const answer = Promise.withResolvers<ParseAnswer>();
      waiting.push(answer);
      worker.postMessage(job);
      return answer.promise;
    },
    close() {
      isClosing = true;
      return worker.terminate();
    },
  };
}
