import type { Finding } from '../../problems/problem-log.ts';
import { DetectError } from 'feedsmith';
import { type FeedEntry, readEntries } from './feed-entries.ts';
import { LATER } from '../../fetch/fetch-error.ts';
import { hasModestTags, isModest } from './modest-markup.ts';
import { firstWords, titleFromHtml, titleFromText } from './plain-title.ts';
import { readProlog } from './prolog.ts';
import { readStoryDate } from './story-date.ts';
import { readStoryUrl, storyKey } from './story-url.ts';
import { readAttributes } from '../../html/attributes.ts';

const LINK = /<link\s[^<>]{1,2000}>/gi;
const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)$/i;

/** How much of a page is looked at: the links to its feeds stand in its head. */
const MOST_READ = 300_000;

/** The first feed that an HTML page links to as its own, as an absolute http(s) URL; null for none. */
function findFeedLink(html: string, pageUrl: string): string | null {
  for (const [link] of html.slice(0, MOST_READ).matchAll(LINK)) {
    const attributes = readAttributes(link);
    const said = (name: string): string => (attributes.get(name) ?? '').trim();
    const isFeed = /(?:^|\s)alternate(?:$|\s)/i.test(said('rel')) && FEED_TYPE.test(said('type'));
    const url = isFeed ? URL.parse(said('href'), pageUrl) : null;
    if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  }
  return null;
}

export interface FeedItem {
  /** One line of plain text, 300 characters at most, not empty. */
  readonly title: string;
  /** An absolute http(s) URL without tracking parameters. */
  readonly url: string;
  /** Milliseconds since 1970, never after `now`; null where the feed gives no date that can be read. */
  readonly publishedMs: number | null;
}

export interface ReadFeed {
  readonly kind: 'read';
  readonly dialect: 'rss' | 'atom' | 'rdf' | 'json';
  readonly title: string | null;
  /** Newest first, 50 at most; undated ones keep the place that the feed gives them. */
  readonly items: readonly FeedItem[];
  /** How many entries had no title or no link that can be used. */
  readonly skipped: number;
  /** How long the feed says it may be kept, in milliseconds; null for not said. */
  readonly ttlMs: number | null;
}

export interface RefusedFeed extends Finding {
  readonly kind: 'refused';
}

export type FeedRead = ReadFeed | RefusedFeed;

