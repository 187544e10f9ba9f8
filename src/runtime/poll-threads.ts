import { Worker } from 'node:worker_threads';
import type { SpawnPollThread } from './feed-poller.ts';
import type { PollSettings } from './poll-messages.ts';

/** The thread's memory for objects: four feeds of the largest size have room in it. */
const MEMORY = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/** Prepares starting threads that poll feeds. */
export function pollThreads(workerData: PollSettings): SpawnPollThread {
  return ({ onMessage, onEnd }) => {
    const thread = new Worker(new URL('./poll-thread.ts', import.meta.url), {
      workerData,
      resourceLimits: MEMORY,
    });
    let failure: { readonly error: unknown } | undefined;
    thread.on('message', onMessage);
    thread.once('error', (error) => {
      failure = { error };
    });
    thread.once('exit', (code) => onEnd({ code, signal: null, ...failure }));
    return {
      pid: null,
      send: (job) => thread.postMessage(job),
      kill: () => void thread.terminate(),
    };
  };
}
