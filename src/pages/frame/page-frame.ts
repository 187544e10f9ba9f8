import { siteDay, yearOf } from '../../domain/days/site-day.ts';
import { textDirection } from '../../domain/language.ts';
import { THIS_YEAR_KEY } from '../../domain/surrogate-keys.ts';
import { unitsOfWidth } from '../../words/text-width.ts';
import { OFFLINE_PATH, SEARCH_PATH, sectionPath } from '../../domain/urls.ts';
import { withInitialCapital } from '../../words/initial-capital.ts';
import type { Words } from '../../words/words.ts';
import { longDay } from '../parts/format-date.ts';
import type { Link, PageContext } from '../parts/page-context.ts';
import type { Counterpart } from './counterparts.ts';
import { buildEditionLinks, type EditionLink } from './edition-links.ts';
import { counterStyle } from './counter-style.ts';
import type { PageHead } from './page-head.ts';
import type { Sidebar } from '../parts/sidebar-view.ts';
import { foreignLang, type Lang } from '../parts/teaser-view.ts';
import { type SiteFonts, siteFonts } from './site-fonts.ts';
import { buildFollow, buildWays, type FollowLinks, type WayColumn } from './site-ways.ts';

/** What the layout around every page prints. */
export interface PageFrame {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** The CSS counter style in which lists are numbered; null for the digits of most languages. */
  readonly digits: string | null;
  /** What views say besides what they are handed. */
  readonly words: Words;
  readonly fonts: SiteFonts;
  readonly head: PageHead;
  /** Null while nothing is breaking. */
  readonly banner: BannerView | null;
  readonly masthead: Masthead;
  /** The switch of languages; empty where the site has one. */
  readonly editions: readonly EditionLink[];
  /** The columns of links that the menu has, and the footer. */
  readonly siteWays: readonly WayColumn[];
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
  /** Path of the edition's front. */
  readonly home: string;
  /** The name is set smaller, as it would fill the line. */
  readonly isLong: boolean;
  /** The front's own masthead is its h1. */
  readonly isHeading: boolean;
  /** The page is the front itself, not an older page of it. */
  readonly isCurrent: boolean;
  /** `Friday 15 July 2016`, the day of the newest story; null for an empty site. */
  readonly date: { readonly day: string; readonly text: string } | null;
  readonly place: string;
  readonly sections: readonly (Link & { readonly isCurrent: boolean })[];
  /** Their row has no room for the name and the search beside it. */
  readonly hasManySections: boolean;
  readonly search: Link & { readonly isCurrent: boolean };
}

export interface Footer {
  readonly siteName: string;
  readonly description: string | null;
  /** `© 2026 The Lake Courier`. */
  readonly copyright: string;
  readonly follow: FollowLinks;
  /** Readers can keep stories for reading offline, and switch that off. */
  readonly offersOffline: boolean;
  /** Path of the stories that readers saved. */
  readonly saved: string;
}

/** What happens now, above everything else. */
export interface BannerView {
  readonly text: string;
  /** A site path or an absolute address; null where the text leads nowhere. */
  readonly url: string | null;
  /** Of the text, where it is not the page's own; the direction goes with it. */
  readonly lang: Lang | null;
}

/** Where a page stands, for the marks in the masthead and footer. */
export interface FramePosition {
  readonly head: PageHead;
  readonly path: string;
  /** Slug of the section that the page belongs to. */
  readonly section?: string | null;
  readonly isFront?: boolean;
  /** The versions of the story that the page is, in several languages. */
  readonly versions?: readonly Counterpart[];
}

/** Names with more letters than this are set smaller; a Han character is as wide as two. */
const LONG_NAME = 22;

/** Sections with more letters together than this leave no room beside them in the header that returns, 75rem wide. */
const LONG_ROW = 52;

const isWider = (text: string, letters: number): boolean => unitsOfWidth(text, letters) < text.length;

function bannerOf({ catalog, site, now }: PageContext): BannerView | null {
  const banner = catalog.banner(now);
  if (banner === null) return null;
  return { text: banner.text, url: banner.url, lang: foreignLang(banner.language, site) };
}

/** Builds masthead and footer around a page. */
export function buildFrame(context: PageContext, position: FramePosition): PageFrame {
  const { at, site, catalog, words, now } = context;
  const day = catalog.newestDay(now);
  if (day === null) context.uses(THIS_YEAR_KEY);
  return {
    lang: site.language,
    dir: textDirection(site.language),
    digits: counterStyle(site.locale),
    words,
    fonts: siteFonts(site.language),
    head: position.head,
    banner: bannerOf(context),
    masthead: {
      siteName: site.name,
      home: at('/'),
      isLong: isWider(site.name, LONG_NAME),
      isHeading: position.isFront ?? false,
      isCurrent: position.path === at('/'),
      date: day === null ? null : { day, text: withInitialCapital(longDay(day, site.locale), site.locale) },
      place: site.place,
      sections: site.sections.map(({ name, slug }) => ({
        text: name,
        url: at(sectionPath(slug)),
        isCurrent: slug === position.section,
      })),
      hasManySections: isWider(site.sections.map(({ name }) => name).join(''), LONG_ROW),
      search: {
        text: words.plain('search'),
        url: at(SEARCH_PATH),
        isCurrent: position.path === at(SEARCH_PATH),
      },
    },
    editions: buildEditionLinks(context, position.path, position.versions),
    siteWays: buildWays(context, position.path),
    footer: {
      siteName: site.name,
      description: site.description,
      copyright: words.say('footer-copyright', {
        // Of the newest story, so that no page has to be made anew where a year begins.
        year: yearOf(day ?? siteDay(now, site.timeZone).day, site.locale),
        name: site.publisher.name,
      }),
      follow: buildFollow(context),
      offersOffline: site.offline,
      saved: at(OFFLINE_PATH),
    },
  };
}
