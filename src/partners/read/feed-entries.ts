import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';

/** One entry of a feed as it is written, whatever the dialect. */
export interface FeedEntry {
  readonly title: string | null;
  /** Whether the title is HTML by its format. */
  readonly isHtml: boolean;
  /** Where the story may be, the best first. */
  readonly links: readonly string[];
  /** When it was published, the best first. */
  readonly dates: readonly string[];
  /** Texts in HTML whose beginning may stand for a title, the best first. */
  readonly texts: readonly string[];
  /** What its relative links start from, itself relative to the feed. */
  readonly base: string | null;
}

export interface FeedEntries {
  readonly title: string | null;
  readonly isHtml: boolean;
  readonly base: string | null;
  readonly entries: readonly FeedEntry[];
  readonly ttlMs: number | null;
}

/** Entries beyond are not looked at: newer ones stand first in feeds. */
const OPTIONS = { maxItems: 500 };

const MOST_KEYS = 1_000;

const MINUTE = 60_000;
const LONGEST_TTL_MS = 24 * 60 * MINUTE;
const PERIODS: Readonly<Record<string, number>> = {
  hourly: 60 * MINUTE,
  daily: 24 * 60 * MINUTE,
  weekly: 7 * 24 * 60 * MINUTE,
  monthly: 30 * 24 * 60 * MINUTE,
  yearly: 365 * 24 * 60 * MINUTE,
};

/**
 * Reads a feed whose dialect is known with feedsmith and brings what it finds to one form. Throws the errors
 * of feedsmith for what is not well enough formed.
 */
export function readEntries(dialect: 'rss' | 'atom' | 'rdf' | 'json', text: string): FeedEntries {
  return READERS[dialect](text);
}

const READERS: Readonly<Record<'rss' | 'atom' | 'rdf' | 'json', (text: string) => FeedEntries>> = {
  rss: readRss,
  atom: readAtom,
  rdf: readRdf,
  json: readJson,
};

/**
 * Persons are handed over as categories: feedsmith takes a time quadratic in their length to take names and
 * addresses apart, and nobody asks for either here.
 */
const PERSONS = /<(\/?)(?:author|managingeditor|webmaster)(?=[\s>])/gi;

