import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { LevelWithSilent, Logger } from 'pino';
import { pinoHttp } from 'pino-http';

const MAX_URL_LENGTH = 500;
const MAX_AGENT_LENGTH = 200;

/** Asked every few seconds by machines; logged only when debugging. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** What is kept of one exchange: nothing that names a person. */
interface AccessRecord {
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
 * Writes one line when a response is over, and gives the request its own `request.log`, whose lines
 * carry its id. 5xx are errors, 4xx warnings. Mount it after `requestId`.
 */
export function accessLog(log: Logger): RequestHandler {
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger: log,
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'id' },
    customLogLevel: chooseLevel,
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    customSuccessObject: (request, response, timed) => toRecord(request, response, timed),
    customErrorObject: (request, response, _error, timed) => toRecord(request, response, timed),
  });
}

function chooseLevel(request: IncomingMessage, response: ServerResponse): LevelWithSilent {
  if (PROBES.has(requestUrl(request))) return 'debug';
  if (response.statusCode >= 500) return 'error';
  return response.statusCode >= 400 ? 'warn' : 'info';
}

function toRecord(
  request: IncomingMessage,
  response: ServerResponse,
  timed: { readonly responseTime: number },
): AccessRecord {
  const { 'user-agent': userAgent, referer } = request.headers;
  return {
    method: request.method ?? '',
    url: requestUrl(request).slice(0, MAX_URL_LENGTH),
    status: response.statusCode,
    bytes: request.method === 'HEAD' ? 0 : Number(response.getHeader('content-length') ?? 0),
    ms: timed.responseTime,
    ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, MAX_AGENT_LENGTH) }),
    ...(referer === undefined ? {} : { referer: referer.slice(0, MAX_URL_LENGTH) }),
    ...(response.writableFinished ? {} : { aborted: true }),
  };
}

/** As the client wrote it: Express shortens `url` under mounted routers. */
function requestUrl(request: IncomingMessage): string {
  const original = 'originalUrl' in request ? request.originalUrl : undefined;
  return typeof original === 'string' ? original : (request.url ?? '');
}
