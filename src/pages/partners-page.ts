import { listedNews, type OutletNews } from '../domain/partner-news.ts';
import { PARTNERS_PATH } from '../domain/urls.ts';
import { instantTime } from './parts/format-date.ts';
import type { PageContext } from './parts/page-context.ts';
import { buildFrame, type OverviewPage } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildPartnerItem } from './parts/partner-item.ts';
import { buildSidebar, type SidebarOutlet } from './parts/sidebar-view.ts';
import { pageNodes } from './frame/structured-data.ts';

/** All partner outlets with their newest items. */
export interface PartnersPage extends OverviewPage {
  readonly outlets: readonly PartnerView[];
}

export interface PartnerView extends SidebarOutlet {
  /** Its name's id in the page. */
  readonly anchor: string;
  readonly emptyText: string;
}

/** Builds the page of all partner news. */
export function buildPartnersPage(context: PageContext): PartnersPage {
  const { at, catalog, site, words } = context;
  const heading = words.plain('partner-news');
  const standfirst = words.say('partner-news-intro', { site: site.name });
  return {
    ...buildFrame(context, {
      path: at(PARTNERS_PATH),
      head: buildHead(context, {
        title: heading,
        description: standfirst,
        path: at(PARTNERS_PATH),
        structuredData: pageNodes(context, [{ text: heading, url: at(PARTNERS_PATH) }]),
      }),
    }),
    heading,
    standfirst,
    outlets: catalog.partnerNews().map((news, index) => buildPartner(news, index, context)),
    emptyText: words.plain('partner-news-none'),
    sidebar: { ...buildSidebar(context), partners: [] },
  };
}

function buildPartner(news: OutletNews, index: number, context: PageContext): PartnerView {
  return {
    anchor: `partner-${index + 1}`,
    name: news.outlet.name,
    url: news.outlet.homePage,
    items: listedNews(news).map((item) => buildPartnerItem(item, context)),
    emptyText: context.words.plain('partner-none'),
    asOf: news.asOfMs === null ? null : instantTime(news.asOfMs, context),
  };
}