/** RSS has no namespace; feedsmith finds nothing in a feed that says it is of one, as some do. */
const withoutNamespace = (text: string): string =>
  text.replace(/^<[^>]*>/, (root) => root.replace(/\sxmlns\s*=\s*(?:"[^"]*"|'[^']*')/, ''));

function readRss(text: string): FeedEntries {
  const feed = parseRssFeed(withoutNamespace(text).replace(PERSONS, '<$1category'), OPTIONS);
  return {
    title: feed.title ?? null,
    isHtml: true,
    base: feed.xml?.base ?? absolute(feed.link) ?? null,
    ttlMs: readTtl(feed.ttl, feed.sy),
    entries: (feed.items ?? []).map((item) => ({
      title: item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value ?? null,
      isHtml: true,
      links: given(
        item.link,
        item.guid?.isPermaLink === false ? undefined : absolute(item.guid?.value),
        ...alternates(item.atom?.links),
        absolute(item.guid?.value),
      ),
      dates: given(
        item.pubDate,
        ...(item.dc?.dates ?? []),
        ...(item.dcterms?.issued ?? []),
        ...(item.dcterms?.created ?? []),
        item.atom?.published,
        item.atom?.updated,
      ),
      texts: given(item.description, item.content?.encoded),
      base: item.xml?.base ?? null,
    })),
  };
}

function readAtom(text: string): FeedEntries {
  const feed = parseAtomFeed(text, OPTIONS);
  return {
    title: feed.title?.value ?? null,
    isHtml: isHtmlType(feed.title?.type),
    base: feed.xml?.base ?? null,
    ttlMs: readTtl(undefined, feed.sy),
    entries: (feed.entries ?? []).map((entry) => ({
      title: entry.title?.value ?? entry.media?.title?.value ?? null,
      isHtml: isHtmlType(entry.title?.type),
      links: given(...alternates(entry.links), entry.content?.src, absolute(entry.id)),
      dates: given(entry.published, ...(entry.dc?.dates ?? []), entry.updated),
      texts: given(entry.summary?.value, entry.content?.value),
      base: entry.xml?.base ?? null,
    })),
  };
}

function readRdf(text: string): FeedEntries {
  const feed = parseRdfFeed(text, OPTIONS);
  return {
    title: feed.title ?? null,
    isHtml: true,
    base: feed.xml?.base ?? absolute(feed.link) ?? null,
    ttlMs: readTtl(undefined, feed.sy),
    entries: (feed.items ?? []).map((item) => ({
      title: item.title ?? item.dc?.titles?.[0] ?? null,
      isHtml: true,
      links: given(item.link, absolute(item.rdf?.about)),
      dates: given(
        ...(item.dc?.dates ?? []),
        ...(item.dcterms?.issued ?? []),
        ...(item.dcterms?.created ?? []),
      ),
      texts: given(item.description, item.content?.encoded),
      base: item.xml?.base ?? null,
    })),
  };
}

function readJson(text: string): FeedEntries {
  const feed = parseJsonFeed(parseModestJson(text), OPTIONS);
  return {
    title: feed.title ?? null,
    isHtml: false,
    base: null,
    ttlMs: null,
    entries: (feed.items ?? []).map((item) => ({
      title: item.title ?? null,
      isHtml: false,
      links: given(item.url, item.external_url, absolute(item.id)),
      dates: given(item.date_published, item.date_modified),
      texts: given(item.summary, item.content_html, item.content_text),
      base: null,
    })),
  };
}

/** Feedsmith looks at every key of a map for each that it does not find, so no map may have very many. */
function parseModestJson(text: string): unknown {
  const feed: unknown = JSON.parse(text);
  const items = isMap(feed) && Array.isArray(feed['items']) ? feed['items'] : [];
  for (const map of [feed, ...items]) {
    if (isMap(map) && Object.keys(map).length > MOST_KEYS) throw new RangeError('too many keys');
  }
  return feed;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const given = (...values: readonly (string | undefined)[]): string[] =>
  values.filter((value) => value !== undefined && value.trim() !== '') as string[];

/** Ids are links, and links of RSS what others start from, only where they are written out in full. */
const absolute = (id: string | undefined): string | undefined =>
  id !== undefined && /^\s*https?:\/\//i.test(id) ? id : undefined;

const isHtmlType = (type: string | undefined): boolean => /html/i.test(type ?? '');

interface AtomLink {
  readonly href?: string;
  readonly rel?: string;
  readonly type?: string;
}

/** The links to the story itself: those to a page first. */
function alternates(links: readonly AtomLink[] = []): (string | undefined)[] {
  const found = links.filter(({ rel }) => /^(?:.*\/)?alternate$/i.test(rel?.trim() ?? 'alternate'));
  const isPage = ({ type }: AtomLink): boolean => isHtmlType(type ?? 'text/html');
  return [...found.filter(isPage), ...found.filter((link) => !isPage(link))].map(({ href }) => href);
}

interface Syndication {
  readonly updatePeriod?: string;
  readonly updateFrequency?: number;
}

/** RSS’s `ttl` is in minutes; the syndication module says how often in a period. */
function readTtl(minutes: number | undefined, sy: Syndication | undefined): number | null {
  const period = PERIODS[sy?.updatePeriod?.trim().toLowerCase() ?? ''];
  const ms =
    minutes !== undefined
      ? minutes * MINUTE
      : period !== undefined
        ? period / Math.max(1, sy?.updateFrequency ?? 1)
        : 0;
  return ms > 0 && Number.isFinite(ms) ? Math.min(ms, LONGEST_TTL_MS) : null;
}
