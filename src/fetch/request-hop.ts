import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { FetchError, LATER } from './fetch-error.ts';
import type { FetchLimits } from './fetch-limits.ts';
import { privateAddressError } from './create-lookup.ts';
import { isPublicAddress } from './public-address.ts';

export interface HopDeps {
  readonly lookup: LookupFunction;
  readonly limits: FetchLimits;
  /** Ends the request and the reading of its body. */
  readonly signal: AbortSignal;
  /** GET where it is not given. */
  readonly method?: 'GET' | 'HEAD';
}

/**
 * Reads an address that something may be fetched from, without its fragment. Throws a FetchError for what is
 * no address, not http(s), holds a password, or is an IP address, in whatever notation, that is not public.
 */
export function readWebUrl(written: string, base: URL | undefined, allowPrivate: boolean): URL {
  const url = URL.parse(written, base);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new FetchError(
      'address-form',
      'The address is not one of the web.',
      'Give an address that begins with https:// or http://.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new FetchError(
      'address-credentials',
      'The address holds a user name or a password.',
      'Use an address for everybody, which has neither.',
    );
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw privateAddressError(host, host);
  url.hash = '';
  return url;
}

/**
 * Sends one request, and returns the answer as soon as its head is there; its body is yet to be read. No redirect
 * is followed and no connection is kept. Rejects with a FetchError or an error of node:http.
 */
export function requestHop(
  url: URL,
  headers: Readonly<Record<string, string>>,
  deps: HopDeps,
): Promise<IncomingMessage> {
  const { lookup, limits, signal, method = 'GET' } = deps;
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const asked = request(url, {
      method,
      headers,
      lookup,
      signal,
      agent: false,
      maxHeaderSize: limits.headBytes,
      insecureHTTPParser: false,
    });
    const late = (code: string, message: string) => () => asked.destroy(new FetchError(code, message, LATER));
    let timer = setTimeout(
      late('connect-timeout', `No connection within ${limits.connectMs / 1000} s.`),
      limits.connectMs,
    );
    const connected = (): void => {
      clearTimeout(timer);
      timer = setTimeout(
        late('head-timeout', `No answer within ${limits.headMs / 1000} s of the connection.`),
        limits.headMs,
      );
    };
    asked.once('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
    });
    asked.once('response', (message) => {
      clearTimeout(timer);
      resolve(message);
    });
    // Errors after the head come out of the body; this listener keeps them from being thrown.
    asked.on('error', (error) => {
      clearTimeout(timer);
      reject(signal.aborted && signal.reason instanceof FetchError ? signal.reason : error);
    });
    asked.once('close', () => clearTimeout(timer));
    asked.end();
  });
}
