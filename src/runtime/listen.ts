import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Logger } from 'pino';
import type { StandalonePage } from '../http/standalone-page.ts';
import { answerClientError } from './client-error.ts';
import { type Exchanges, trackExchanges } from './exchanges.ts';
import { DEFAULT_LIMITS, type ServerLimits } from './server-limits.ts';

export interface ListenOptions {
  /** An Express application, or any other listener. */
  readonly handler: RequestListener;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly errorPage: StandalonePage;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly limits?: Partial<ServerLimits> | undefined;
}

export interface RunningServer {
  readonly server: Server;
  readonly exchanges: Exchanges;
  /** Where this machine reaches it, such as `http://127.0.0.1:3000`. */
  readonly url: string;
}

/** The server could not take its address; the message says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  /** Node's: `EADDRINUSE`, `EACCES`, … */
  readonly code: string;

  constructor(message: string, code: string, options: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Writes the ready line, at any log level but `silent`: from now on the site is served. */
export function announce({ url }: RunningServer, log: Logger): void {
  if (log.level !== 'silent') log.child({}, { level: 'info' }).info({ url }, 'listening');
}

/** Starts an HTTP server within its limits. Throws a ListenError when the address cannot be had. */
export async function startServer(options: ListenOptions): Promise<RunningServer> {
  const { handler, host, port } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const server = createLimitedServer(limits);
  const exchanges = trackExchanges(server);
  const { errorPage, now } = options;
  server.on('clientError', answerClientError({ errorPage, exchanges, lingerMs: limits.lingerMs, now }));
  server.on('request', handler);
  // A body is never wanted, so nobody is told to go on and send it (RFC 9110 §10.1.1).
  server.on('checkContinue', (request, response) => server.emit('request', request, response));
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));

  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw toListenError(error, host, port);
  }
  return { server, exchanges, url: toUrl(server, host) };
}

function createLimitedServer(limits: ServerLimits): Server {
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
    maxHeaderSize: limits.maxHeaderBytes,
    // The application refuses it with a page of its own.
    requireHostHeader: false,
  });
  server.timeout = limits.idleTimeoutMs;
  server.maxHeadersCount = limits.maxHeaderCount;
  server.maxConnections = limits.maxConnections;
  server.maxRequestsPerSocket = limits.maxRequestsPerSocket;
  return server;
}

function toUrl(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const isEveryAddress = host === '0.0.0.0' || host === '::' || host === '';
  const name = isEveryAddress ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function toListenError(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const cures: Readonly<Record<string, string>> = {
    EADDRINUSE: `PORT ${port} on ${host} is taken by another program. Stop that program or set PORT to a free port.`,
    EACCES: `PORT ${port} needs rights that this user lacks. Set PORT to 1024 or above.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine. Set HOST to 127.0.0.1, or 0.0.0.0 for all.`,
    ENOTFOUND: `HOST ${host} is not known. Set HOST to 127.0.0.1, or 0.0.0.0 for all.`,
  };
  const message =
    cures[error.code] ?? `HOST ${host}, PORT ${port} cannot be listened on (${error.code}). Change them.`;
  return new ListenError(message, error.code, { cause: error });
}
