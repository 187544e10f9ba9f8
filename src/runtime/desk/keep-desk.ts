import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createDeskNews, type IngestNews } from '../../desk/news.ts';
import { createBackoff } from '../children/backoff.ts';
import { type Child, childProcess, type Ending } from '../children/child.ts';
import { StartError } from '../children/start-error.ts';
import { type LifeWatch, type Patience, watchLife } from '../children/watch-life.ts';
import { ListenError } from '../server/listen-error.ts';
import type { DeskMessage, DeskProcessSettings, DeskRequest } from './desk-messages.ts';

export interface KeepDeskOptions {
  readonly settings: DeskProcessSettings;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly tell: DeskListener;
}

/** Who is told what the desk tells. */
export interface DeskListener {
  /** It pushed a commit. */
  pushed(): void;
  /** The catalog turned out to be damaged. */
  damaged(): void;
}

/** The desk in its process, and what it is told, which it finds again when it has to be started anew. */
export interface KeptDesk {
  /** Resolves when it listens. Rejects with a ListenError or StartError where it cannot begin. */
  readonly ready: Promise<void>;
  open(): void;
  hide(): void;
  /** News of the ingest; of a file's problems without the moment, which is noted here. */
  news(news: IngestNews): void;
  /** Lets it finish what is under way. Resolves when it has ended. */
  close(graceMs: number): Promise<void>;
  kill(): void;
}

const PROCESS = fileURLToPath(new URL('./desk-process.ts', import.meta.url));
const FIRST_RESTART_MS = 1_000;
const LONGEST_RESTART_MS = 60_000;
const PATIENCE: Patience = { stillSeconds: 30, busySeconds: 120, blindSeconds: 120 };
/** How long it may take to end beyond its grace, in ms. */
const END_MS = 3_000;

/** Starts the desk and keeps it alive. That readers are served does not depend on it. */
export function keepDesk({ settings, log, tell }: KeepDeskOptions): KeptDesk {
  const memory = createDeskNews();
  const backoff = createBackoff(FIRST_RESTART_MS, LONGEST_RESTART_MS);
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});
  const ended = Promise.withResolvers<void>();
  let isReadable = false;
  let isReady = false;
  let isClosing = false;
  let hasEnded = false;
  let restart: NodeJS.Timeout | undefined;
  let life: LifeWatch;
  let child = start();

  function start(): Child<DeskRequest> {
    hasEnded = false;
    const started = childProcess<DeskMessage, DeskRequest>(
      fork(PROCESS, [JSON.stringify(settings)], { execArgv: process.execArgv }),
      { onMessage: take, onEnd: end },
    );
    life = watchLife({
      ask: () => started.send({ kind: 'ask' }),
      look: started.look,
      patience: PATIENCE,
      onDead({ silentFor, why }) {
        log.error({ child: started.pid, silentFor, why }, 'the desk does not answer; it is ended');
        started.kill();
      },
    });
    for (const news of remembered()) started.send({ kind: 'news', news });
    if (isReadable) started.send({ kind: 'open' });
    return started;
  }

  function remembered(): IngestNews[] {
    const feeds = memory.feeds();
    return [
      { kind: 'live', publishes: memory.live().toReversed() },
      ...[...memory.troubled()].map(([file, trouble]) => ({ kind: 'troubled', file, ...trouble }) as const),
      ...(feeds === null ? [] : [{ kind: 'feeds', ...feeds } as const]),
    ];
  }

  function take(message: DeskMessage): void {
    if (isClosing) return;
    if (message.kind === 'alive') life.heard();
    else if (message.kind === 'pushed') tell.pushed();
    else if (message.kind === 'damaged') tell.damaged();
    else if (message.kind === 'listening') {
      isReady = true;
      backoff.reset();
      ready.resolve();
    } else {
      const { message: text, code } = message;
      if (isReady) log.error({ code }, text);
      else ready.reject(code === null ? new StartError(text) : new ListenError(text, code));
    }
  }

  function end({ code, signal, error }: Ending): void {
    hasEnded = true;
    life.end();
    if (isClosing || !isReady) {
      ended.resolve();
      ready.reject(new StartError('the desk ended before it could listen; what it logged says why'));
      return;
    }
    const waitMs = backoff.next();
    const why = error === undefined ? { code, signal } : { err: error };
    log.error({ child: child.pid, ...why, waitMs }, 'the desk ended; it is started again');
    restart = setTimeout(() => {
      child = start();
    }, waitMs);
  }

  return {
    ready: ready.promise,
    open() {
      isReadable = true;
      child.send({ kind: 'open' });
    },
    hide() {
      isReadable = false;
      child.send({ kind: 'hide' });
    },
    news(news) {
      memory.take(news);
      child.send({ kind: 'news', news });
    },
    async close(graceMs) {
      isClosing = true;
      clearTimeout(restart);
      if (hasEnded) return;
      life.end();
      child.send({ kind: 'stop', graceMs });
      const last = setTimeout(() => child.kill(), graceMs + END_MS);
      await ended.promise;
      clearTimeout(last);
    },
    kill() {
      isClosing = true;
      clearTimeout(restart);
      life.end();
      child.kill();
    },
  };
}
