import { type FetchedNews, ITEMS_LISTED, type NewsItem } from '../../domain/partner-news.ts';
import type { FeedState } from './feed-state.ts';
import { mergeNews } from './merge-news.ts';

/** A feed of partners.yaml. */
export interface PolledFeed {
  /** Name of the outlet. */
  readonly outlet: string;
  readonly feed: string;
}

/** Readers are told as of when the items of a feed are, once its last good fetch is older, in ms. */
const OLD_MS = 24 * 60 * 60_000;

/**
 * Picks what pages show of feeds, which come in the editors' order: a story that two bring once, the newest of
 * each. `now` is in milliseconds since 1970.
 */
export function pickNews(
  feeds: readonly (PolledFeed & { readonly state: FeedState })[],
  now: number,
): FetchedNews[] {
  const names = uniqueNames(feeds.map(({ outlet }) => outlet));
  const outlets = feeds.map(({ state }, nth) => ({ name: names[nth] ?? '', items: state.items }));
  const stories = Map.groupBy(mergeNews(outlets, ITEMS_LISTED), ({ outlet }) => outlet);
  return feeds.map(({ feed, state: { goodAt } }, nth) => ({
    feed,
    items: (stories.get(names[nth] ?? '') ?? []).map(
      ({ title, url, publishedMs }): NewsItem => ({ title, url, publishedMs }),
    ),
    asOfMs: goodAt !== null && now - goodAt > OLD_MS ? goodAt : null,
  }));
}

/** When the next of these feeds becomes old for readers; infinity for none. */
export function nextOldAt(states: readonly FeedState[], now: number): number {
  const moments = states.flatMap(({ goodAt }) => (goodAt === null ? [] : [goodAt + OLD_MS + 1]));
  return Math.min(...moments.filter((at) => at > now), Number.POSITIVE_INFINITY);
}

/** An outlet may have two feeds, each an entry of its own. */
const uniqueNames = (names: readonly string[]): string[] =>
  names.map((name, nth) => (names.indexOf(name) === nth ? name : `${name} ${nth + 1}`));
