/** Too much waits already, or the machine has no time; answer 503 and have the client come back. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly code = 'pictures-busy';
}

export interface WorkQueue {
  /** Runs a task when its turn comes, first come first served. @throws BusyError at once where too many wait. */
  readonly run: <T>(task: () => Promise<T>) => Promise<T>;
}

/** A queue that runs at most `maxConcurrent` tasks at once and lets at most `maxWaiting` wait. */
export function createWorkQueue(maxConcurrent: number, maxWaiting: number): WorkQueue {
  const waiting: (() => void)[] = [];
  let running = 0;

  return {
    async run(task) {
      if (running >= maxConcurrent) {
        if (waiting.length >= maxWaiting)
          throw new BusyError(`${waiting.length} pictures wait to be made already.`);
        await new Promise<void>((begin) => waiting.push(begin));
      } else running++;
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running--;
        else next();
      }
    },
  };
}
