import { HOME_FRONT } from '../domain/front.ts';
import { pictureKey } from '../domain/surrogate-keys.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { siteNodes } from './frame/structured-data.ts';
import { buildEditionOffers, type EditionOffer } from './front/edition-offers.ts';
import { buildFrontRows, type FrontRow } from './front/front-block.ts';
import { buildFrontTop, type FrontTop } from './front/front-top.ts';
import type { PageContext } from './parts/page-context.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';

/** The home page: what the editors, or the newest stories themselves, put on top, and the blocks below. */
export interface FrontPage extends PageFrame {
  /** Null for a site without stories. */
  readonly top: FrontTop | null;
  readonly rows: readonly FrontRow[];
  /** Beside the lead, without what stands there. */
  readonly sidebar: Sidebar;
  /** Lines that offer other editions; none on a site in one language. */
  readonly offers: readonly EditionOffer[];
}

/** Builds the front. */
export function buildFrontPage(context: PageContext): FrontPage {
  const { catalog, site, uses, now } = context;
  const front = catalog.front(HOME_FRONT, now);
  for (const src of front.pictures) uses(pictureKey(src));
  const sidebar = buildSidebar(
    context,
    [...(front.lead === null ? [] : [front.lead]), ...front.hanging, ...front.seconds].map(
      ({ path }) => path,
    ),
  );
  return {
    ...buildFrame(context, {
      isFront: true,
      path: context.at('/'),
      head: buildHead(context, {
        title: site.name,
        description: site.description,
        path: context.at('/'),
        structuredData: siteNodes(context),
      }),
    }),
    top: buildFrontTop(context, front, sidebar),
    rows: buildFrontRows(context, front.blocks),
    sidebar,
    offers: buildEditionOffers(context),
  };
}
