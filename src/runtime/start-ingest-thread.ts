import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { SiteError } from '../ingest/site-error.ts';
import type { IngestMessage, IngestRequest, IngestSettings } from './ingest-messages.ts';
import { StartError } from './start-error.ts';

export interface IngestThreadOptions extends IngestSettings {
  readonly log: Logger;
  readonly onProgress: (done: number, total: number) => void;
  readonly onPublish: (keys: readonly string[]) => void;
  /** Told whenever the catalog may be read, and whenever it must not be read any more. */
  readonly onReady: () => void;
  readonly onRebuild: () => void;
}

/** The thread in which files are read and published, so that readers never wait for that. */
export interface IngestThread {
  /** Resolves when every page is right. Rejects with a SiteError or StartError where it cannot begin. */
  readonly ready: Promise<void>;
  /** Has a catalog that is damaged built again. */
  rebuild(): void;
  /** Lets it finish what is under way, and ends it. */
  close(): Promise<void>;
}

/** Room for short-lived objects, of which a first build makes many. */
const resourceLimits = { maxYoungGenerationSizeMb: 32 };

/** A thread that fails, which only a fault of the program can cause, is started again after this. */
const RESTART_MS = 1_000;

/** Starts the thread and keeps it alive. */
export function startIngestThread(options: IngestThreadOptions): IngestThread {
  const { contentDir, dataDir, logLevel, threads, log, onProgress, onPublish } = options;
  const workerData: IngestSettings = { contentDir, dataDir, logLevel, threads };
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let isClosing = false;
  let restart: NodeJS.Timeout | undefined;
  let worker = start();

  function start(): Worker {
    const thread = new Worker(new URL('./ingest-thread.ts', import.meta.url), { workerData, resourceLimits });
    thread.on('message', take);
    thread.on('error', (error) => log.fatal({ err: error }, 'the publishing thread failed'));
    thread.on('exit', () => {
      if (isClosing) ended.resolve();
      else restart = setTimeout(() => (worker = start()), RESTART_MS);
    });
    return thread;
  }

  function take(message: IngestMessage): void {
    if (message.kind === 'ready') {
      options.onReady();
      ready.resolve();
    } else if (message.kind === 'rebuilding') options.onRebuild();
    else if (message.kind === 'progress') onProgress(message.done, message.total);
    else if (message.kind === 'published') onPublish(message.keys);
    else {
      isClosing = true;
      const { message: text, contentDir: folder, problems } = message;
      ready.reject(problems.length > 0 ? new SiteError(text, folder, problems) : new StartError(text));
    }
  }

  return {
    ready: ready.promise,
    rebuild: () => worker.postMessage('rebuild' satisfies IngestRequest),
    async close() {
      isClosing = true;
      clearTimeout(restart);
      if (worker.threadId === -1) return;
      worker.postMessage('close' satisfies IngestRequest);
      await ended.promise;
    },
  };
}
