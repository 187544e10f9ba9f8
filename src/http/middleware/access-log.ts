import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Level, Logger } from 'pino';

const MAX_URL_LENGTH = 500;
const MAX_AGENT_LENGTH = 200;

/** Asked every few seconds by machines; logged only when debugging. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** As proxies log a request whose client had gone before its answer began: no status was ever sent. */
const CLIENT_CLOSED_REQUEST = 499;

/** What is kept of one exchange: nothing that names a person. */
interface AccessRecord {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Of the body. */
  readonly bytes: number;
  readonly ms: number;
  readonly userAgent?: string;
  readonly referer?: string;
  /** The client went away before the end. */
  readonly aborted?: true;
}

/**
 * Writes one line when a response is over. 5xx are errors, 4xx warnings. Mount it after `requestId`. `now` gives
 * milliseconds; `shown` takes out of an address what opens something to whoever reads it.
 */
export function accessLog(
  log: Logger,
  now: () => number,
  shown: (url: string) => string = (url) => url,
): RequestHandler {
  return (request, response, next) => {
    const begun = now();
    // As the client wrote it: Express shortens `url` under mounted routers.
    const url = shown(request.originalUrl);
    const referer = request.headers.referer;
    response.once('close', () => {
      const level = chooseLevel(url, response);
      if (log.isLevelEnabled(level))
        log[level](
          toRecord(request, response, { url, referer: referer && shown(referer) }, now() - begun),
          'request',
        );
    });
    next();
  };
}

function chooseLevel(url: string, response: ServerResponse): Level {
  if (PROBES.has(url)) return 'debug';
  const status = response.statusCode;
  if (!response.headersSent) return 'info';
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}

function toRecord(
  request: IncomingMessage & { readonly id: string },
  response: ServerResponse,
  { url, referer }: { readonly url: string; readonly referer: string | undefined },
  ms: number,
): AccessRecord {
  const { 'user-agent': userAgent } = request.headers;
  return {
    id: request.id,
    method: request.method ?? '',
    url: url.slice(0, MAX_URL_LENGTH),
    status: response.headersSent ? response.statusCode : CLIENT_CLOSED_REQUEST,
    bytes: request.method === 'HEAD' ? 0 : Number(response.getHeader('content-length') ?? 0),
    ms,
    ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, MAX_AGENT_LENGTH) }),
    ...(referer === undefined ? {} : { referer: referer.slice(0, MAX_URL_LENGTH) }),
    ...(response.writableFinished ? {} : { aborted: true }),
  };
}
