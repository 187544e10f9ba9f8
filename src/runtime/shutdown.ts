import { createDrain, type Drain, type DrainDeps } from './server/drain.ts';
import { type StopOnSignalOptions, stopOnSignal } from './stop-on-signal.ts';

interface SignalOptions extends Pick<StopOnSignalOptions, 'host' | 'graceMs' | 'echoMs' | 'on'> {
  /** Called when it begins to stop. */
  readonly onStop?: () => void;
}

/** A server that signals stop. */
export interface DrainedOnSignal extends Pick<Drain, 'retire'> {
  /** Heeds no signals any more. */
  letGo(): void;
}

/**
 * Stops a server on a signal without dropping a request. SIGTERM and SIGHUP: `/readyz` says 503, and for the
 * grace every request is answered with `Connection: close`; then nothing new is accepted, open requests
 * finish, and idle connections close. SIGINT and SIGQUIT skip the grace. A second signal, or the deadline, cuts off
 * what is left.
 */
export function drainOnSignal(
  deps: DrainDeps,
  { onStop = () => {}, ...options }: SignalOptions = {},
): DrainedOnSignal {
  const { stop, cutOff, retire } = createDrain(deps);
  const letGo = stopOnSignal({
    ...options,
    log: deps.log,
    cutOff,
    stop(graceMs) {
      onStop();
      return stop(graceMs);
    },
  });
  return { letGo, retire };
}
