import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { rememberedEncoding } from '../cache/accept-encoding.ts';
import { isNotModified } from '../cache/conditional-request.ts';
import type { EncodedAnswer, PageEntry } from '../cache/page-entry.ts';

const chooseEncoding = rememberedEncoding();

/**
 * Answers with a finished page: 200 (or the entry's status) with its bytes, 304 when the client's copy is
 * good, no body for HEAD. The response must be new, but for a `Connection` that it may say.
 */
export function sendFinished(request: IncomingMessage, response: ServerResponse, entry: PageEntry): void {
  const answer = chooseAnswer(request, entry);
  const isKnown = isUnchanged(request, entry, answer);
  response.writeHead(
    isKnown ? 304 : entry.status,
    (isKnown ? answer.unchangedHeaders : answer.headers) as string[],
  );
  if (isKnown || request.method === 'HEAD') response.end();
  else response.end(answer.bytes);
}

/**
 * The same within the application, which has set the headers that every answer has. A page carries no request
 * id, as shared caches would repeat it to everybody; an error does. `extra` is for errors, such as `Allow`.
 * Throws when the headers were sent before.
 */
export function sendEntry(
  request: IncomingMessage,
  response: ServerResponse,
  entry: PageEntry,
  extra: OutgoingHttpHeaders = {},
): void {
  const answer = chooseAnswer(request, entry);
  if (isUnchanged(request, entry, answer)) {
    for (const name of response.getHeaderNames()) if (name !== 'connection') response.removeHeader(name);
    response.writeHead(304, answer.unchangedHeaders as string[]);
    response.end();
    return;
  }
  if (entry.status === 200) response.removeHeader('x-request-id');
  for (const [name, value] of Object.entries(extra)) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(entry.status, answer.ownHeaders as string[]);
  if (request.method === 'HEAD') response.end();
  else response.end(answer.bytes);
}

function chooseAnswer({ headers }: IncomingMessage, entry: PageEntry): EncodedAnswer {
  return entry.encoded(chooseEncoding(headers['accept-encoding'], entry.encodings));
}

/** Only a 200 has validators. */
function isUnchanged({ headers }: IncomingMessage, entry: PageEntry, { etag }: EncodedAnswer): boolean {
  if (entry.status !== 200) return false;
  if (headers['if-none-match'] === undefined && headers['if-modified-since'] === undefined) return false;
  return isNotModified(headers, { etag, lastModified: entry.lastModified });
}
