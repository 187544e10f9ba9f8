import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';

declare global {
  namespace Express {
    interface Request {
      /** Names the request in the log, and to whoever was answered by an error. */
      id: string;
    }
  }
}

const PLAIN_WORD = /^[A-Za-z0-9._-]{8,128}$/;

/**
 * Names each request in `request.id` and in `X-Request-Id`: as the proxy in front named it, when it is one that is
 * trusted (the application's `trust proxy`) and the name is a plain word of 8–128 characters; else anew, so that no
 * stranger writes names of his own into the log.
 */
export function requestId(newId: () => string = randomUUID): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    const isNamed = typeof given === 'string' && PLAIN_WORD.test(given) && comesFromProxy(request);
    const id = isNamed ? given : newId();
    request.id = id;
    response.setHeader('X-Request-Id', id);
    next();
  };
}

/** Whether the other end of the connection is a proxy that is believed. */
function comesFromProxy({ app, socket }: Request): boolean {
  const isTrusted = app.get('trust proxy fn') as (address: string | undefined, hop: number) => boolean;
  return socket.remoteAddress !== undefined && isTrusted(socket.remoteAddress, 0);
}
