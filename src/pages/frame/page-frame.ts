import { textDirection } from '../../domain/language.ts';
import {
  ARCHIVE_PATH,
  AUTHORS_PATH,
  CORRECTIONS_PATH,
  PARTNERS_PATH,
  SEARCH_PATH,
  sectionPath,
  TOPICS_PATH,
} from '../../domain/urls.ts';
import type { Words } from '../../words/words.ts';
import { longDay } from '../parts/format-date.ts';
import type { Link, PageContext } from '../parts/page-context.ts';
import type { PageHead } from './page-head.ts';
import type { Sidebar } from '../parts/sidebar-view.ts';
import { type SiteFonts, siteFonts } from './site-fonts.ts';

/** What the layout around every page prints. */
export interface PageFrame {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** What views say besides what they are handed. */
  readonly words: Words;
  readonly fonts: SiteFonts;
  readonly head: PageHead;
  readonly masthead: Masthead;
  readonly footer: Footer;
}

/** A page that lists something besides stories. */
export interface OverviewPage extends PageFrame {
  readonly heading: string;
  readonly standfirst: string;
  /** Said in place of the list where it is empty. */
  readonly emptyText: string;
  readonly sidebar: Sidebar;
}

export interface Masthead {
  readonly siteName: string;
  /** The front's own masthead is its h1. */
  readonly isHeading: boolean;
  /** The page is the front itself, not an older page of it. */
  readonly isCurrent: boolean;
  /** `Friday 15 July 2016`, the day of the newest story; null for an empty site. */
  readonly edition: { readonly day: string; readonly text: string } | null;
  readonly place: string;
  readonly sections: readonly (Link & { readonly isCurrent: boolean })[];
  readonly search: Link & { readonly isCurrent: boolean };
}

export interface Footer {
  readonly siteName: string;
  readonly description: string | null;
  readonly sections: readonly Link[];
  readonly pages: readonly (Link & { readonly isCurrent: boolean })[];
  /** Ways into the site besides its sections: archive, corrections, feed. */
  readonly browse: readonly (Link & { readonly isCurrent: boolean })[];
  /** Readers can keep stories for reading offline, and switch that off. */
  readonly offersOffline: boolean;
}

/** Where a page stands, for the marks in the masthead and footer. */
export interface FramePosition {
  readonly head: PageHead;
  readonly path: string;
  /** Slug of the section that the page belongs to. */
  readonly section?: string | null;
  readonly isFront?: boolean;
}

/** Builds masthead and footer around a page. */
export function buildFrame(context: PageContext, position: FramePosition): PageFrame {
  const { site, catalog, words, now } = context;
  const day = catalog.newestDay(now);
  const sections = site.sections.map(({ name, slug }) => ({ text: name, url: sectionPath(slug), slug }));
  return {
    lang: site.language,
    dir: textDirection(site.language),
    words,
    fonts: siteFonts(site.language),
    head: position.head,
    masthead: {
      siteName: site.name,
      isHeading: position.isFront ?? false,
      isCurrent: position.path === '/',
      edition: day === null ? null : { day, text: longDay(day, site.locale) },
      place: site.place,
      sections: sections.map(({ text, url, slug }) => ({ text, url, isCurrent: slug === position.section })),
      search: { text: words.plain('search'), url: SEARCH_PATH, isCurrent: position.path === SEARCH_PATH },
    },
    footer: {
      siteName: site.name,
      description: site.description,
      sections: sections.map(({ text, url }) => ({ text, url })),
      pages: catalog.standingPages().map(({ path, title }) => ({
        text: title,
        url: path,
        isCurrent: path === position.path,
      })),
      offersOffline: site.offline,
      browse: browseLinks(words, day, catalog.partnerOutlets().length > 0).map((link) => ({
        ...link,
        isCurrent: link.url === position.path,
      })),
    },
  };
}

/** The footer's links to lists that a site has; `day` is the newest story's. */
function browseLinks({ plain }: Words, day: string | null, hasPartners: boolean): Link[] {
  return [
    ...(day === null
      ? []
      : [
          { text: plain('archive'), url: ARCHIVE_PATH },
          { text: plain('topics'), url: TOPICS_PATH },
          { text: plain('authors'), url: AUTHORS_PATH },
        ]),
    { text: plain('search'), url: SEARCH_PATH },
    { text: plain('corrections'), url: CORRECTIONS_PATH },
    ...(hasPartners ? [{ text: plain('partner-news'), url: PARTNERS_PATH }] : []),
    { text: plain('footer-feed'), url: '/feed.xml' },
  ];
}
