import type { EventEmitter } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Exchanges } from './exchanges.ts';

export interface DrainOptions {
  readonly server: Server;
  readonly exchanges: Exchanges;
  readonly readiness: { readonly startDraining: () => void };
  readonly log: Logger;
  /** `process`, but for tests. */
  readonly signals: EventEmitter;
  /** `process.exit`, but for tests. Called once: 0 when nobody was cut off, else 1. */
  readonly exit: (code: number) => void;
  /** Runs when the last connection is closed, such as the closing of the catalog. */
  readonly afterClose?: (() => void | Promise<void>) | undefined;
  /** How long everything is still answered after SIGTERM while balancers turn away, in ms. */
  readonly graceMs?: number | undefined;
  /** How long open requests may take after the grace, in ms. */
  readonly deadlineMs?: number | undefined;
}

const SWEEP_INTERVAL_MS = 100;

/**
 * Stops the server without dropping a request. SIGTERM: `/readyz` says 503, and for the grace every
 * request is answered with `Connection: close`; then nothing new is accepted, open requests finish,
 * and idle connections close. SIGINT skips the grace. A second signal, or the deadline, cuts off what
 * is left. Returns a function that stops listening for signals.
 */
export function drainOnSignal(options: DrainOptions): () => void {
  const {
    server,
    exchanges,
    readiness,
    log,
    signals,
    afterClose,
    graceMs = 1_000,
    deadlineMs = 10_000,
  } = options;
  let isDraining = false;
  let isClosed = false;
  let isOver = false;

  const onTerminate = () => onSignal('SIGTERM', graceMs);
  const onInterrupt = () => onSignal('SIGINT', 0);
  signals.on('SIGTERM', onTerminate);
  signals.on('SIGINT', onInterrupt);
  return () => {
    signals.off('SIGTERM', onTerminate);
    signals.off('SIGINT', onInterrupt);
  };

  function onSignal(signal: string, grace: number): void {
    if (isDraining) {
      cutOff(`second signal ${signal}`, 1);
      return;
    }
    isDraining = true;
    log.info({ signal }, 'draining');
    drain(grace).catch((error: unknown) => {
      log.error({ err: error }, 'shutdown failed');
      finish(1);
    });
  }

  async function drain(grace: number): Promise<void> {
    readiness.startDraining();
    announceClose(server, exchanges);
    if (grace > 0) await sleep(grace);
    if (isOver) return;
    const deadline = setTimeout(
      () => cutOff('deadline', isClosed || exchanges.open().length > 0 ? 1 : 0),
      deadlineMs,
    );
    try {
      await closeServer(server);
      isClosed = true;
      await afterClose?.();
      finish(0);
    } finally {
      clearTimeout(deadline);
    }
  }

  function cutOff(reason: string, code: number): void {
    log.warn({ reason, requests: exchanges.open().length }, 'connections cut off');
    server.closeAllConnections();
    finish(code);
  }

  function finish(code: number): void {
    if (isOver) return;
    isOver = true;
    log.info({ code }, 'stopped');
    options.exit(code);
  }
}

/** From now on each response, begun ones included where their head is still unsent, is its connection's last. */
function announceClose(server: Server, exchanges: Exchanges): void {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Connection', 'close');
  });
  for (const response of exchanges.open()) {
    if (!response.headersSent) response.setHeader('Connection', 'close');
  }
}

/** Resolves when the last connection is closed. Node closes those at rest once; later ones are swept. */
async function closeServer(server: Server): Promise<void> {
  // Right after the loop's poll phase, in which all waiting connections were accepted.
  await setImmediate();
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_INTERVAL_MS);
  try {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  } finally {
    clearInterval(sweep);
  }
}
