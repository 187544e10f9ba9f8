import { createServer, type RequestListener, type Server } from 'node:http';
import type { StandalonePage } from '../../http/send/standalone-page.ts';
import { answerUnreadable } from './client-error.ts';
import { type Exchanges, trackExchanges } from './exchanges.ts';
import { listenOn, serverUrl } from './server-address.ts';
import { DEFAULT_LIMITS, mostConnections, type ServerLimits } from './server-limits.ts';
import { takeRequests } from './take-requests.ts';

export interface ListenOptions {
  /** An Express application, or any other listener. */
  readonly handler: RequestListener;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Has it listen otherwise than by itself. */
  readonly by?: ((server: Server, host: string, port: number) => Promise<number>) | undefined;
  readonly errorPage: StandalonePage;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly limits?: Partial<ServerLimits> | undefined;
  /** Told of each connection that there is no room for, or no descriptor. */
  readonly onRefused?: (() => void) | undefined;
}

export interface RunningServer {
  readonly server: Server;
  readonly exchanges: Exchanges;
  /** Where this machine reaches it, such as `http://127.0.0.1:3000`. */
  readonly url: string;
}

/** Starts an HTTP server within its limits. Throws a ListenError when the address cannot be had. */
export async function startServer(options: ListenOptions): Promise<RunningServer> {
  const { handler, host, port, by = listenOn } = options;
  const limits = { ...DEFAULT_LIMITS, maxConnections: mostConnections(), ...options.limits };
  const server = createLimitedServer(limits);
  const exchanges = trackExchanges(server);
  const { errorPage, now } = options;
  const { isWaiting } = takeRequests(server, { handler, exchanges, errorPage });
  const unreadable = answerUnreadable({ errorPage, exchanges, isWaiting, lingerMs: limits.lingerMs, now });
  server.on('clientError', unreadable.onError);
  server.on('connect', unreadable.onConnect);

  const { onRefused = () => {} } = options;
  server.on('drop', onRefused);
  const taken = await by(server, host, port);
  // Of accepting, as where the system has no descriptor left; unheard it would end the process.
  server.on('error', onRefused);
  return { server, exchanges, url: serverUrl(host, taken) };
}

/** The descriptor of a server's listening socket; null where it does not listen, or a later Node does not say. */
export function descriptorOf(server: Server): number | null {
  const { _handle: handle } = server as Server & { readonly _handle?: { readonly fd?: number } | null };
  return handle?.fd ?? null;
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
  // A web worker would else hand connections beyond it back to the supervisor, which offers them again.
  Object.assign(server, { dropMaxConnection: true });
  server.maxRequestsPerSocket = limits.maxRequestsPerSocket;
  return server;
}
