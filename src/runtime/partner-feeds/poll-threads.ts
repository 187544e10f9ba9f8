import { Worker } from 'node:worker_threads';
import { childThread } from '../children/child.ts';
import type { SpawnPollThread } from './feed-poller.ts';
import type { PollSettings } from './poll-messages.ts';

/** The thread's memory for objects: four feeds of the largest size have room in it. */
const MEMORY = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

const THREAD = 'dateline-feeds';

/** Prepares starting threads that poll feeds. */
export function pollThreads(workerData: PollSettings): SpawnPollThread {
  return (listeners) =>
    childThread(
      new Worker(new URL('./poll-thread.ts', import.meta.url), {
        workerData,
        resourceLimits: MEMORY,
        name: THREAD,
      }),
      THREAD,
      listeners,
    );
}
