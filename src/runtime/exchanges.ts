import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What each of a server's open connections was last asked. */
export interface Exchanges {
  /** The response to a connection's latest request, whether finished or not. */
  readonly latest: (socket: Duplex) => ServerResponse | undefined;
  /** Responses that are still being made or sent. */
  readonly open: () => readonly ServerResponse[];
}

/**
 * Watches a server's connections; costs one table write per request. Call it before the server has
 * its handler, so that a request is known before it is answered.
 */
export function trackExchanges(server: Server): Exchanges {
  const latest = new Map<Duplex, ServerResponse | undefined>();

  server.on('connection', (socket) => {
    latest.set(socket, undefined);
    socket.once('close', () => latest.delete(socket));
  });
  server.on('request', (request, response) => {
    if (latest.has(request.socket)) latest.set(request.socket, response);
  });

  return {
    latest: (socket) => latest.get(socket),
    open: () =>
      [...latest.values()].filter(
        (response): response is ServerResponse => response?.writableFinished === false,
      ),
  };
}
