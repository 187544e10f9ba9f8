import type { FeedTrouble } from './feed-state.ts';
import { type FeedCaching, type FeedRequest, type FetchDeps, fetchFeed } from './fetch-feed.ts';
import { type FeedItem, readFeed } from './read-feed.ts';

/** What one fetch of a feed came to. Moments are milliseconds since 1970. */
export type PollResult = GoodPoll | { readonly kind: 'gone' } | FailedPoll;

export interface GoodPoll {
  readonly kind: 'fetched' | 'unchanged';
  readonly movedTo: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly caching: FeedCaching;
  /** What the feed says now; null where it is unchanged. */
  readonly read: {
    readonly items: readonly FeedItem[];
    readonly ttlMs: number | null;
    /** Its size as text, in bytes. */
    readonly bytes: number;
  } | null;
}

export interface FailedPoll extends FeedTrouble {
  readonly kind: 'failed';
  /** When the server asks to be tried again; null where it does not say. */
  readonly retryAt: number | null;
}

/** Fetches a feed and reads it; `onParsing` is called in between, before the thread is taken for long. */
export async function pollFeed(
  request: FeedRequest,
  deps: FetchDeps,
  onParsing: () => void = () => {},
): Promise<PollResult> {
  const outcome = await fetchFeed(request, deps);
  if (outcome.kind === 'gone' || outcome.kind === 'failed') return outcome;
  const { movedTo, etag, lastModified, caching } = outcome;
  const good = { movedTo, etag, lastModified, caching };
  if (outcome.kind === 'unchanged') return { kind: 'unchanged', ...good, read: null };
  onParsing();
  const { text, contentType, finalUrl } = outcome;
  const read = readFeed(text, { url: finalUrl, contentType, now: deps.now() });
  if (read.kind === 'refused') {
    const { code, message, hint } = read;
    return { kind: 'failed', code, message, hint, status: null, retryAt: caching.retryAt };
  }
  const { items, ttlMs } = read;
  return { kind: 'fetched', ...good, read: { items, ttlMs, bytes: Buffer.byteLength(text) } };
}
