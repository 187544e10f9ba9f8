/** What of an article decides where it shows. */
export interface Placement {
  readonly id: string;
  readonly section: string | null;
  readonly topics: readonly string[];
  readonly authors: readonly string[];
  /** YYYY-MM-DD in the site's zone. */
  readonly day: string;
}

/** The key of everything: pages carry it for masthead, footer and settings. */
export const SITE_KEY = 'site';
export const FRONT_KEY = 'front';
export const FEED_KEY = 'feed';
export const SITEMAP_KEY = 'sitemap';
export const TOP_STORIES_KEY = 'top-stories';
export const PARTNERS_KEY = 'partners';

export const articleKey = (id: string): string => `article:${id}`;
export const standingPageKey = (path: string): string => `page:${path}`;

/** Who owns a standing page's URLs in the permalink ledger; articles own theirs by articleKey. */
export const pageOwner = (file: string): string => `page:${file}`;

/** The surrogate keys of every surface that shows an article: its page, lists, archives, feeds, sitemaps. */
export function surfaceKeys({ id, section, topics, authors, day }: Placement): string[] {
  return [
    articleKey(id),
    ...(section === null ? [] : [`section:${section}`]),
    ...topics.map((slug) => `topic:${slug}`),
    ...authors.map((slug) => `author:${slug}`),
    ...[4, 7, 10].map((length) => `archive:${day.slice(0, length)}`),
    FRONT_KEY,
    FEED_KEY,
    SITEMAP_KEY,
    TOP_STORIES_KEY,
  ];
}
