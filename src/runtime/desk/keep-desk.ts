import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createDeskNews, type IngestNews } from '../../desk/news.ts';
import { childProcess } from '../children/child.ts';
import { keepChild } from '../children/keep-child.ts';
import { StartError } from '../children/start-error.ts';
import type { Patience } from '../children/watch-life.ts';
import { ListenError } from '../server/listen-error.ts';
import type { DeskMessage, DeskProcessSettings, DeskRequest } from './desk-messages.ts';

export interface KeepDeskOptions {
  readonly settings: DeskProcessSettings;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly tell: DeskListener;
  /** Whether a former server's desk is there until this one has a catalog: it starts with `open`. No by default. */
  readonly isHeld?: boolean;
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
  /** Of its process; null where it is away. */
  pid(): number | null;
  open(): void;
  hide(): void;
  /** News of the ingest; of a file's problems without the moment, which is noted here. */
  news(news: IngestNews): void;
  /** Lets it finish what is under way. Resolves when it has ended. */
  close(graceMs: number): Promise<void>;
  kill(): void;
}

const PROCESS = fileURLToPath(new URL('./desk-process.ts', import.meta.url));
const RESTART = { firstMs: 1_000, longestMs: 60_000 };
const PATIENCE: Patience = { stillSeconds: 30, busySeconds: 120, blindSeconds: 120 };
/** How long it may take to end beyond its grace, in ms. */
const END_MS = 3_000;

/** Starts the desk and keeps it alive. That readers are served does not depend on it. */
export function keepDesk({ settings, log, tell, isHeld = false }: KeepDeskOptions): KeptDesk {
  const memory = createDeskNews();
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});
  let isReadable = false;
  let isReady = false;
  let isClosing = false;
  const kept = keepChild<DeskMessage, DeskRequest>({
    spawn: (listeners) =>
      childProcess(fork(PROCESS, [JSON.stringify(settings)], { execArgv: process.execArgv }), listeners),
    greetings: () => [
      ...remembered().map((news) => ({ kind: 'news', news }) as const),
      ...(isReadable ? [{ kind: 'open' } as const] : []),
    ],
    ask: { kind: 'ask' },
    patience: PATIENCE,
    restart: RESTART,
    tell: {
      message: take,
      ended(child, { code, signal, error }, waitMs) {
        if (!isReady) {
          kept.letEnd();
          ready.reject(new StartError('the desk ended before it could listen; what it logged says why'));
          return;
        }
        const reason = error === undefined ? { exitCode: code, signal } : { err: error };
        log.error({ child, ...reason, waitMs }, 'the desk ended; it is started again');
      },
      silent(child, silence) {
        log.error({ child, ...silence }, 'the desk does not answer; it is ended');
      },
    },
  });
  if (!isHeld) kept.goOn();

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
    if (message.kind === 'alive') kept.heard();
    else if (message.kind === 'pushed') tell.pushed();
    else if (message.kind === 'damaged') tell.damaged();
    else if (message.kind === 'listening') {
      isReady = true;
      kept.steady();
      ready.resolve();
    } else {
      const { message: text, code } = message;
      if (isReady) log.error({ code }, text);
      else ready.reject(code === null ? new StartError(text) : new ListenError(text, code));
    }
  }

  return {
    ready: ready.promise,
    pid: kept.pid,
    open() {
      isReadable = true;
      kept.send({ kind: 'open' });
      if (isHeld && !isClosing) kept.goOn();
    },
    hide() {
      isReadable = false;
      kept.send({ kind: 'hide' });
    },
    news(news) {
      memory.take(news);
      kept.send({ kind: 'news', news });
    },
    async close(graceMs) {
      isClosing = true;
      await kept.end({ kind: 'stop', graceMs }, graceMs + END_MS);
    },
    kill() {
      isClosing = true;
      kept.kill();
    },
  };
}
