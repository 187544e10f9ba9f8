import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { rememberedEncoding } from '../cache/accept-encoding.ts';
import { isNotModified } from '../cache/conditional-request.ts';
import type { PageEntry } from '../cache/page-entry.ts';

const chooseEncoding = rememberedEncoding();

/**
 * Answers with a finished page: 200 (or the entry's status) with its bytes, 304 when the client's copy is
 * good, no body for HEAD. A page carries no request id, as shared caches would repeat it to everybody; an error
 * does. `extra` is for errors, such as `Allow`. Throws when the headers were sent before.
 */
export function sendEntry(
  request: IncomingMessage,
  response: ServerResponse,
  entry: PageEntry,
  extra: OutgoingHttpHeaders = {},
): void {
  const { headers } = request;
  const { status, encodings, lastModified } = entry;
  const answer = entry.encoded(chooseEncoding(headers['accept-encoding'], encodings));
  const before = response.getHeaderNames();
  if (status === 200 && isNotModified(headers, { etag: answer.etag, lastModified })) {
    for (const name of before) if (name !== 'connection') response.removeHeader(name);
    response.writeHead(304, answer.unchangedHeaders as string[]);
    response.end();
    return;
  }
  if (status === 200) response.removeHeader('x-request-id');
  for (const [name, value] of Object.entries(extra)) {
    if (value !== undefined) response.setHeader(name, value);
  }
  // The application has set those headers that every answer has.
  const isBare = !before.includes('content-security-policy');
  response.writeHead(status, (isBare ? answer.headers : answer.ownHeaders) as string[]);
  if (request.method === 'HEAD') response.end();
  else response.end(answer.bytes);
}
