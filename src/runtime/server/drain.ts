import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Exchanges } from './exchanges.ts';

export interface DrainDeps {
  readonly server: Server;
  readonly exchanges: Exchanges;
  readonly readiness: { readonly startDraining: () => void };
  readonly log: Logger;
  /** Runs when the last connection is closed, such as the closing of the catalog. */
  readonly afterClose?: (() => void | Promise<void>) | undefined;
  /** How long open requests may take after the grace, in ms. */
  readonly deadlineMs?: number | undefined;
}

/** The end of a server. Each promise resolves to 0 when nobody was cut off, else to 1. */
export interface Drain {
  /**
   * Stops the server: `/readyz` says 503, and for the grace every request is answered with `Connection:
   * close`; then nothing new is accepted, open requests finish, and idle connections close. Rejects with
   * what `afterClose` throws.
   */
  stop(graceMs: number): Promise<number>;
  /**
   * Lets others take the server's place: accepts nothing new from now on, answers each connection once
   * more, and closes those that do not ask when the server's own limits say so, or after `restMs`. `stop` hastens it.
   */
  retire(restMs?: number | null): Promise<number>;
  /** Cuts off what is left. */
  cutOff(reason: string): void;
}

const SWEEP_INTERVAL_MS = 100;

/** The slowest download that a new worker need not wait for, in ms. */
const RETIRE_DEADLINE_MS = 300_000;

/** Prepares the end of a server. */
export function createDrain(deps: DrainDeps): Drain {
  const { server, exchanges, readiness, log, afterClose, deadlineMs = 10_000 } = deps;
  const end = Promise.withResolvers<number>();
  // Whoever cuts off need not wait.
  end.promise.catch(() => {});
  const closed = Promise.withResolvers<void>();
  let isLastAnnounced = false;
  let isStopping = false;
  let isClosed = false;
  let isOver = false;

  const announce = (): void => {
    if (!isLastAnnounced) announceClose(server, exchanges);
    isLastAnnounced = true;
  };

  const cutOff = (reason: string, code: number): void => {
    if (isOver) return;
    isOver = true;
    log.warn({ reason, requests: exchanges.open().length }, 'connections cut off');
    server.closeAllConnections();
    end.resolve(code);
  };

  /** Ends when the last connection is closed; `close` has the server accept no more. */
  const finish = async (close: () => void, lastMs: number): Promise<void> => {
    const deadline = setTimeout(
      () => cutOff('deadline', isClosed || exchanges.open().length > 0 ? 1 : 0),
      lastMs,
    );
    try {
      once(server, 'close').then(() => closed.resolve(), closed.reject);
      close();
      await closed.promise;
      if (isClosed) return;
      isClosed = true;
      await afterClose?.();
      isOver = true;
      end.resolve(0);
    } finally {
      clearTimeout(deadline);
    }
  };

  return {
    stop(graceMs) {
      if (!isStopping) stop(graceMs).catch(end.reject);
      isStopping = true;
      return end.promise;
    },
    retire(restMs = null) {
      announce();
      if (restMs !== null) void letRestGo(restMs);
      // Unlike that of HTTP, it leaves connections at rest alone.
      const close = () => void NetServer.prototype.close.call(server);
      finish(close, RETIRE_DEADLINE_MS).catch(end.reject);
      return end.promise;
    },
    cutOff: (reason) => cutOff(reason, 1),
  };

  /** Each connection was answered its last time; those that are left have been at rest since. */
  async function letRestGo(restMs: number): Promise<void> {
    await sleep(restMs, undefined, { ref: false });
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_INTERVAL_MS);
    await closed.promise.catch(() => {});
    clearInterval(sweep);
  }

  async function stop(graceMs: number): Promise<void> {
    readiness.startDraining();
    announce();
    if (graceMs > 0) await sleep(graceMs);
    if (isOver) return;
    // Right after the loop's poll phase, in which all waiting connections were accepted.
    await setImmediate();
    // Node closes connections at rest once; later ones are swept.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_INTERVAL_MS);
    await finish(() => void server.close(), deadlineMs).finally(() => clearInterval(sweep));
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
