import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Level, Logger } from 'pino';
import { routeOf } from '../request/route-label.ts';
import { bodyBytes, sentStatus } from '../send/sent-status.ts';

const MAX_URL_LENGTH = 500;
const MAX_AGENT_LENGTH = 200;

/** Routes of what pages are made of. A page has dozens, so that what goes well with them is logged only when debugging. */
const QUIET_ROUTES: ReadonlySet<string | null> = new Set(['asset', 'card', 'media', 'picture']);

/** Route of probes, which machines send every few seconds. */
const PROBE = 'health';

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
 * Writes one line when a response is over. 5xx are errors, 4xx warnings; of pictures and other files, what went well or was not
 * waited for is for debugging, as all is of probes. Mount it after `requestId`. `now` gives milliseconds; `shown` takes out of an
 * address what opens something to whoever reads it.
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
      const level = chooseLevel(response);
      if (log.isLevelEnabled(level))
        log[level](
          toRecord(request, response, { url, referer: referer && shown(referer) }, now() - begun),
          'request',
        );
    });
    next();
  };
}

function chooseLevel(response: ServerResponse): Level {
  const { statusCode: status, headersSent: isAnswered } = response;
  const route = routeOf(response);
  if (route === PROBE) return 'debug';
  if (isAnswered && status >= 500) return 'error';
  if (isAnswered && status >= 400) return 'warn';
  return QUIET_ROUTES.has(route) ? 'debug' : 'info';
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
    status: sentStatus(response),
    bytes: bodyBytes(response),
    ms,
    ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, MAX_AGENT_LENGTH) }),
    ...(referer === undefined ? {} : { referer: referer.slice(0, MAX_URL_LENGTH) }),
    ...(response.writableFinished ? {} : { aborted: true }),
  };
}
