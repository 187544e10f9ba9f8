import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { chooseEncoding } from '../../cache/accept-encoding.ts';
import { judgeConditions } from '../../cache/conditional-request.ts';
import { formatHttpDate } from '../../cache/http-date.ts';
import type { Representation } from '../../cache/representation.ts';
import { preconditionFailed } from '../http-error.ts';

export interface SendOptions {
  /** 200 by default; only a 200 has validators and may become a 304. */
  readonly status?: number | undefined;
  readonly cacheControl: string;
  readonly headers?: OutgoingHttpHeaders | undefined;
}

/**
 * What stays on a 304: the fields of RFC 9110 §15.4.5, and those about this exchange. The rest, CSP
 * included, the client has kept with the body they belong to.
 */
const KEPT_ON_NOT_MODIFIED: ReadonlySet<string> = new Set([
  'cache-control',
  'connection',
  'content-location',
  'date',
  'etag',
  'expires',
  'vary',
  'x-request-id',
]);

/**
 * Answers with the best encoding of a representation: 200 (or `status`) with its bytes, 304 when the
 * client's copy is good, no body for HEAD. Range is ignored, as RFC 9110 §14.2 allows. Ends the
 * response. @throws HttpError 412 where the request names another state of it; an Error when its headers were sent before.
 */
export function sendRepresentation(
  request: IncomingMessage,
  response: ServerResponse,
  representation: Representation,
  { status = 200, cacheControl, headers = {} }: SendOptions,
): void {
  const encoding = chooseEncoding(request.headers['accept-encoding'], representation.encodings);
  const { bytes, etag } = representation.encoded(encoding);
  const { lastModified } = representation;

  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.setHeader('Cache-Control', cacheControl);
  if (representation.isCompressible) addToVary(response, 'Accept-Encoding');

  if (status === 200) {
    response.setHeader('ETag', etag);
    if (lastModified !== undefined) response.setHeader('Last-Modified', formatHttpDate(lastModified));
    const verdict = isRead(request) ? judgeConditions(request.headers, { etag, lastModified }) : 'send';
    if (verdict === 'failed') throw preconditionFailed();
    if (verdict === 'not modified') {
      sendNotModified(response);
      return;
    }
  }

  response.statusCode = status;
  response.setHeader('Content-Type', representation.contentType);
  response.setHeader('Content-Length', bytes.length);
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  if (request.method === 'HEAD') response.end();
  else response.end(bytes);
}

/** Adds a field name to Vary unless it, or `*`, is there already. */
export function addToVary(response: ServerResponse, field: string): void {
  const names = [response.getHeader('Vary') ?? []].flat().flatMap((value) => String(value).split(','));
  const present = names.map((name) => name.trim()).filter((name) => name !== '');
  const isThere = present.some((name) => name === '*' || name.toLowerCase() === field.toLowerCase());
  response.setHeader('Vary', (isThere ? present : [...present, field]).join(', '));
}

/** Answers 304: the client's copy is good. */
export function sendNotModified(response: ServerResponse): void {
  for (const name of response.getHeaderNames()) {
    if (!KEPT_ON_NOT_MODIFIED.has(name)) response.removeHeader(name);
  }
  response.statusCode = 304;
  response.end();
}

function isRead(request: IncomingMessage): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}
