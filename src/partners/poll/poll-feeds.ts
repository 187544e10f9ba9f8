import type { Logger } from 'pino';
import type { FetchedNews } from '../../domain/partner-news.ts';
import { type FeedState, newFeedState } from './feed-state.ts';
import type { FeedRequest } from '../fetch/fetch-feed.ts';
import { type PolledFeed, nextOldAt, pickNews } from './pick-news.ts';
import type { PollResult } from './poll-feed.ts';
import { LONGEST_MS, SHORTEST_MS, nextFeedState } from './next-feed-state.ts';

/** Timers as the platform has them; tests bring their own. */
export interface FeedTimers {
  readonly setTimeout: (work: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
}

export interface PollFeedsOptions {
  /** What was known of feeds before. */
  readonly kept: readonly FeedState[];
  readonly poll: (request: FeedRequest) => Promise<PollResult>;
  /** Keeps all states; it logs itself what goes wrong. */
  readonly save: (states: readonly FeedState[]) => void;
  /** Told what pages are to show, whenever that may differ. */
  readonly onNews: (news: FetchedNews[]) => void;
  /** Told of each fetch that ended. */
  readonly onPolled: (state: FeedState, result: PollResult) => void;
  /** Told whenever the list of feeds or a state differs. */
  readonly onStates: (states: readonly FeedState[]) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly timers: FeedTimers;
  readonly log: Logger;
}

/** Feeds that are fetched whenever they are due. */
export interface FeedPolling {
  /**
   * Follows these feeds, in the editors' order: new ones are fetched at once, others are forgotten. Feeds that
   * were gone get a trial where `isRenewed` says that partners.yaml changed.
   */
  follow(feeds: readonly PolledFeed[], isRenewed: boolean): void;
  /** Fetches nothing more. */
  close(): void;
}

/** How many feeds are fetched at a time. */
const WIDTH = 4;

/** The clock may be set, or the machine sleep: nobody waits longer without looking at it, in ms. */
const LOOK_MS = 60_000;

/** Follows no feed yet. */
export function pollFeeds(options: PollFeedsOptions): FeedPolling {
  const { poll, save, onNews, onPolled, onStates, now, random, timers, log } = options;
  const kept = new Map(options.kept.map((state) => [state.feed, state]));
  let states = new Map<string, FeedState>();
  let outlets = new Map<string, string>();
  /** The host that each feed under way is fetched from. */
  const running = new Map<string, string>();
  let timer: unknown;
  let oldAt = Number.POSITIVE_INFINITY;
  let isClosed = false;

  const list = (): FeedState[] => [...states.values()];
  const nameOf = (feed: string): string => outlets.get(feed) ?? '';
  const tellNews = (): void => {
    oldAt = nextOldAt(list(), now());
    const followed = list().map((state) => ({ outlet: nameOf(state.feed), feed: state.feed, state }));
    onNews(pickNews(followed, now()));
  };

  const start = async (state: FeedState, host: string): Promise<void> => {
    running.set(state.feed, host);
    const { feed, movedTo, etag, lastModified } = state;
    const result = await Promise.try(poll, { url: movedTo ?? feed, etag, lastModified }).catch(broken);
    running.delete(feed);
    const before = states.get(feed);
    if (isClosed) return;
    if (before !== undefined) {
      const after = nextFeedState(before, result, { now: now(), random: random() });
      states.set(feed, after);
      tell(nameOf(feed), before, after, log);
      onPolled(after, result);
      onStates(list());
      save(list());
      if (result.kind === 'fetched' || result.kind === 'unchanged') tellNews();
    }
    look();
  };

  /** Starts what is due, and waits for what is due next. */
  function look(): void {
    timers.clearTimeout(timer);
    if (isClosed) return;
    const at = now();
    if (at >= oldAt) tellNews();
    const due = list().filter((state) => isDue(state, at) && !running.has(state.feed));
    for (const state of due.sort((a, b) => a.nextAt - b.nextAt)) {
      const host = new URL(state.movedTo ?? state.feed).host;
      if (running.size >= WIDTH || [...running.values()].includes(host)) continue;
      void start(state, host);
    }
    const waits = list().flatMap((state) =>
      running.has(state.feed) || isDue(state, at) ? [] : [state.nextAt - at],
    );
    if (states.size > 0) timer = timers.setTimeout(look, Math.min(LOOK_MS, oldAt - at, ...waits));
  }

  return {
    follow(feeds, isRenewed) {
      const at = now();
      const before = states;
      // Of two outlets with one feed the first is told of.
      outlets = new Map(feeds.toReversed().map(({ feed, outlet }) => [feed, outlet]));
      states = new Map(
        feeds.map(({ feed }) => {
          const known = before.get(feed) ?? kept.get(feed) ?? newFeedState(feed, at);
          return [feed, renewed(known, isRenewed, at)];
        }),
      );
      kept.clear();
      onStates(list());
      save(list());
      tellNews();
      look();
    },
    close() {
      isClosed = true;
      timers.clearTimeout(timer);
    },
  };
}

/** What was tried later than now was so by a clock that was set back since, and that may be by years. */
const isDue = ({ nextAt, triedAt }: FeedState, at: number): boolean =>
  nextAt <= at || (triedAt !== null && triedAt - at > SHORTEST_MS);

/** A feed that is followed from now on: a clock that was set back must not put it off. */
function renewed(state: FeedState, isRenewed: boolean, at: number): FeedState {
  const isTrial = isRenewed && state.state === 'gone';
  return { ...state, nextAt: isTrial ? at : Math.min(state.nextAt, at + LONGEST_MS) };
}

/** What a poll that cannot even be made comes to; none of the outlet's doing. */
function broken(error: unknown): PollResult {
  return {
    kind: 'failed',
    code: 'feed-thread-failed',
    message: `The feed could not be fetched: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'It is tried again. If this stays, restart the server and look at its memory.',
    status: null,
    retryAt: null,
  };
}

/** One line for each failure, and one when the feed is well again. */
function tell(outlet: string, before: FeedState, after: FeedState, log: Logger): void {
  const { feed, state, trouble, failures, nextAt } = after;
  if (trouble !== null) {
    const { code, message, hint, status } = trouble;
    const next = new Date(nextAt).toISOString();
    const why = { code, reason: message, hint, ...(status === null ? {} : { status }) };
    log.warn({ outlet, feed, ...why, failures, next }, `partner feed ${state}; what it brought last stays`);
  } else if (before.trouble !== null) {
    log.info({ outlet, feed, items: after.items.length }, 'partner feed is well again');
  }
}
