import type { EventEmitter } from 'node:events';
import type { Logger } from 'pino';

export interface StopOnSignalOptions {
  readonly log: Logger;
  /** `process`, but for tests. */
  readonly signals: EventEmitter;
  /** `process.exit`, but for tests. Called once: 0 when nobody was cut off, else 1. */
  readonly exit: (code: number) => void;
  /** Stops without dropping a request. Resolves to the exit code. */
  readonly stop: (graceMs: number) => Promise<number>;
  /** Ends at once what is left. */
  readonly cutOff: (reason: string) => void;
  /** What SIGHUP does while nothing stops; by default what SIGTERM does. */
  readonly onHangUp?: (() => void) | undefined;
  /** How long everything is still answered after SIGTERM while balancers turn away, in ms. */
  readonly graceMs?: number | undefined;
}

/**
 * Stops on SIGTERM after a grace, on SIGINT without one. A second of these cuts off what is left. Returns a
 * function that stops listening for signals.
 */
export function stopOnSignal(options: StopOnSignalOptions): () => void {
  const { log, signals, exit, stop, cutOff, onHangUp, graceMs = 1_000 } = options;
  let isStopping = false;
  let isOver = false;

  const finish = (code: number): void => {
    if (isOver) return;
    isOver = true;
    log.info({ code }, 'stopped');
    exit(code);
  };

  const begin = (signal: string, grace: number): void => {
    if (isStopping) {
      cutOff(`second signal ${signal}`);
      finish(1);
      return;
    }
    isStopping = true;
    log.info({ signal }, 'draining');
    stop(grace).then(finish, (error: unknown) => {
      log.error({ err: error }, 'shutdown failed');
      finish(1);
    });
  };

  const listeners = {
    SIGTERM: () => begin('SIGTERM', graceMs),
    SIGINT: () => begin('SIGINT', 0),
    SIGHUP() {
      if (isStopping) log.warn({ signal: 'SIGHUP' }, 'ignored, as the server is stopping');
      else if (onHangUp === undefined) begin('SIGHUP', graceMs);
      else onHangUp();
    },
  };
  for (const [signal, listener] of Object.entries(listeners)) signals.on(signal, listener);
  return () => {
    for (const [signal, listener] of Object.entries(listeners)) signals.off(signal, listener);
  };
}
