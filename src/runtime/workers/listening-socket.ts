import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:net';

/** A connection that this process has accepted, as Node deals with it. */
interface Connection {
  close(done?: () => void): void;
}

/** What accepts connections. */
interface Acceptor {
  onconnection?: ((error: number, connection?: Connection) => void) | undefined;
  close(done?: () => void): void;
  /** Its descriptor. */
  readonly fd?: number;
}

/** What a server listens at, as Node is about to do it. */
interface ListenOptions {
  port?: number;
  fd?: number;
  handle?: Acceptor;
}

/** Told before a server looks at its options, and when it has its handle, before it says that it listens. */
const BEGINNING = 'tracing:net.server.listen:asyncStart';
const LISTENING = 'tracing:net.server.listen:asyncEnd';

/** So long a connection waits for a worker where there is none, in ms: one that died is replaced sooner. */
const LONGEST_WAIT_MS = 5_000;

export interface ListeningSocketOptions {
  /** At which the cluster's workers listen. */
  readonly port: number;
  /** The descriptor of a socket that this process was started with; null where it opens its own. */
  readonly handed: number | null;
  /** How many connections may be accepted and not handed on yet. */
  readonly most: number;
  /** Told of each connection that was closed at once, or that the system had no descriptor for. */
  readonly onRefused: () => void;
}

/** The socket at which the cluster's workers listen, which outlives them all. */
export interface ListeningSocket {
  /** Its descriptor, for whoever takes this process's place; null before anybody listens. */
  descriptor(): number | null;
  /** It is not kept when the last worker leaves: from then on connections are refused. */
  endWithWorkers(): void;
  /** Accepts nothing more, and resolves when all that was accepted is with the workers. */
  close(): Promise<void>;
}

/**
 * Holds the socket of Node's cluster. Call it once, before the first worker.
 *
 * - It is the one that this process was started with, if there is one.
 * - While there is no worker it stays, and a connection waits up to 5 s for the next one. One that a service manager
 *   opened could not be had a second time.
 * - Connections beyond `most` are closed at once and told, as are those that the system had no descriptor for. Without
 *   it a worker that is slow to take them lets this process run out of descriptors, and nobody hears of what the
 *   system drops then.
 *
 * Does nothing where a later Node accepts otherwise: then each worker opens the port anew.
 */
export function holdListeningSocket(options: ListeningSocketOptions): ListeningSocket {
  const { port, handed, most, onRefused } = options;
  let acceptor: Acceptor | null = null;
  let closeAcceptor = (): void => {};
  let state: 'dealing' | 'parked' | 'ending' | 'closed' = 'dealing';
  let held = 0;
  let emptied = (): void => {};
  const waiting = new Set<Connection>();

  subscribe(BEGINNING, (message) => {
    const { options: given } = message as { readonly options: ListenOptions };
    if (given.port !== port) return;
    if (acceptor === null) {
      if (handed !== null) given.fd = handed;
    } else if (state === 'parked') given.handle = acceptor;
  });
  subscribe(LISTENING, (message) => {
    const { server } = message as { readonly server: Server & { readonly _handle?: Acceptor | null } };
    const taken = server._handle;
    // The cluster takes the handle away from the server that it listened with, and deals connections itself.
    server.once('listening', () => {
      process.nextTick(() => {
        if (taken == null || server._handle === taken) return;
        if (taken !== acceptor) keep(taken);
        bound(taken);
      });
    });
  });

  /** Nobody but this closes it from now on. */
  function keep(taken: Acceptor): void {
    acceptor = taken;
    const close = taken.close;
    closeAcceptor = () => {
      state = 'closed';
      close.call(taken);
      for (const connection of waiting) connection.close();
      waiting.clear();
    };
    // What the cluster does when its last worker leaves.
    taken.close = () => {
      if (state === 'dealing') park(taken);
      else if (state === 'ending') closeAcceptor();
    };
  }

  function park(taken: Acceptor): void {
    state = 'parked';
    taken.onconnection = (_error, connection) => {
      if (connection === undefined || waiting.size >= most) {
        connection?.close();
        onRefused();
        return;
      }
      waiting.add(connection);
      setTimeout(() => {
        if (!waiting.delete(connection)) return;
        connection.close();
        onRefused();
      }, LONGEST_WAIT_MS).unref();
    };
  }

  function bound(taken: Acceptor): void {
    const deal = taken.onconnection;
    if (deal === undefined) return;
    state = 'dealing';
    taken.onconnection = (error, connection) => {
      if (connection === undefined) onRefused();
      else if (held >= most) {
        connection.close();
        onRefused();
        return;
      } else count(connection);
      deal(error, connection);
    };
    const late = [...waiting];
    waiting.clear();
    for (const connection of late) taken.onconnection(0, connection);
  }

  /** It is held until it is closed here: handed on, or given up. */
  function count(connection: Connection): void {
    held += 1;
    const close = connection.close;
    connection.close = (done) => {
      held -= 1;
      if (held === 0) emptied();
      connection.close = close;
      close.call(connection, done);
    };
  }

  return {
    descriptor: () => acceptor?.fd ?? null,
    endWithWorkers() {
      if (state === 'parked') closeAcceptor();
      else if (state === 'dealing') state = 'ending';
    },
    async close() {
      if (acceptor !== null && state !== 'closed') closeAcceptor();
      if (held === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      emptied = resolve;
      await promise;
    },
  };
}
