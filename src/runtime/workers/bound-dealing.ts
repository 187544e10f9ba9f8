import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:net';

/** A connection that this process has accepted, as Node deals with it. */
interface Connection {
  close(done?: () => void): void;
}

/** What accepts connections. */
interface Acceptor {
  onconnection?: ((error: number, connection?: Connection) => void) | undefined;
}

/** Told when a server has its handle, before it says that it listens. */
const LISTENING = 'tracing:net.server.listen:asyncEnd';

/**
 * Bounds how many connections this process has accepted for its cluster's workers, and not handed on yet: those beyond
 * `most` are closed at once and told, as are those that the system had no descriptor for. Without it a worker that
 * is slow to take them lets this process run out of descriptors, and nobody hears of what the system drops then. Call
 * it once, before the first worker. Does nothing where a later Node accepts otherwise.
 */
export function boundDealing(most: number, onRefused: () => void): void {
  let held = 0;
  subscribe(LISTENING, (message) => {
    const { server } = message as { readonly server: Server & { readonly _handle?: Acceptor | null } };
    const acceptor = server._handle;
    // The cluster takes the handle away from the server that it listened with, and deals connections itself.
    server.once('listening', () => {
      process.nextTick(() => {
        if (acceptor == null || server._handle === acceptor) return;
        bound(acceptor);
      });
    });
  });

  function bound(acceptor: Acceptor): void {
    const deal = acceptor.onconnection;
    if (deal === undefined) return;
    acceptor.onconnection = (error, connection) => {
      if (connection === undefined) onRefused();
      else if (held >= most) {
        connection.close();
        onRefused();
        return;
      } else count(connection);
      deal(error, connection);
    };
  }

  /** It is held until it is closed here: handed on, or given up. */
  function count(connection: Connection): void {
    held += 1;
    const close = connection.close;
    connection.close = (done) => {
      held -= 1;
      connection.close = close;
      close.call(connection, done);
    };
  }
}
