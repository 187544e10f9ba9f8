import type { FeedState } from '../../partners/poll/feed-state.ts';
import { pollFeeds } from '../../partners/poll/poll-feeds.ts';
import { createFeedPoller } from '../../runtime/partner-feeds/feed-poller.ts';
import { userAgent } from '../../runtime/partner-feeds/poll-partners.ts';
import { pollThreads } from '../../runtime/partner-feeds/poll-threads.ts';
import { createLogger } from '../../telemetry/logger.ts';

export interface FetchOnceOptions {
  readonly allowPrivate: boolean;
  /** The site's public origin, which the outlets are told. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Fetches each feed once, as the server does and with its limits. Resolves to what became of them. */
export async function fetchOnce(
  feeds: readonly string[],
  { allowPrivate, origin, now }: FetchOnceOptions,
): Promise<FeedState[]> {
  const wanted = new Set(feeds);
  if (wanted.size === 0) return [];
  const poller = createFeedPoller(pollThreads({ allowPrivate, userAgent: userAgent(origin) }));
  // Where there are very many, the first may be due again before the last has answered.
  const done = new Map<string, FeedState>();
  const all = Promise.withResolvers<void>();
  const follower = pollFeeds({
    kept: [],
    poll: poller.poll,
    save: () => {},
    onNews: () => {},
    onStates: () => {},
    onPolled(state) {
      done.set(state.feed, state);
      if (done.size === wanted.size) all.resolve();
    },
    now,
    random: () => 0,
    timers: { setTimeout, clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout) },
    log: createLogger({ level: 'silent' }),
  });
  follower.follow(
    feeds.map((feed) => ({ outlet: feed, feed })),
    false,
  );
  await all.promise;
  follower.close();
  poller.close();
  return [...done.values()];
}
