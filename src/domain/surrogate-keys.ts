import { hash } from 'node:crypto';
import { editionKey, OWN_EDITION } from './edition.ts';

/** What of an article decides where it shows. */
export interface Placement {
  readonly id: string;
  /** The edition whose lists have it. */
  readonly edition: string;
  readonly section: string | null;
  readonly topics: readonly string[];
  readonly authors: readonly string[];
  /** Slug of its series. */
  readonly series: string | null;
  /** YYYY-MM-DD in the site's zone. */
  readonly day: string;
}

/** The key of everything: pages carry it for masthead, footer and settings. */
export const SITE_KEY = 'site';
/** The home front, told where what it shows is another. */
export const FRONT_KEY = 'front';
/** The list of all stories: it changes with each that readers see. */
export const STORIES_KEY = 'stories';
/** What articles decide of every page: the day of the newest one, and whether there are series to go to. */
export const FRAME_KEY = 'frame';
/** The few newest stories, on pages that help a reader on. */
export const NEWEST_KEY = 'newest';
export const FEED_KEY = 'feed';
/** The index of sitemaps, and those of pages and of news. */
export const SITEMAP_KEY = 'sitemap';
/** The list of corrections and its feeds. */
export const CORRECTIONS_KEY = 'corrections';
/** The list for machines of the newest stories and how they begin. */
export const LLMS_KEY = 'llms';
/** Which stories say for themselves what machines may do with them, and what they say. */
export const AI_KEY = 'ai';
export const TOP_STORIES_KEY = 'top-stories';
export const PARTNERS_KEY = 'partners';
/** The line above every page. */
export const BANNER_KEY = 'banner';
/** The page of all partner news, which shows more of an outlet than the sidebar does. */
export const PARTNERS_PAGE_KEY = 'partners-page';
/** Archives link to the nearest period that holds stories: this changes when a day gets its first or loses its last. */
export const ARCHIVES_KEY = 'archives';
/** Every page that says a time by the day that it is, `14:32` or `Friday`: it changes at the site’s midnight. */
export const TODAY_KEY = 'today';
/** Every page that leaves out the year of a date because it is this one: it changes at New Year. */
export const THIS_YEAR_KEY = 'this-year';

/** The page of all years and months, with their numbers of stories. */
export const ARCHIVE_INDEX_KEY = 'archive-index';
/** The lists of all topics, all authors and all series. */
export const TOPICS_KEY = 'topics';
export const AUTHORS_KEY = 'authors';
export const SERIES_KEY = 'series';

/** So many stories are the newest on pages of errors, and on the list for machines. */
export const NEWEST_SHOWN = 5;
export const LLMS_SHOWN = 30;

/** What masthead, sidebar and footer show, and so every page. */
export const FRAME_KEYS: readonly string[] = [SITE_KEY, FRAME_KEY, BANNER_KEY, TOP_STORIES_KEY, PARTNERS_KEY];

/** What is the same in all editions: of the whole site, of one story, page or file, of the clock. */
const OF_ALL =
  /^(?:site|ai|today|this-year|(?:article|page|picture|file|embed|link|author-profile|translation):.*)$/s;

/** A key of another edition than the page that notes it, or of its own: keysIn leaves it as it is. */
export const otherKey = (edition: string, key: string): string =>
  `/${OF_ALL.test(key) ? key : editionKey(edition, key)}`;

/** The surrogate keys of what a page or document of an edition shows: those of lists are of its own edition. */
export const keysIn = (edition: string, keys: readonly string[]): readonly string[] =>
  keys.map((key) => {
    if (key.startsWith('/')) return key.slice(1);
    return edition === OWN_EDITION || OF_ALL.test(key) ? key : editionKey(edition, key);
  });

export const articleKey = (id: string): string => `article:${id}`;
/** The key of every page that names the other languages of a story, by what these have in common. */
export const translationKey = (translation: string): string => `translation:${hashed(translation)}`;
export const standingPageKey = (path: string): string => `page:${path}`;

/**
 * The key of every page whose text links to a file by this name, as linkName has it: it changes when an article of the name
 * comes, goes or moves.
 */
