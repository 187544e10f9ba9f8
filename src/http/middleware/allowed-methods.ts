import type { RequestHandler } from 'express';
import { HttpError } from '../http-error.ts';

const ALLOW = 'GET, HEAD, OPTIONS';

/** Lets GET and HEAD pass; OPTIONS is answered by 204, anything else by 405 (thrown), both with `Allow`. */
export function allowedMethods(): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    // Nobody will read this body; without the header Node would, to save the connection.
    if (announcesBody(request.headers)) response.setHeader('Connection', 'close');
    if (request.method !== 'OPTIONS') {
      throw new HttpError(405, 'method-not-allowed', `${request.method} is not allowed here.`, {
        headers: { Allow: ALLOW },
      });
    }
    response.setHeader('Allow', ALLOW);
    response.setHeader('Cache-Control', 'no-store');
    response.statusCode = 204;
    response.end();
  };
}

function announcesBody(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
