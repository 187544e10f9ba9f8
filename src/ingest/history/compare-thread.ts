import { Worker } from 'node:worker_threads';
import type { CompareHistoryJob, OnlyHere } from './compare-history.ts';

/** Runs compareHistory on a thread that gives way to all others. Rejects as it does, and where the signal ends it. */
export async function compareBehind(job: CompareHistoryJob, signal: AbortSignal): Promise<OnlyHere> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<OnlyHere>();
  const url = new URL('./run-compare-history.ts', import.meta.url);
  const thread = new Worker(url, { workerData: job, name: 'dateline-urls' });
  const end = (): void => void thread.terminate();
  signal.addEventListener('abort', end, { once: true });
  thread.once('message', resolve);
  thread.once('error', reject);
  thread.once('exit', () => reject(new Error('the thread that compares URLs with the history ended')));
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', end);
    await thread.terminate();
  }
}
