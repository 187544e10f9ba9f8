import { createServer, type RequestListener } from 'node:http';
import type { SiteMetrics } from '../../telemetry/site-metrics.ts';
import { ListenError } from './listen-error.ts';
import { listenWithSuccessor } from './server-address.ts';

/** Where this machine alone reaches it: what it tells is not for readers. */
const HOST = '127.0.0.1';

/** A server for whoever watches over the site. */
export interface OpsServer {
  readonly url: string;
  close(): void;
}

/** What it tells. */
export interface OpsFacts {
  readonly openMetrics: () => Promise<SiteMetrics>;
  /** Whether readers may be sent to the site. */
  readonly isReady: () => boolean;
  /** Whether a former server has the port until this one does. */
  readonly isSuccessor: boolean;
}

/**
 * Serves `/metrics`, `/healthz` and `/readyz` on a port of this machine, and nothing else; it keeps no process alive.
 * Returns null for no port. @throws ListenError when the port cannot be had.
 */
export async function startOpsServer(
  port: number | null,
  { openMetrics, isReady, isSuccessor }: OpsFacts,
): Promise<OpsServer | null> {
  if (port === null) return null;
  const metrics = await openMetrics();
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, answerWith(metrics, isReady));
  server.maxConnections = 20;
  const taken = await listenWithSuccessor(server, HOST, port, isSuccessor).catch((error: unknown) => {
    throw error instanceof ListenError ? opsError(error, port) : error;
  });
  server.unref();
  return {
    url: `http://${HOST}:${taken}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answerWith(metrics: SiteMetrics, isReady: () => boolean): RequestListener {
  return async (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (request.url === '/healthz' && isRead) response.end('ok\n');
    else if (request.url === '/readyz' && isRead) {
      if (isReady()) response.end('ready\n');
      else response.writeHead(503, { 'Retry-After': '5' }).end('unavailable\n');
    } else if (request.url === '/metrics' && isRead) {
      try {
        const text = await metrics.text();
        response.setHeader('Content-Type', metrics.contentType);
        response.end(text);
      } catch {
        response.writeHead(500).end('The metrics could not be gathered.\n');
      }
    } else response.writeHead(404).end('Here are /metrics, /healthz and /readyz only.\n');
  };
}

function opsError({ code }: ListenError, port: number): ListenError {
  const cures: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is taken by another program. Stop that program, or set OPS_PORT to a free port or off.',
    EACCES: 'needs rights that this user lacks. Set OPS_PORT to 1024 or above, or to off.',
  };
  const cure = cures[code] ?? `cannot be listened on (${code}). Change it, or set it to off.`;
  return new ListenError(`OPS_PORT ${port} ${cure}`, code);
}
