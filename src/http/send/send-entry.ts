import type { IncomingMessage, ServerResponse } from 'node:http';
import { rememberedEncoding } from '../../cache/accept-encoding.ts';
import { NO_STORE } from '../../cache/cache-policy.ts';
import { evaluateConditions, type Validators, type Verdict } from '../../cache/conditional-request.ts';
import { type Answer, createPageEntry, type HeaderList, type PageEntry } from '../../cache/page-entry.ts';
import { HttpError } from '../http-error.ts';
import { labelRoute } from '../request/route-label.ts';

const chooseEncoding = rememberedEncoding();

/** An answer without its body. */
export interface AnswerHead {
  /** Only a 200 may become a 304. */
  readonly status: number;
  readonly cacheControl: string;
  readonly headers: HeaderList;
  /** What a 304 keeps (RFC 9110 §15.4.5). */
  readonly unchangedHeaders: HeaderList;
}

/**
 * Answers with a finished page: 200 (or the entry's status) with its bytes, 304 when the client's copy is
 * good, no body for HEAD. Range is ignored, as RFC 9110 §14.2 allows.
 * @throws HttpError 412 where the request names another state of the page; an Error when the headers were sent before.
 */
export function sendEntry(request: IncomingMessage, response: ServerResponse, entry: PageEntry): void {
  if (entry.status === 200 && entry.route !== '') labelRoute(response, entry.route);
  writeEntry(request, response, entry);
}

/** The same without a note of the route, for whoever knows it. Returns how many bytes of a body are sent. @throws as `sendEntry`. */
export function writeEntry(request: IncomingMessage, response: ServerResponse, entry: PageEntry): number {
  const { status, cacheControl, lastModified } = entry;
  const encoding = chooseEncoding(request.headers['accept-encoding'], entry.encodings);
  const { bytes, etag, headers, unchangedHeaders } = entry.encoded(encoding);
  const verdict = status === 200 ? evaluate(request, { etag, lastModified }) : 'send';
  const head = { status, cacheControl, headers, unchangedHeaders };
  if (!sendHead(request, response, verdict, head)) return 0;
  response.end(bytes);
  return bytes.length;
}

/** Answers with what is made for one exchange. @throws as `sendEntry`. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  sendEntry(request, response, createPageEntry(answer));
}

/** Serves one answer, finished once. */
export function serveFixed(answer: Answer): (request: IncomingMessage, response: ServerResponse) => void {
  const entry = createPageEntry(answer);
  return (request, response) => sendEntry(request, response, entry);
}

/**
 * Whether the client's copy of what would be a 200 is good.
 * @throws HttpError 412 where the request names another state of it (RFC 9110 §13.1.1, §13.1.4).
 */
export function evaluate({ headers }: IncomingMessage, validators: Validators): Exclude<Verdict, 'failed'> {
  const verdict = evaluateConditions(headers, validators);
  if (verdict !== 'failed') return verdict;
  throw new HttpError(412, 'precondition-failed', 'The request names another state of what is there.');
}

/**
 * Sends all but the bytes of an answer, over what the application has set for every answer. A page carries no
 * request id, as caches would repeat it to everybody; what nobody may keep does. True where the bytes
 * are to follow; else the response is ended.
 */
export function sendHead(
  { method }: IncomingMessage,
  response: ServerResponse,
  verdict: Exclude<Verdict, 'failed'>,
  { status, cacheControl, headers, unchangedHeaders }: AnswerHead,
): boolean {
  const isKnown = verdict === 'not modified';
  // The rest, the Content-Security-Policy included, the client has kept with the body that it belongs to.
  if (isKnown) dropAllBut(response, 'connection', 'vary');
  else if (cacheControl !== NO_STORE) response.removeHeader('X-Request-Id');
  const own = withFormerVary(response, isKnown ? unchangedHeaders : headers);
  response.writeHead(isKnown ? 304 : status, own as string[]);
  if (!isKnown && method !== 'HEAD') return true;
  response.end();
  return false;
}

function dropAllBut(response: ServerResponse, ...kept: readonly string[]): void {
  for (const name of response.getHeaderNames()) if (!kept.includes(name)) response.removeHeader(name);
}

/** What the application varies by stays beside what the page does. */
function withFormerVary(response: ServerResponse, headers: HeaderList): HeaderList {
  const former = [response.getHeader('Vary') ?? []].flat().flatMap((value) => String(value).split(','));
  const at = headers.indexOf('Vary') + 1;
  if (former.length === 0 || at === 0) return headers;
  const names = former.map((name) => name.trim()).filter((name) => name !== '');
  const known = new Set(names.map((name) => name.toLowerCase()));
  const added = (headers[at] ?? '').split(', ').filter((name) => !known.has(name.toLowerCase()));
  return headers.with(at, [...names, ...(known.has('*') ? [] : added)].join(', '));
}