export const linkKey = (name: string): string => `link:${name}`;

/** The key of every page that shows a picture; `src` is its site path, as articles hold it: `/media/x.jpg`. */
export const pictureKey = (src: string): string => `picture:${src}`;

/** The key of every page that leads to another file of the site or plays it; `src` is its site path: `/media/report.pdf`. */
export const fileKey = (src: string): string => `file:${src}`;

/** The key of every page that shows a card of something on another site; `subject` is its address: see domain/embeds. */
export const embedKey = (subject: string): string => `embed:${hashed(subject)}`;

/** Any text as one short word, for keys stand in headers with blanks between them. */
const hashed = (text: string): string => hash('sha256', text, 'base64url').slice(0, 16);

/** Who owns a standing page's URLs in the permalink ledger; articles own theirs by articleKey. */
export const pageOwner = (file: string): string => `page:${file}`;

/**
 * The surrogate keys of every surface that shows an article at its place: its page, lists, archives, feeds,
 * sitemaps. Top stories are another matter: most articles never are among them.
 */
export function surfaceKeys(placement: Placement): string[] {
  const { id, edition, topics, authors, series, day } = placement;
  const ofEdition = [
    ...(topics.length === 0 ? [] : [TOPICS_KEY]),
    ...(authors.length === 0 ? [] : [AUTHORS_KEY]),
    ...(series === null ? [] : [seriesKey(series), SERIES_KEY]),
    ARCHIVE_INDEX_KEY,
    ...[4, 7, 10].map((length) => archiveKey(day.slice(0, length))),
    STORIES_KEY,
    FEED_KEY,
    SITEMAP_KEY,
    sitemapKey(day.slice(0, 7)),
  ];
  return [articleKey(id), ...listKeys(placement), ...ofEdition.map((key) => editionKey(edition, key))];
}

/** The keys of the lists that hold an article: those of its section, topics and authors. */
export const listKeys = ({ edition, section, topics, authors }: Placement): string[] =>
  [
    ...(section === null ? [] : [sectionKey(section)]),
    ...topics.map(topicKey),
    ...authors.map(authorKey),
  ].map((key) => editionKey(edition, key));

/** The first page of a section, told where what it shows is another. */
export const sectionFrontKey = (slug: string): string => `section-front:${slug}`;
export const sectionKey = (slug: string): string => `section:${slug}`;
export const topicKey = (slug: string): string => `topic:${slug}`;
export const authorKey = (slug: string): string => `author:${slug}`;
/** Every page that shows a series: its list, and the page of each of its parts. */
export const seriesKey = (slug: string): string => `series:${slug}`;
/** What the file of an author says: the author's page, and stories that name the author. */
export const authorProfileKey = (slug: string): string => `author-profile:${slug}`;
/** The sitemaps of a month, written `2016-07`. */
export const sitemapKey = (month: string): string => `sitemap:${month}`;
/** `period` is `2016`, `2016-07` or `2016-07-15`. */
export const archiveKey = (period: string): string => `archive:${period}`;

/**
 * The longest tag, in characters: names of files in Armenian or Russian take ten characters a letter, and a page of a hundred pictures has
 * to name all of them within one header.
 */
const LONGEST_TAG = 32;

/**
 * A surrogate key as headers and purges name it: visible ASCII without blank or comma, which are what separates tags, and at
 * most 32 characters. A key that is longer is told by its kind and a digest, `picture:~V1xn0c7ZkqYb`; two that should ever have one
 * tag in common are purged together.
 */
export function surrogateTag(key: string): string {
  const written = encodeURI(key.toWellFormed()).replaceAll(',', '%2C');
  if (written.length <= LONGEST_TAG) return written;
  const kind = /^(?:[a-z0-9-]+\/)?([a-z-]{1,14}:)/.exec(key)?.[1] ?? '';
  return `${kind}~${hash('sha256', key, 'base64url').slice(0, TAG_DIGEST)}`;
}

/** 72 bits: of a million keys, no two are likely to share them. */
const TAG_DIGEST = 12;
