import type { ServerResponse } from 'node:http';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { PageEntry } from '../../cache/page-entry.ts';
import { HttpError } from '../http-error.ts';
import { sendEntry } from '../send/send-entry.ts';
import type { StandalonePage } from '../send/standalone-page.ts';

export interface ErrorHandlerOptions {
  readonly errorPage: StandalonePage;
  readonly log: Logger;
  /** The site's own page for a status at a path, in the site's dress; undefined where it has none. May throw. */
  readonly findPage?: ((status: number, path: string) => Promise<PageEntry> | undefined) | undefined;
  /** Answers in a form of its own, headers included, where the client wants one; true when it has. */
  readonly answer?: ((request: Request, response: Response, status: number) => boolean) | undefined;
}

/** Set by a handler for the page it could not finish; wrong beside an error page. */
const ABOUT_THE_LOST_PAGE: ReadonlySet<string> = new Set([
  'accept-ranges',
  'cache-tag',
  'cdn-cache-control',
  'etag',
  'expires',
  'last-modified',
  'link',
  'location',
  'set-cookie',
  'surrogate-control',
  'surrogate-key',
]);

/**
 * Answers an error with a finished page that tells nothing of its cause, never stored, and logs
 * server faults with the request's id. Mount it last. A response already under way is cut off, so
 * that no half page is taken for a whole one.
 */
export function errorHandler({ errorPage, log, findPage, answer }: ErrorHandlerOptions): ErrorRequestHandler {
  return async (error: unknown, request, response, _next) => {
    const status = toStatus(error);
    const isGone = response.destroyed || request.socket.destroyed;
    const level = status >= 500 && !isGone ? 'error' : 'debug';
    log[level]({ id: request.id, status, err: error }, 'request failed');
    if (response.headersSent || isGone) {
      request.socket.destroy();
      return;
    }

    dropLostPage(response);
    for (const [name, value] of Object.entries(toHeaders(error))) response.setHeader(name, value);
    if (answer?.(request, response, status) === true) return;
    sendEntry(request, response, (await tryFind(status, request)) ?? errorPage.get(status));
  };

  async function tryFind(status: number, request: Request): Promise<PageEntry | undefined> {
    try {
      return await findPage?.(status, request.path);
    } catch (error) {
      log.error({ id: request.id, status, err: error }, 'error page failed');
      return undefined;
    }
  }
}

/**
 * Only errors made to be answers have a status: our own, those of Express's libraries (http-errors
 * marks the ones for the client by `expose`), and the router's URIError for a malformed path. A
 * `status` on anything else, such as a failed fetch, is about something else.
 */
function toStatus(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  if (!(error instanceof Error) || !('status' in error)) return 500;
  const isForClient = error instanceof URIError || ('expose' in error && error.expose === true);
  const { status } = error;
  const isClientStatus =
    typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 500;
  return isForClient && isClientStatus ? status : 500;
}

function toHeaders(error: unknown): Readonly<Record<string, string>> {
  return error instanceof HttpError ? error.headers : {};
}

function dropLostPage(response: ServerResponse): void {
  for (const name of response.getHeaderNames()) {
    const isContent = name.startsWith('content-') && !name.startsWith('content-security-policy');
    if (isContent || ABOUT_THE_LOST_PAGE.has(name)) response.removeHeader(name);
  }
}
