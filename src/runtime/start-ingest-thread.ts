import type { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { isDamage } from '../catalog/open-catalog.ts';
import { SiteError } from '../ingest/site-error.ts';
import { createBackoff } from './backoff.ts';
import type { IngestMessage, IngestRequest, IngestSettings } from './ingest-messages.ts';
import { StartError } from './start-error.ts';

export interface IngestThreadOptions extends Omit<IngestSettings, 'discardFirst'> {
  readonly log: Logger;
  readonly onProgress: (done: number, total: number) => void;
  readonly onPublish: (keys: readonly string[]) => void;
  /** Told whenever the catalog may be read; each time it may be another file than before. */
  readonly onReady: () => void;
  /** Told whenever the catalog must not be read any more. */
  readonly onRebuild: () => void;
  /** Starts a thread, but for tests. */
  readonly spawn?: ((settings: IngestSettings) => ThreadHandle) | undefined;
}

/** What is used of a Worker. */
export interface ThreadHandle extends EventEmitter {
  /** -1 when it has ended. */
  readonly threadId: number;
  postMessage(request: IngestRequest): void;
}

/** The thread in which files are read and published, so that readers never wait for that. */
export interface IngestThread {
  /** Resolves when every page is right. Rejects with a SiteError or StartError where it cannot begin. */
  readonly ready: Promise<void>;
  /** Has a catalog that is damaged built again. */
  rebuild(): void;
  /** Lets it finish what is under way, and ends it; nothing is told any more. */
  close(): Promise<void>;
}

/** Room for short-lived objects, of which a first build makes many. */
const resourceLimits = { maxYoungGenerationSizeMb: 32 };

/** A thread that ends unasked is started again after so long: one second, then twice as long each time. */
const FIRST_RESTART_MS = 1_000;
const LONGEST_RESTART_MS = 60_000;

/**
 * Starts the thread and keeps it alive. What keeps it from starting is an answer to the caller the first
 * time; once the site has been up it is logged, and tried again until it is mended.
 */
export function startIngestThread(options: IngestThreadOptions): IngestThread {
  const { contentDir, dataDir, logLevel, threads, log, onProgress, onPublish, spawn = spawnWorker } = options;
  const backoff = createBackoff(FIRST_RESTART_MS, LONGEST_RESTART_MS);
  const ready = Promise.withResolvers<void>();
  // It may fail before the caller has come to wait for it.
  ready.promise.catch(() => {});
  const ended = Promise.withResolvers<void>();
  let isReady = false;
  let isClosing = false;
  let discardFirst = false;
  let restart: NodeJS.Timeout | undefined;
  let worker = start();

  function start(): ThreadHandle {
    const thread = spawn({ contentDir, dataDir, logLevel, threads, discardFirst });
    thread.on('message', take);
    thread.on('error', (error) => {
      log.fatal({ err: error }, 'the publishing thread failed');
      if (isClosing || !isDamage(error)) return;
      discardFirst = true;
      options.onRebuild();
    });
    thread.on('exit', () => {
      if (isClosing) ended.resolve();
      else restart = setTimeout(() => (worker = start()), backoff.next());
    });
    return thread;
  }

  function take(message: IngestMessage): void {
    if (isClosing) return;
    if (message.kind === 'ready') {
      isReady = true;
      discardFirst = false;
      backoff.reset();
      options.onReady();
      ready.resolve();
    } else if (message.kind === 'rebuilding') options.onRebuild();
    else if (message.kind === 'progress') onProgress(message.done, message.total);
    else if (message.kind === 'published') onPublish(message.keys);
    else {
      const { message: text, contentDir: folder, problems } = message;
      if (isReady) {
        log.fatal({ problems }, text);
        return;
      }
      isClosing = true;
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

function spawnWorker(workerData: IngestSettings): ThreadHandle {
  return new Worker(new URL('./ingest-thread.ts', import.meta.url), { workerData, resourceLimits });
}
