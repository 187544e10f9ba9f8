import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { HttpError } from '../http-error.ts';

/**
 * Refuses (400) a request with two Host headers, of which Node silently keeps the first, and an
 * HTTP/1.1 request with none (RFC 9112 §3.2): a cache in front might have chosen differently.
 */
export function oneHost(): RequestHandler {
  return (request, _response, next) => {
    if (hasOneHost(request)) return next();
    const hosts = countHosts(request.rawHeaders);
    if (hosts > 1) throw new HttpError(400, 'several-hosts', 'The request has several Host headers.');
    throw new HttpError(400, 'host-missing', 'The request has no Host header.');
  };
}

/** Whether a request has one Host header, or none where HTTP/1.0 allows it. */
export function hasOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  const hosts = countHosts(rawHeaders);
  return hosts === 1 || (hosts === 0 && httpVersion !== '1.1');
}

/** `rawHeaders` alternates names and values, as received. */
function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}
