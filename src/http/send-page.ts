import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRepresentation } from '../cache/representation.ts';
import { sendRepresentation } from './send-representation.ts';

/** Browsers ask each time whether a page has changed, and mostly hear 304. */
export const REVALIDATE = 'public, max-age=0, must-revalidate';

/** Sends a rendered page; one with an error's status is never stored. */
export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  html: string,
  status = 200,
): void {
  const page = createRepresentation({ body: html, contentType: 'text/html; charset=utf-8' });
  sendRepresentation(request, response, page, {
    status,
    cacheControl: status === 200 ? REVALIDATE : 'no-store',
  });
}
