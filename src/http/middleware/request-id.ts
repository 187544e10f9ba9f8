import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

declare global {
  namespace Express {
    interface Request {
      /** Names the request in the log, and to whoever was answered by an error. */
      id: string;
    }
  }
}

const TRUSTED_SHAPE = /^[A-Za-z0-9._-]{8,128}$/;

/**
 * Names each request in `request.id` and in `X-Request-Id`: as the proxy in front named it when that
 * is a plain word of 8–128 characters, else anew.
 */
export function requestId(newId: () => string = randomUUID): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && TRUSTED_SHAPE.test(given) ? given : newId();
    request.id = id;
    response.setHeader('X-Request-Id', id);
    next();
  };
}
