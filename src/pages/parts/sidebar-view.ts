import { sidebarNews } from '../../domain/partner-news.ts';
import { PARTNERS_PATH } from '../../domain/urls.ts';
import { instantTime, type ShownTime } from './format-date.ts';
import type { PageContext } from './page-context.ts';
import { buildPartnerItem, type PartnerItemView } from './partner-item.ts';
import { foreignLang, type Lang } from './teaser-view.ts';

/** The column beside every reading page. An empty list is not shown. */
export interface Sidebar {
  readonly topStories: readonly SidebarStory[];
  readonly partners: readonly SidebarOutlet[];
  /** The page of all partner news. */
  readonly partnersUrl: string;
}

export interface SidebarStory {
  readonly text: string;
  readonly url: string | null;
  readonly lang: Lang | null;
}

export interface SidebarOutlet {
  readonly name: string;
  readonly url: string;
  readonly items: readonly PartnerItemView[];
  /** When its feed was last fetched well, where that is long ago; else null. */
  readonly asOf: ShownTime | null;
}

/** Builds the sidebar of a page; what it shows already (`shownPaths`) is left out. */
export function buildSidebar(context: PageContext, shownPaths: readonly string[] = []): Sidebar {
  const { at, catalog, site, now } = context;
  return {
    topStories: catalog
      .topStories(now)
      .filter(({ url }) => url === null || !shownPaths.includes(url))
      .map(({ text, url, language }) => ({ text, url, lang: foreignLang(language, site) })),
    partners: catalog.partnerNews().map((news) => ({
      name: news.outlet.name,
      url: news.outlet.homePage,
      items: sidebarNews(news).map((item) => buildPartnerItem(item, context, true)),
      asOf: news.asOfMs === null ? null : instantTime(news.asOfMs, context, true),
    })),
    partnersUrl: at(PARTNERS_PATH),
  };
}
