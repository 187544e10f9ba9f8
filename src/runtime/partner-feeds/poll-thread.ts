// The inside of the thread that feed-poller.ts starts.
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { PollJob, PollMessage, PollSettings } from './poll-messages.ts';

// As in launch.cjs; each thread has to ask for itself, before it loads anything.
enableCompileCache();
const { pollFeed } = await import('../../partners/poll/poll-feed.ts');

const settings: PollSettings = workerData;
const tell = (message: PollMessage): void => parentPort?.postMessage(message);

parentPort?.on('message', async ({ id, request }: PollJob) => {
  const result = await pollFeed(request, { ...settings, now: Date.now }, () => tell({ kind: 'parsing', id }));
  tell({ kind: 'polled', id, result });
});