export interface AboutFeed {
  /** The URL that answered: relative links start from it. */
  readonly url: string;
  readonly contentType: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const MOST_ITEMS = 50;
const MOST_CHARACTERS = 10_000_000;

/**
 * Reads a feed of any dialect as plain items, newest first, or says why it cannot be read. What the feed says
 * goes before its content type. An entry that has no title or no link is counted and left out. Never throws.
 */
export function readFeed(text: string, about: AboutFeed): FeedRead {
  const document = findDocument(text, about);
  if (document.kind === 'refused') return document;
  const { dialect } = document;
  try {
    const { title, isHtml, base, entries, ttlMs } = readEntries(dialect, document.text);
    const start = resolve(base, about.url);
    const items = entries.flatMap((entry) => toItem(entry, start, about.now) ?? []);
    return {
      kind: 'read',
      dialect,
      title: title === null ? null : toTitle(title, isHtml) || null,
      items: newestFirst(withoutDoubles(items)).slice(0, MOST_ITEMS),
      skipped: entries.length - items.length,
      ttlMs,
    };
  } catch (error) {
    if (error instanceof DetectError && isJson(document.text)) return unknown('JSON of another kind');
    return refused(
      'feed-broken',
      'The feed is cut off or is not well formed.',
      'Ask the outlet to have its feed validated.',
    );
  }
}

type Document = { kind: 'document'; dialect: ReadFeed['dialect']; text: string } | RefusedFeed;

function findDocument(text: string, about: AboutFeed): Document {
  const trimmed = text.trimStart();
  if (trimmed === '') {
    return refused('feed-empty', 'The answer is empty.', LATER);
  }
  if (text.length > MOST_CHARACTERS) return tooLarge();
  if (/^[[{]/.test(trimmed)) {
    return isModest(trimmed, /[[{]/g) ? { kind: 'document', dialect: 'json', text: trimmed } : tooLarge();
  }
  const prolog = readProlog(text);
  if (prolog.kind !== 'feed') return refuseProlog(prolog, text, about);
  const document = text.slice(prolog.start);
  return isModest(document, /</g) && hasModestTags(document)
    ? { kind: 'document', dialect: prolog.dialect, text: document }
    : tooLarge();
}

function refuseProlog(
  prolog: Exclude<ReturnType<typeof readProlog>, { kind: 'feed' }>,
  text: string,
  about: AboutFeed,
): RefusedFeed {
  if (prolog.kind === 'entities') {
    return refused(
      'feed-entities',
      'The feed declares entities of its own, which can blow up or read files.',
      'Ask the outlet for a feed without <!ENTITY …>.',
    );
  }
  if (prolog.kind === 'page') {
    const feed = findFeedLink(text, about.url);
    return refused(
      'feed-is-page',
      'The address leads to a page, not to a feed.',
      feed === null
        ? 'Look for the feed’s address on the outlet’s site.'
        : `The page names its feed: put ${feed} in partners.yaml.`,
    );
  }
  return unknown(prolog.root === null ? about.contentType : `<${prolog.root.slice(0, 40)}>`);
}

const unknown = (what: string | null): RefusedFeed =>
  refused(
    'feed-unknown',
    `The answer is no feed that Dateline reads${what === null ? '' : `, but ${what.slice(0, 80)}`}.`,
    'Give the address of an RSS, Atom, RDF or JSON feed.',
  );

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const refused = (code: string, message: string, hint: string): RefusedFeed => ({
  kind: 'refused',
  code,
  message,
  hint,
});

const tooLarge = (): RefusedFeed =>
  refused(
    'feed-too-large',
    'The feed is too large to be read.',
    'Ask the outlet for a feed of its newest stories.',
  );

const toTitle = (title: string, isHtml: boolean): string =>
  isHtml ? titleFromHtml(title) : titleFromText(title);

function toItem(entry: FeedEntry, start: string, now: number): FeedItem | null {
  const base = resolve(entry.base, start);
  const url = firstOf(entry.links, (link) => readStoryUrl(link, base));
  if (url === null) return null;
  const title =
    (entry.title === null ? '' : toTitle(entry.title, entry.isHtml)) ||
    firstOf(entry.texts, (text) => firstWords(text) || null);
  if (title === null) return null;
  return { title, url, publishedMs: firstOf(entry.dates, (date) => readStoryDate(date, now)) };
}

function firstOf<Result>(values: readonly string[], read: (value: string) => Result | null): Result | null {
  for (const value of values) {
    const result = read(value);
    if (result !== null) return result;
  }
  return null;
}

const resolve = (base: string | null, from: string): string =>
  (base === null ? null : URL.parse(base, from)?.href) ?? from;

/** Of items with one address, or with one title and one time, the first. */
function withoutDoubles(items: readonly FeedItem[]): FeedItem[] {
  const seen = new Set<string>();
  return items.filter(({ title, url, publishedMs }) => {
    const keys = [storyKey(url), ...(publishedMs === null ? [] : [`${publishedMs} ${title}`])];
    const isNew = keys.every((key) => !seen.has(key));
    for (const key of keys) seen.add(key);
    return isNew;
  });
}

/** Dated items change places among themselves; undated ones stay where they are. */
function newestFirst(items: readonly FeedItem[]): FeedItem[] {
  const dated = items
    .filter(({ publishedMs }) => publishedMs !== null)
    .sort((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0));
  return items.map((item) => (item.publishedMs === null ? item : (dated.shift() ?? item)));
}
