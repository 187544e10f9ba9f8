/** A request as it goes out. */
export interface OutgoingRequest {
  /** POST by default. */
  readonly method?: 'POST' | 'PURGE' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for none. */
  readonly body: string | null;
}

/** Timers as the global ones, so that a test can give its own. */
export interface Timers {
  readonly setTimeout: (work: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
}

/** A clock, in milliseconds since 1970, and what goes off by it. */
export interface Clock {
  readonly now: () => number;
  readonly timers: Timers;
}

export interface SendDeps {
  readonly fetch: typeof globalThis.fetch;
  readonly timers: Timers;
  /** Ends the request early. */
  readonly signal: AbortSignal;
}

export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | null }
  | { readonly kind: 'failed'; readonly reason: string };

/** The longest that a request takes, its answer included. */
const TIMEOUT_MS = 10_000;

/** The most that is read of an answer's body, unpacked. */
const MOST_BYTES = 64 * 1024;

/**
 * Sends a request and returns the status it was answered with, or why there is none. Redirects are
 * not followed. The body of the answer is not looked at: it is read so far that the connection can be used
 * again, and an answer that breaks off after its header section still counts. Never throws.
 */
export async function sendRequest(
  { method = 'POST', url, headers, body }: OutgoingRequest,
  deps: SendDeps,
): Promise<Answer> {
  const { fetch, timers, signal } = deps;
  const late = new AbortController();
  const timer = timers.setTimeout(() => late.abort(new TimeoutError()), TIMEOUT_MS);
  const ended = AbortSignal.any([signal, late.signal]);
  try {
    const response = await untilEnded(
      fetch(url, {
        method,
        // Asks for no compression; an answer that comes packed is counted as it unpacks.
        headers: { 'user-agent': 'Dateline', accept: '*/*', 'accept-encoding': 'identity', ...headers },
        body,
        redirect: 'manual',
        signal: ended,
      }),
      ended,
    );
    await untilEnded(drain(response.body), ended).catch(() => undefined);
    return {
      kind: 'answered',
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
    };
  } catch (error) {
    return { kind: 'failed', reason: describeFailure(error) };
  } finally {
    timers.clearTimeout(timer);
  }
}

class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  override readonly message = 'no answer within 10 seconds';
}

/** Settles when the signal ends it at the latest, whatever the work makes of the signal. */
function untilEnded<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const ended = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, ended]);
}

async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (body === null) return;
  const reader = body.getReader();
  let bytes = 0;
  while (bytes <= MOST_BYTES) {
    const { done, value } = await reader.read();
    if (done) return;
    bytes += value.byteLength;
  }
  reader.cancel().catch(() => undefined);
}

/** Says the code of what failed and never the address, which may hold a token. */
function describeFailure(error: unknown): string {
  if (error instanceof TimeoutError) return error.message;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause) return `no answer (${String(cause.code)})`;
  return `no answer (${cause instanceof Error ? cause.name : 'unknown'})`;
}
