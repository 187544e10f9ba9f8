import type { RequestListener } from 'node:http';
import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { accessLog } from '../http/middleware/access-log.ts';
import { oneHost } from '../http/middleware/one-host.ts';
import { requestId } from '../http/middleware/request-id.ts';
import { labelled } from '../http/request/route-label.ts';
import { isDeskWord, sayDesk } from '../words/desk/desk-words.ts';
import { DESK_ASSETS, type DeskAssets } from './desk-assets.ts';
import { DeskError } from './desk-error.ts';
import type { ShowDesk } from './desk-frame.ts';
import { deskHeaders } from './desk-headers.ts';
import { hideSecrets } from './hide-secrets.ts';

export interface DeskOptions {
  /** The desk's public origin. */
  readonly origin: string;
  /** As Express takes them. */
  readonly trustedProxies: readonly string[];
  readonly assets: DeskAssets;
  readonly show: ShowDesk;
  /** What answers, in the order in which it is asked: log-in, pages, programs. */
  readonly areas: readonly RequestHandler[];
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Puts the desk together; the caller listens. Its errors are told in plain words, and to programs as JSON. */
export function createDesk(options: DeskOptions): RequestListener {
  const { origin, trustedProxies, assets, show, areas, log, now } = options;
  const app = express();
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('trust proxy', trustedProxies);
  app.use(requestId());
  app.use(accessLog(log, now, hideSecrets));
  app.use(oneHost());
  app.get(
    '/healthz',
    labelled('health', (_request, response) => void response.type('text').send('ok\n')),
  );
  app.use(deskHeaders(origin));
  app.use((request, response, next) =>
    request.path.startsWith(DESK_ASSETS) ? assets.handler(request, response, next) : next(),
  );
  for (const area of areas) app.use(area);
  app.use(() => {
    throw new DeskError(404, 'not-found', sayDesk('desk-error-404-text'));
  });
  app.use(answerError(show, log));
  return app;
}

/** Whether whoever asks is a program, which is answered by JSON. */
export const wantsJson = (request: Request): boolean =>
  request.path.startsWith('/api/') || request.accepts(['html', 'json']) === 'json';

function answerError(show: ShowDesk, log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const told = asDeskError(error, request.id);
    const level = told.status >= 500 ? 'error' : 'debug';
    log[level]({ id: request.id, status: told.status, err: error }, 'request failed');
    if (response.headersSent || response.destroyed) {
      request.socket.destroy();
      return;
    }
    const { status, code, message, hint, headers } = told;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (wantsJson(request)) {
      response.status(status).json({ error: { code, message, hint } });
      return;
    }
    const key = `desk-error-${status}`;
    const title = sayDesk(isDeskWord(key) ? key : status >= 500 ? 'desk-error-500' : 'desk-error-400');
    show(request, response, {
      view: 'message',
      title,
      current: null,
      status,
      page: { title, message, hint },
    });
  };
}

/** Only what was made to be an answer says what is wrong: our own errors, and those of Express's libraries for clients. */
function asDeskError(error: unknown, id: string): DeskError {
  if (error instanceof DeskError) return error;
  const { status, expose } = (error ?? {}) as { readonly status?: unknown; readonly expose?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500 && expose === true) {
    const key = `desk-error-${status}`;
    return new DeskError(status, 'bad-request', sayDesk(isDeskWord(key) ? key : 'desk-error-400'));
  }
  return new DeskError(500, 'internal-error', sayDesk('desk-error-500-text', { request: id }));
}
