import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { rememberedEncoding } from '../../cache/accept-encoding.ts';
import { isNotModified, judgeConditions, type Validators } from '../../cache/conditional-request.ts';
import type { EncodedAnswer, PageEntry } from '../../cache/page-entry.ts';
import { preconditionFailed } from '../http-error.ts';

const chooseEncoding = rememberedEncoding();

/**
 * Answers with a finished page: 200 (or the entry's status) with its bytes, 304 when the client's copy is
 * good, no body for HEAD. The response must be new, but for a `Connection` that it may say. The request must name no
 * state (If-Match, If-Unmodified-Since): see `sendEntry`.
 */
export function sendFinished(request: IncomingMessage, response: ServerResponse, entry: PageEntry): void {
  const answer = chooseAnswer(request, entry);
  const isKnown = hasValidators(request, entry) && isNotModified(request.headers, validators(entry, answer));
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
 * @throws HttpError 412 where the request names another state of the page; an Error when the headers were sent before.
 */
export function sendEntry(
  request: IncomingMessage,
  response: ServerResponse,
  entry: PageEntry,
  extra: OutgoingHttpHeaders = {},
): void {
  const answer = chooseAnswer(request, entry);
  const verdict = entry.status === 200 ? judgeConditions(request.headers, validators(entry, answer)) : 'send';
  if (verdict === 'failed') throw preconditionFailed();
  if (verdict === 'not modified') {
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

/** Only a 200 has validators; most requests ask by none. */
function hasValidators({ headers }: IncomingMessage, { status }: PageEntry): boolean {
  if (status !== 200) return false;
  return headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;
}

function validators({ lastModified }: PageEntry, { etag }: EncodedAnswer): Validators {
  return { etag, lastModified };
}
