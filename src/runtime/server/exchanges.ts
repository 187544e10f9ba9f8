import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What each of a server's open connections was last asked. */
export interface Exchanges {
  /** Makes a handler whose requests are known before it answers them. */
  readonly track: (handler: RequestListener) => RequestListener;
  /** The response to a connection's latest request, whether finished or not. */
  readonly latest: (socket: Duplex) => ServerResponse | undefined;
  /** How many connections are open. */
  readonly connections: () => number;
  /** Responses that are still being made or sent. */
  readonly open: () => readonly ServerResponse[];
}

/**
 * Watches a server's connections; costs one table write per request. The server's handler has to be one that
 * `track` made.
 */
export function trackExchanges(server: Server): Exchanges {
  const latest = new Map<Duplex, ServerResponse | undefined>();

  server.on('connection', (socket) => {
    latest.set(socket, undefined);
    socket.once('close', () => latest.delete(socket));
  });

  return {
    // One listener for requests is answered faster than two.
    track: (handler) => (request, response) => {
      if (latest.has(request.socket)) latest.set(request.socket, response);
      handler(request, response);
    },
    latest: (socket) => latest.get(socket),
    connections: () => latest.size,
    open: () =>
      [...latest.values()].filter(
        (response): response is ServerResponse => response?.writableFinished === false,
      ),
  };
}
