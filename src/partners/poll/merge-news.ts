import type { FeedItem } from '../read/read-feed.ts';
import { storyKey } from '../read/story-url.ts';

/** One partner with its items. */
export interface OutletItems {
  readonly name: string;
  readonly items: readonly FeedItem[];
}

/** An item and whose it is. */
export interface PartnerStory extends FeedItem {
  /** Name of the outlet. */
  readonly outlet: string;
}

/** Equal headlines this far apart are two stories: "Weather", "Live". */
const SAME_STORY_MS = 48 * 60 * 60_000;

/** A title of fewer words than this says too little to tell a story by. */
const LEAST_WORDS = 3;

/**
 * Makes one list of the items of all outlets, which come in the editors’ order: newest first, undated ones
 * behind in their order, at most `perOutlet` of each outlet. A story that two outlets bring is shown once,
 * under the one that published it first, else that stands first. Two items are one story where their addresses
 * are equal but for the scheme, `www.` and a slash at the end, or where their titles are equal but for case,
 * punctuation and the outlet’s name behind them, and they were not published more than 48 hours apart.
 */
export function mergeNews(outlets: readonly OutletItems[], perOutlet: number): readonly PartnerStory[] {
  const names = new Set(outlets.map(({ name }) => fold(name)));
  const stories = outlets.flatMap(({ name, items }) => items.map((item) => ({ ...item, outlet: name })));
  const shown = new Map<string, number>();
  return withoutRepeats(stories.toSorted(oldestFirst), names)
    .toSorted(newestFirst)
    .filter(({ outlet }) => {
      const count = (shown.get(outlet) ?? 0) + 1;
      shown.set(outlet, count);
      return count <= perOutlet;
    });
}

/** Undated ones come last, since they cannot claim to have been first. Equals keep their order. */
const oldestFirst = (a: FeedItem, b: FeedItem): number =>
  (a.publishedMs ?? Number.MAX_SAFE_INTEGER) - (b.publishedMs ?? Number.MAX_SAFE_INTEGER);

const newestFirst = (a: FeedItem, b: FeedItem): number => (b.publishedMs ?? 0) - (a.publishedMs ?? 0);

function withoutRepeats(stories: readonly PartnerStory[], names: ReadonlySet<string>): PartnerStory[] {
  const urls = new Set<string>();
  const titles = new Map<string, PartnerStory>();
  return stories.filter((story) => {
    const url = storyKey(story.url);
    const title = titleKey(story.title, names);
    const before = title === '' ? undefined : titles.get(title);
    if (urls.has(url) || (before !== undefined && isSameStory(before, story))) return false;
    urls.add(url);
    titles.set(title, story);
    return true;
  });
}

/** Whether two stories of one title are one; an outlet’s own are not, as it may bring “Morning news” daily. */
const isSameStory = (first: PartnerStory, second: PartnerStory): boolean =>
  first.outlet !== second.outlet &&
  (first.publishedMs === null ||
    second.publishedMs === null ||
    second.publishedMs - first.publishedMs <= SAME_STORY_MS);

/** What is equal in two headlines of one story; empty where the title says too little to tell. */
function titleKey(title: string, names: ReadonlySet<string>): string {
  const suffix = /^(.+)\s[-–—|·:]\s+([^-–—|·:]+)$/u.exec(title);
  const bare = suffix !== null && names.has(fold(suffix[2] ?? '')) ? (suffix[1] ?? '') : title;
  const key = fold(bare);
  return key.split(' ').length < LEAST_WORDS ? '' : key;
}

/** Letters and digits alone, all small, words apart by one space. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’'ʼ]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
