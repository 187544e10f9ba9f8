import { Worker } from 'node:worker_threads';
import { createRequestThread, type RequestThread } from '../../telemetry/request-thread.ts';
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

/** Room for short-lived objects, of which parsing makes many, in MB; the threads do not live long. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };

/**
 * A pool of threads for much work. Each takes one job after the other; `run` rejects where the thread fails at it, which
 * no content can cause. None is given up for its processor time: each file in it has deadlines of its own.
 */
export function threadPool(workerData: ParseContext, width: number): ParsePool {
  const url = new URL('./parse-thread.ts', import.meta.url);
  const spawn = (): Worker => new Worker(url, { workerData, resourceLimits });
  const threads = Array.from({ length: width }, () => createRequestThread<ParseJob, ParseAnswer>({ spawn }));
  for (const { start } of threads) start();
  let turn = 0;
  return {
    width,
    run(job) {
      turn = (turn + 1) % width;
      const inTurn = [...threads.slice(turn), ...threads.slice(0, turn)];
      const [least] = inTurn.sort((a, b) => a.pending() - b.pending());
      return (least as RequestThread<ParseJob, ParseAnswer>).ask(job);
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
