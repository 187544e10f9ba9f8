import type { Finding } from '../problems/problem-log.ts';
import { type AnswerCaching, readCaching, readValidators } from './answer-headers.ts';
import { createLookup, type Resolve, resolveName } from './create-lookup.ts';
import { describeStatus } from './describe-status.ts';
import { FetchError, LATER, toFetchError } from './fetch-error.ts';
import { FETCH_LIMITS, type FetchLimits } from './fetch-limits.ts';
import { type Answer, followRedirects } from './follow-redirects.ts';
import { ACCEPT_ENCODING, readBody } from './read-body.ts';

/** What is asked for. */
export interface BytesRequest {
  readonly url: string;
  /** The value of Accept. */
  readonly accept: string;
  /** The validators of the last answer, to ask whether it still stands; null where there were none. */
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** By whom it is asked, and how. */
export interface FetchDeps {
  /** Whether private, loopback and other addresses that are not public may be asked. */
  readonly allowPrivate: boolean;
  /** The value of User-Agent. */
  readonly userAgent: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Ends the request early. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<FetchLimits>;
  /** Looks a name up; the machine’s own resolver where it is not given. */
  readonly resolve?: Resolve;
}

/** What was asked for stands as it was. */
export interface UnchangedBytes {
  readonly kind: 'unchanged';
  /** The URL to ask from now on, where every hop was a 301 or a 308 that is believed; null where nothing moved for good. */
  readonly movedTo: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly caching: AnswerCaching;
}

export interface FetchedBytes extends Omit<UnchangedBytes, 'kind'> {
  readonly kind: 'fetched';
  /** The whole body, unpacked. */
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  /** The URL that answered: relative links start from it. */
  readonly finalUrl: string;
}

export interface FailedFetch extends Finding {
  readonly kind: 'failed';
  /** The status that was answered; null where there was no answer. */
  readonly status: number | null;
  /** When the server asks to be tried again, in milliseconds since 1970; null where it does not say. */
  readonly retryAt: number | null;
}

/** `gone`: the server says that it is gone for good (410). */
export type BytesOutcome = FetchedBytes | UnchangedBytes | { readonly kind: 'gone' } | FailedFetch;

/**
 * Fetches what is at an http(s) address, within limits, from public addresses only unless told otherwise. Redirects
 * are followed, each hop judged as the first one, but never from https to http. Never rejects.
 */
export async function fetchBytes(request: BytesRequest, deps: FetchDeps): Promise<BytesOutcome> {
  const limits = { ...FETCH_LIMITS, ...deps.limits };
  const ending = new AbortController();
  const seconds = limits.wholeMs / 1000;
  const timer = setTimeout(
    () =>
      ending.abort(
        new FetchError(
          'whole-timeout',
          `The server is too slow: the fetch took longer than ${seconds} s.`,
          LATER,
        ),
      ),
    limits.wholeMs,
  );
  const stop = (): void =>
    ending.abort(new FetchError('ended', 'The fetch was ended.', 'It is made again at the next start.'));
  deps.signal?.addEventListener('abort', stop, { once: true });
  if (deps.signal?.aborted === true) stop();
  try {
    const answer = await followRedirects(request.url, headersFor(request, deps.userAgent), {
      lookup: createLookup(deps.resolve ?? resolveName, deps.allowPrivate),
      allowPrivate: deps.allowPrivate,
      limits,
      signal: ending.signal,
    });
    try {
      const outcome = await toOutcome(answer, request, deps, limits);
      // What came of a body that was cut off by the clock is not what is there.
      ending.signal.throwIfAborted();
      return outcome;
    } finally {
      answer.message.destroy();
    }
  } catch (thrown) {
    const { code, message, hint } = toFetchError(ending.signal.aborted ? ending.signal.reason : thrown);
    return { kind: 'failed', code, message, hint, status: null, retryAt: null };
  } finally {
    clearTimeout(timer);
    deps.signal?.removeEventListener('abort', stop);
  }
}

function headersFor(request: BytesRequest, userAgent: string): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': userAgent,
    accept: request.accept,
    'accept-encoding': ACCEPT_ENCODING,
    connection: 'close',
  };
  if (isFieldValue(request.etag)) headers['if-none-match'] = request.etag;
  if (isFieldValue(request.lastModified)) headers['if-modified-since'] = request.lastModified;
  return headers;
}

const isFieldValue = (value: string | null): value is string =>
  value !== null && /^[\x20-\x7e\x80-\xff]+$/.test(value);

async function toOutcome(
  answer: Answer,
  request: BytesRequest,
  deps: FetchDeps,
  limits: FetchLimits,
): Promise<BytesOutcome> {
  const { message, url, isForGood, hops } = answer;
  const { headers, statusCode: status = 0 } = message;
  const caching = readCaching(headers, deps.now());
  const { etag, lastModified } = readValidators(headers);
  const movedTo = isForGood && hops > 0 ? url.href : null;
  if (status === 304 && (request.etag ?? request.lastModified) !== null) {
    return {
      kind: 'unchanged',
      movedTo,
      etag: etag ?? request.etag,
      lastModified: lastModified ?? request.lastModified,
      caching,
    };
  }
  if (status === 410 && isForGood) return { kind: 'gone' };
  if (status !== 200 && status !== 203) {
    return { kind: 'failed', ...describeStatus(status), status, retryAt: caching.retryAt };
  }
  const contentType = headers['content-type'] ?? null;
  const bytes = await readBody(message, limits);
  return { kind: 'fetched', movedTo, bytes, contentType, finalUrl: url.href, etag, lastModified, caching };
}
