import type { PartnerOutlet } from './sidebar.ts';

/** How many items of an outlet the page of all partner news shows besides the static ones. */
export const ITEMS_LISTED = 20;

/** A line of partner news. */
export interface NewsItem {
  /** Plain text. */
  readonly title: string;
  /** Absolute http(s) URL. */
  readonly url: string;
  /** Milliseconds since 1970; null where the feed does not say, and for static items. */
  readonly publishedMs: number | null;
}

/** What the feed of an outlet brought. */
export interface FetchedNews {
  /** The feed's address in partners.yaml. */
  readonly feed: string;
  /** Newest first. */
  readonly items: readonly NewsItem[];
  /** When it was last fetched well, in milliseconds since 1970, where readers are to be told; else null. */
  readonly asOfMs: number | null;
}

/** An outlet of partners.yaml with what its feed brought. */
export interface OutletNews {
  readonly outlet: PartnerOutlet;
  readonly fetched: readonly NewsItem[];
  readonly asOfMs: number | null;
}

/** What the page of all partner news shows of an outlet: all static items, then the newest of its feed. */
export function listedNews({ outlet, fetched }: OutletNews): NewsItem[] {
  const listed = outlet.items.map(({ title, url }): NewsItem => ({ title, url, publishedMs: null }));
  const known = new Set(listed.map(({ url }) => url));
  return [...listed, ...fetched.filter(({ url }) => !known.has(url)).slice(0, ITEMS_LISTED)];
}

/** What the sidebar shows of an outlet: all static items, filled up with the newest of its feed to `show`. */
export function sidebarNews(news: OutletNews): NewsItem[] {
  const { items, show } = news.outlet;
  return listedNews(news).slice(0, Math.max(items.length, show));
}
