import { createDrain, type DrainDeps } from './server/drain.ts';
import { type StopOnSignalOptions, stopOnSignal } from './stop-on-signal.ts';

type SignalOptions = Pick<StopOnSignalOptions, 'host' | 'graceMs' | 'echoMs'>;

/**
 * Stops a server on a signal without dropping a request. SIGTERM and SIGHUP: `/readyz` says 503, and for the
 * grace every request is answered with `Connection: close`; then nothing new is accepted, open requests
 * finish, and idle connections close. SIGINT and SIGQUIT skip the grace. A second signal, or the deadline, cuts off
 * what is left. Returns a function that stops listening for signals.
 */
export function drainOnSignal(deps: DrainDeps, options: SignalOptions = {}): () => void {
  const { stop, cutOff } = createDrain(deps);
  return stopOnSignal({ ...options, log: deps.log, stop, cutOff });
}
