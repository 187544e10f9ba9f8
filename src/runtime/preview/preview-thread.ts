// The inside of the thread that start-previews.ts starts.
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromPreviewThread, NumberedQuestion, PreviewSettings } from './preview-messages.ts';

// As in launch.cjs; each thread has to ask for itself, before it loads anything.
enableCompileCache();
const settings = workerData as PreviewSettings;
const [{ runPreviews }, { openLog }, { replyTo }] = await Promise.all([
  import('./run-previews.ts'),
  import('../children/open-log.ts'),
  import('./reply-to.ts'),
]);

/** How often it says that it is alive, in ms. */
const BEAT_MS = 500;
const log = openLog(settings).child({ pid: process.pid });
const previews = runPreviews(settings, log);
const tell = (message: FromPreviewThread): void => parentPort?.postMessage(message);

setInterval(tell, BEAT_MS, { id: null }).unref();
parentPort?.on('message', ({ id, question }: NumberedQuestion) => {
  void replyTo(question, previews, log).then((reply) => tell({ id, reply }));
});
