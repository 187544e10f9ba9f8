import { type FeedState, newFeedState } from '../../src/partners/poll/feed-state.ts';
import type { FailedPoll, GoodPoll } from '../../src/partners/poll/poll-feed.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const item = (title: string, publishedMs: number | null = null) => ({
  title,
  url: `https://a.test/${title.toLowerCase()}`,
  publishedMs,
});

/** A feed that brought these titles; what is given replaces that. */
export function fetched(titles: readonly string[], given: Partial<GoodPoll> = {}): GoodPoll {
  return {
    kind: 'fetched',
    movedTo: null,
    etag: null,
    lastModified: null,
    caching: { freshUntil: null, retryAt: null },
    read: { items: titles.map((title) => item(title)), ttlMs: null, bytes: 100 },
    ...given,
  };
}

export const unchanged = (given: Partial<GoodPoll> = {}): GoodPoll =>
  fetched([], { kind: 'unchanged', read: null, ...given });

export const failed = (given: Partial<FailedPoll> = {}): FailedPoll => ({
  kind: 'failed',
  code: 'server-error',
  message: 'The server answered 500.',
  hint: 'Wait.',
  status: 500,
  retryAt: null,
  ...given,
});

export const state = (given: Partial<FeedState> = {}): FeedState => ({
  ...newFeedState('https://a.test/feed', 0),
  ...given,
});
