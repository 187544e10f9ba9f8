import { FEED_FORMATS, type FeedFormat, feedPathOf } from '../../domain/feed-formats.ts';
import { socialSiteName } from '../../domain/hosts/social-site.ts';
import {
  ARCHIVE_PATH,
  AUTHORS_PATH,
  CORRECTIONS_PATH,
  PARTNERS_PATH,
  SEARCH_PATH,
  SERIES_PATH,
  sectionPath,
  TOPICS_PATH,
} from '../../domain/urls.ts';
import type { Link, PageContext } from '../parts/page-context.ts';
import { buildPreferredSource } from './preferred-source.ts';

/** A link to a page, which may be the one that it stands on. */
export type WayLink = Link & { readonly isCurrent: boolean };

/** Links under a heading, as menu and footer have them; never empty. */
export interface WayColumn {
  readonly heading: string;
  readonly links: readonly WayLink[];
}

/** Where the newsroom can be followed: its feeds, and its pages on other sites. */
export interface FollowLinks {
  readonly feeds: readonly Link[];
  readonly elsewhere: readonly Link[];
  /** Where readers prefer it in Google’s search; null for no such wish. */
  readonly preference: Link | null;
}

/** The ways into the site: its sections, what it says of itself, and its lists. A column without links is left out. */
export function buildWays(context: PageContext, path: string): readonly WayColumn[] {
  const { at, site, catalog, words } = context;
  const sections = site.sections.map(({ name, slug }) => ({ text: name, url: at(sectionPath(slug)) }));
  const pages = catalog.standingPages().map(({ path: url, title }) => ({ text: title, url }));
  const corrections = { text: words.plain('corrections'), url: at(CORRECTIONS_PATH) };
  const columns = [
    { heading: words.plain('sections-label'), links: sections },
    { heading: words.plain('footer-paper'), links: [...pages, corrections] },
    { heading: words.plain('footer-find'), links: listLinks(context) },
  ];
  return columns
    .filter(({ links }) => links.length > 0)
    .map(({ heading, links }) => ({
      heading,
      links: links.map((link) => ({ ...link, isCurrent: link.url === path })),
    }));
}

/** Lists that the site has something for, and the search. */
function listLinks({ at, catalog, words: { plain }, now }: PageContext): Link[] {
  const links: [isThere: boolean, text: string, url: string][] = [
    [catalog.newestDay(now) !== null, plain('archive'), at(ARCHIVE_PATH)],
    [catalog.newestDay(now) !== null, plain('topics'), at(TOPICS_PATH)],
    [catalog.newestDay(now) !== null, plain('authors'), at(AUTHORS_PATH)],
    [catalog.hasSeries(), plain('series'), at(SERIES_PATH)],
    [catalog.partnerOutlets().length > 0, plain('partner-news'), at(PARTNERS_PATH)],
    [true, plain('search'), at(SEARCH_PATH)],
  ];
  return links.filter(([isThere]) => isThere).map(([, text, url]) => ({ text, url }));
}

/** The feeds of all stories, and `publisher.sameAs` by the names of its sites; of two on one site each has its host too. */
export function buildFollow(context: PageContext): FollowLinks {
  const { site } = context;
  const pages = site.publisher.sameAs.map((url) => ({ url, text: socialSiteName(url) }));
  const isTwice = (text: string): boolean => pages.filter((page) => page.text === text).length > 1;
  return {
    feeds: Object.entries(FEED_FORMATS).map(([format, { name }]) => ({
      text: name,
      url: context.at(feedPathOf('/', format as FeedFormat)),
    })),
    elsewhere: pages.map(({ url, text }) => ({
      url,
      text: isTwice(text) ? `${text} (${new URL(url).hostname})` : text,
    })),
    preference: buildPreferredSource(context),
  };
}
