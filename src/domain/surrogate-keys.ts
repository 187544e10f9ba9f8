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
/** The index of sitemaps, and those of pages and of news. */
export const SITEMAP_KEY = 'sitemap';
/** The list of corrections and its feeds. */
export const CORRECTIONS_KEY = 'corrections';
export const TOP_STORIES_KEY = 'top-stories';
export const PARTNERS_KEY = 'partners';
/** Archives link to the nearest period that holds stories: this changes when a day gets its first or loses its last. */
export const ARCHIVES_KEY = 'archives';

/** What masthead, sidebar and footer show, and so every page. */
export const FRAME_KEYS: readonly string[] = [SITE_KEY, TOP_STORIES_KEY, PARTNERS_KEY];

export const articleKey = (id: string): string => `article:${id}`;
export const standingPageKey = (path: string): string => `page:${path}`;

/** The key of every page that shows a picture; `src` is its site path, as articles hold it: `/media/x.jpg`. */
export const pictureKey = (src: string): string => `picture:${src}`;

/** Who owns a standing page's URLs in the permalink ledger; articles own theirs by articleKey. */
export const pageOwner = (file: string): string => `page:${file}`;

/**
 * The surrogate keys of every surface that shows an article at its place: its page, lists, archives, feeds,
 * sitemaps. Top stories are another matter: most articles never are among them.
 */
export function surfaceKeys({ id, section, topics, authors, day }: Placement): string[] {
  return [
    articleKey(id),
    ...(section === null ? [] : [sectionKey(section)]),
    ...topics.map(topicKey),
    ...authors.map(authorKey),
    ...[4, 7, 10].map((length) => archiveKey(day.slice(0, length))),
    FRONT_KEY,
    FEED_KEY,
    SITEMAP_KEY,
    sitemapKey(day.slice(0, 7)),
  ];
}

export const sectionKey = (slug: string): string => `section:${slug}`;
export const topicKey = (slug: string): string => `topic:${slug}`;
export const authorKey = (slug: string): string => `author:${slug}`;
/** The sitemaps of a month, written `2016-07`. */
export const sitemapKey = (month: string): string => `sitemap:${month}`;
/** `period` is `2016`, `2016-07` or `2016-07-15`. */
export const archiveKey = (period: string): string => `archive:${period}`;
