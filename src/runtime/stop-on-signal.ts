import type { EventEmitter } from 'node:events';
import type { Logger } from 'pino';

/** What gets signals, and ends. */
export interface SignalHost {
  readonly signals: EventEmitter;
  /** Called once: 0 when nobody was cut off, else 1. */
  readonly exit: (code: number) => void;
}

const THIS_PROCESS: SignalHost = { signals: process, exit: (code) => process.exit(code) };

export interface StopOnSignalOptions {
  /** This process, but for tests. */
  readonly host?: SignalHost | undefined;
  readonly log: Logger;
  /** Stops without dropping a request. Resolves to the exit code. */
  readonly stop: (graceMs: number) => Promise<number>;
  /** Ends at once what is left. */
  readonly cutOff: (reason: string) => void;
  /** What other signals do while nothing stops: SIGHUP by default what SIGTERM does, SIGUSR2 nothing. */
  readonly on?: { readonly SIGHUP?: (() => void) | undefined; readonly SIGUSR2?: () => void } | undefined;
  /** How long everything is still answered after SIGTERM while balancers turn away, in ms. */
  readonly graceMs?: number | undefined;
  /** A signal that comes again within so long is the same one, passed on by somebody; in ms. */
  readonly echoMs?: number | undefined;
}

/**
 * Stops on SIGTERM after a grace, on SIGINT and SIGQUIT without one. A second of these cuts off what is left. A terminal
 * and service managers send a signal to the whole group, and npm, `node --watch` and others pass on what they get: so
 * the same signal again right behind the first is no second one. Returns a function that stops listening for signals.
 */
export function stopOnSignal(options: StopOnSignalOptions): () => void {
  const { host = THIS_PROCESS, log, stop, cutOff, on = {}, graceMs = 1_000, echoMs = 1_000 } = options;
  const { signals, exit } = host;
  const echoing = new Set<string>();
  let isStopping = false;
  let isOver = false;

  const finish = (code: number): void => {
    if (isOver) return;
    isOver = true;
    log.info({ exitCode: code }, 'stopped');
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

  /** Whether a signal came just before. What comes meanwhile does not begin another while. */
  const isEcho = (signal: string): boolean => {
    if (echoing.has(signal)) return true;
    echoing.add(signal);
    setTimeout(() => echoing.delete(signal), echoMs).unref();
    return false;
  };

  const reactions = {
    SIGTERM: () => begin('SIGTERM', graceMs),
    SIGINT: () => begin('SIGINT', 0),
    SIGQUIT: () => begin('SIGQUIT', 0),
    SIGHUP() {
      if (isStopping) log.warn({ signal: 'SIGHUP' }, 'ignored, as the server is stopping');
      else if (on.SIGHUP === undefined) begin('SIGHUP', graceMs);
      else on.SIGHUP();
    },
    SIGUSR2() {
      if (isStopping) log.warn({ signal: 'SIGUSR2' }, 'ignored, as the server is stopping');
      else on.SIGUSR2?.();
    },
  };
  const listeners = Object.entries(reactions).map(([signal, react]) => ({
    signal,
    listener: (): void => {
      if (!isEcho(signal)) react();
    },
  }));
  for (const { signal, listener } of listeners) signals.on(signal, listener);
  return () => {
    for (const { signal, listener } of listeners) signals.off(signal, listener);
  };
}
