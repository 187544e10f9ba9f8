import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { StandalonePage } from '../../http/send/standalone-page.ts';
import type { Exchanges } from './exchanges.ts';
import { announcesBody, validateRequest } from './validate-request.ts';
import { buildRefusal } from './refusal.ts';

export interface TakeRequestsOptions {
  readonly handler: RequestListener;
  readonly exchanges: Exchanges;
  readonly errorPage: StandalonePage;
}

/** Requests on their way to the handler. */
export interface TakenRequests {
  /** Whether the handler has not been asked yet: what has come of the body is looked at first. */
  readonly isWaiting: (response: ServerResponse) => boolean;
}

/**
 * Gives a server's requests to a handler: those that are sound, and with a body only when what has come of that could
 * be read, so that one answer tells of it. The rest is refused. Nobody is told to go on and send a body
 * (RFC 9110 §10.1.1), as none is wanted; another expectation is a 417.
 */
export function takeRequests(server: Server, options: TakeRequestsOptions): TakenRequests {
  const { handler, exchanges, errorPage } = options;
  const waiting = new WeakSet<ServerResponse>();

  const refuse = (response: ServerResponse, status: number): void => {
    const { headers, body } = buildRefusal(errorPage, status);
    response.writeHead(status, headers as string[]);
    if (response.req.method === 'HEAD') response.end();
    else response.end(body);
  };
  const take = exchanges.track((request, response) => {
    const status = validateRequest(request);
    if (status !== undefined) refuse(response, status);
    else if (announcesBody(request)) {
      waiting.add(response);
      setImmediate(() => {
        // Where the body was refused, or the client has gone, nothing can be written.
        if (waiting.delete(response) && request.socket.writable) handler(request, response);
      });
    } else handler(request, response);
  });

  server.on('request', take);
  server.on('checkContinue', (request, response) => server.emit('request', request, response));
  server.on(
    'checkExpectation',
    exchanges.track((_request, response) => refuse(response, 417)),
  );
  return { isWaiting: (response) => waiting.has(response) };
}
