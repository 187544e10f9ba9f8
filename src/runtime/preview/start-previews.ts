import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { PreviewError } from '../../desk/preview/preview-error.ts';
import type { Previewer } from '../../desk/preview/previewer.ts';
import { cpuMsOf, type MeteredThread } from '../../telemetry/cpu-time.ts';
import { sweepCopies } from './copy-catalog.ts';
import type {
  FromPreviewThread,
  NumberedQuestion,
  PreviewQuestion,
  PreviewReply,
  PreviewSettings,
} from './preview-messages.ts';

export interface StartPreviewsOptions {
  readonly settings: PreviewSettings;
  readonly log: Logger;
  /** Processor time, ms, that the thread may take without a sign of life; 10 seconds by default. */
  readonly limitMs?: number;
  /** The thread, and the copy, go when nothing was asked for so long, ms; 10 minutes by default. */
  readonly idleMs?: number;
  /** Starts a thread, but for tests. */
  readonly spawn?: (settings: PreviewSettings) => PreviewWorker;
}

/** What is used of a Worker. */
export interface PreviewWorker extends MeteredThread {
  postMessage(message: NumberedQuestion): void;
  on(event: 'message', listener: (message: FromPreviewThread) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}

/** A question that was asked, and how often it was looked for its answer. */
interface Asked extends PromiseWithResolvers<PreviewReply> {
  looks: number;
}

/** Questions that wait or are being answered, at most. */
const MOST_PENDING = 200;
/** How often it is looked whether the thread is alive, in ms, and how often in vain before it is given up whatever it did. */
const LOOK_MS = 2_000;
const MOST_LOOKS = 30;
/** And for how many looks one question may go unanswered while it lives. */
const MOST_LOOKS_OF_ONE = 90;
/** How long a thread that is given up is waited for, in ms. */
const END_MS = 3_000;

/** Previews on a thread of their own, which is started with the first and replaced where it hangs. */
export function startPreviews(options: StartPreviewsOptions): Previewer {
  const { settings, log, limitMs = 10_000, idleMs = 600_000, spawn = spawnWorker } = options;
  const pending = new Map<number, Asked>();
  let thread: PreviewWorker | null = null;
  let count = 0;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;
  let watch: NodeJS.Timeout | undefined;
  let silent = { looks: 0, fromMs: null as number | null };
  let ending: Promise<unknown> = Promise.resolve();

  const alive = (): void => {
    silent = { looks: 0, fromMs: null };
  };
  const settle = (): void => {
    clearTimeout(idle);
    if (pending.size > 0 || thread === null) return;
    clearInterval(watch);
    watch = undefined;
    idle = setTimeout(end, idleMs, thread, null).unref();
  };
  const failAll = (reason: PreviewError): void => {
    for (const { reject } of pending.values()) reject(reason);
    pending.clear();
  };
  /** Lets a thread go; null for one that nobody asks. */
  function end(ended: PreviewWorker, reason: PreviewError | null): void {
    if (thread !== ended) return;
    thread = null;
    clearInterval(watch);
    watch = undefined;
    clearTimeout(idle);
    failAll(reason ?? failed());
    // One that hangs within native code ends when it comes back from there, if ever; then the next one sweeps.
    ending = Promise.race([
      ended.terminate().then(() => sweepCopies(settings.dataDir)),
      delay(END_MS, undefined, { ref: false }),
    ]).catch(() => {});
  }
  const start = (): PreviewWorker => {
    const started = spawn(settings);
    started.on('message', (message) => {
      if (thread !== started) return;
      alive();
      if (message.id === null) return;
      const asked = pending.get(message.id);
      pending.delete(message.id);
      asked?.resolve(message.reply);
      settle();
    });
    started.on('error', (error) => {
      log.error({ err: error }, 'the thread of previews failed; it is started again with the next preview');
      end(started, failed(error));
    });
    started.on('exit', () => end(started, failed()));
    return started;
  };
  const look = async (watched: PreviewWorker): Promise<void> => {
    silent.looks += 1;
    for (const asked of pending.values()) asked.looks += 1;
    const isStuck = [...pending.values()].some(({ looks }) => looks >= MOST_LOOKS_OF_ONE);
    const used = await cpuMsOf(watched, LOOK_MS);
    if (thread !== watched || (silent.looks === 0 && !isStuck)) return;
    silent.fromMs ??= used;
    const isSpent = used !== null && silent.fromMs !== null && used - silent.fromMs >= limitMs;
    if (!isSpent && !isStuck && silent.looks < MOST_LOOKS) return;
    log.error({ limitMs }, 'a preview did not end; its thread is given up');
    end(watched, new PreviewError('preview-too-slow', TOO_SLOW));
  };

  const post = (message: NumberedQuestion): void => {
    thread ??= start();
    const asked = thread;
    if (watch === undefined) {
      alive();
      watch = setInterval(() => void look(asked), LOOK_MS).unref();
    }
    asked.postMessage(message);
  };

  const ask = async (question: PreviewQuestion): Promise<PreviewReply> => {
    if (isClosed) throw failed();
    if (pending.size >= MOST_PENDING) throw new PreviewError('preview-busy', BUSY);
    clearTimeout(idle);
    count += 1;
    const id = count;
    const waiting: Asked = { ...Promise.withResolvers<PreviewReply>(), looks: 0 };
    pending.set(id, waiting);
    // The former one has its copy open until it has ended.
    if (thread === null) await ending;
    if (pending.has(id)) post({ id, question });
    const reply = await waiting.promise;
    if (reply.kind === 'failed') throw new PreviewError(reply.code, reply.message);
    return reply;
  };

  return {
    async draft(text) {
      const reply = await ask({ kind: 'draft', ...text });
      if (reply.kind !== 'draft') throw failed();
      return reply.preview;
    },
    async answer(request) {
      const reply = await ask({ kind: 'answer', ...request });
      if (reply.kind !== 'answer') throw failed();
      return reply.answer;
    },
    async close() {
      isClosed = true;
      if (thread !== null) end(thread, null);
      failAll(failed());
      await ending;
    },
  };
}

const TOO_SLOW =
  'The preview took too long and was given up. Divide the text where it is very long or deeply nested; then it is shown again.';
const BUSY = 'More previews are asked for than can be made at a time. Try again in a moment.';

const failed = (cause?: unknown): PreviewError =>
  new PreviewError('preview-failed', 'There is no preview: the program is at fault. The log says why.', {
    cause,
  });

/** MB: a page and its pictures, and what rendering keeps. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

function spawnWorker(workerData: PreviewSettings): PreviewWorker {
  const url = new URL('./preview-thread.ts', import.meta.url);
  const worker = new Worker(url, { workerData, resourceLimits });
  // A preview must not hold the process.
  worker.unref();
  return worker;
}
