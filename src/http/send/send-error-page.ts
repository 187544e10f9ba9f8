import type { IncomingMessage, ServerResponse } from 'node:http';
import { NO_STORE } from '../../cache/cache-policy.ts';
import { createRepresentation } from '../../cache/representation.ts';
import { sendRepresentation } from './send-representation.ts';

/** Sends a page that is an error, so never stored. */
export function sendErrorPage(
  request: IncomingMessage,
  response: ServerResponse,
  html: string,
  status: number,
): void {
  const page = createRepresentation({ body: html, contentType: 'text/html; charset=utf-8' });
  sendRepresentation(request, response, page, { status, cacheControl: NO_STORE });
}
