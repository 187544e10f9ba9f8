import { MOST_TRANSFERS } from '../../http/send/transfer-slots.ts';
import { connectionsWithin, readDescriptorLimit, transfersWithin } from './descriptor-limit.ts';

/** What one client may cost before it is let go. Times in ms. */
export interface ServerLimits {
  /** From a connection's first moment, or a request's first byte, to the end of the headers. */
  readonly headersTimeoutMs: number;
  /** From a request's first byte to its last; not below `headersTimeoutMs`. */
  readonly requestTimeoutMs: number;
  /** How long a connection without a request stays open. */
  readonly keepAliveTimeoutMs: number;
  /** A connection on which no byte moves either way, as of a reader who stops reading. */
  readonly idleTimeoutMs: number;
  /** How often the first two are looked at. */
  readonly checkIntervalMs: number;
  /** How long a refused client may go on talking, so that it gets to read the answer. */
  readonly lingerMs: number;
  /** Request line and headers together; more is answered by 431. */
  readonly maxHeaderBytes: number;
  /** Header lines; more are answered by 431. */
  readonly maxHeaderCount: number;
  /** Connections beyond are closed at once. */
  readonly maxConnections: number;
  /** 0 means any number. */
  readonly maxRequestsPerSocket: number;
}

/**
 * Keep-alive outlasts the 60 s for which nginx and the usual load balancers keep idle connections, so
 * that it is never the server who closes one just as a request comes in. Requests per connection are
 * not limited, as a proxy sends all its readers' down a few, and Node answers those beyond the limit
 * by a bare 503. The rest is ample for a slow phone and tight for an attacker.
 */
export const DEFAULT_LIMITS: ServerLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 65_000,
  idleTimeoutMs: 30_000,
  checkIntervalMs: 1_000,
  lingerMs: 1_000,
  maxHeaderBytes: 16 * 1024,
  maxHeaderCount: 100,
  maxConnections: 5_000,
  maxRequestsPerSocket: 0,
};

/** How many connections this process may hold: the default, or what the system's limit of descriptors leaves room for. */
export function mostConnections(): number {
  return Math.min(DEFAULT_LIMITS.maxConnections, connectionsWithin(readDescriptorLimit()));
}

/** How many files this process may send at once: the default, or what the system's limit of descriptors leaves room for. */
export function mostTransfers(): number {
  return Math.min(MOST_TRANSFERS, transfersWithin(readDescriptorLimit()));
}
