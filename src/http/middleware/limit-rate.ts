import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import type { Logger } from 'pino';
import { setBackNotice } from '../../domain/set-back.ts';
import { HttpError } from '../http-error.ts';

/** How many requests one client may make within a time. */
export interface Rate {
  readonly requests: number;
  readonly windowMs: number;
}

/** Shared by clients that a proxy calls something other than an address. */
const NO_ADDRESS = 'unknown';
const ADDRESS_WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/;

/**
 * Throws an HttpError 429 with `Retry-After` for a client that asks too often, and tells every client its standing
 * (`RateLimit`, `RateLimit-Policy`: draft-ietf-httpapi-ratelimit-headers-08). Clients are told apart by their
 * addresses, those of IPv6 by their /56 network, which one customer may have. Each process counts its own requests and
 * forgets an address after two windows, and all of them when the clock is set back: their windows end by the clock.
 */
export function limitRate({ requests, windowMs }: Rate, log: Logger, now: () => number): RequestHandler {
  const store = new MemoryStore();
  const wasSetBack = setBackNotice(now);
  const limit = rateLimit({
    store,
    limit: requests,
    windowMs,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: ({ ip }) => clientKey(ip),
    handler(_request, _response, next) {
      next(new HttpError(429, 'too-many-requests', 'The client asks too often.'));
    },
    logger: {
      warn: (error, message) => log.warn({ err: error }, message ?? 'rate limit'),
      error: (error, message) => log.error({ err: error }, message ?? 'rate limit'),
    },
  });
  return (request, response, next) => {
    if (wasSetBack()) void store.resetAll();
    return limit(request, response, next);
  };
}

/** The address, or network, by which a client is counted. Some proxies add a port. */
export function clientKey(address: string | undefined): string {
  const [, inBrackets, beforePort] = ADDRESS_WITH_PORT.exec(address ?? '') ?? [];
  const bare = inBrackets ?? beforePort ?? address ?? '';
  return isIP(bare) === 0 ? NO_ADDRESS : ipKeyGenerator(bare);
}
