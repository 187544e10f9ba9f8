import type { CorrectedArticle } from '../catalog/read/feed-queries.ts';
import { CORRECTIONS_PATH, pagedPath } from '../domain/urls.ts';
import { feedAlternates } from './frame/alternates.ts';
import { type ShownTime, shownDate } from './parts/format-date.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type OverviewPage } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildPagination, describePage, type Pagination, sliceOf, titlePage } from './parts/pagination.ts';
import { buildSidebar } from './parts/sidebar-view.ts';
import { pageNodes } from './frame/structured-data.ts';
import { foreignLang, type Lang } from './parts/teaser-view.ts';

/** Every correction that was made, newest first. */
export interface CorrectionsPage extends OverviewPage {
  /** The newsroom's rules for corrections; null where site.yaml names no page of them. */
  readonly policy: Link | null;
  readonly corrections: readonly CorrectionView[];
  readonly pagination: Pagination;
}

export interface CorrectionView {
  readonly date: ShownTime;
  readonly text: string;
  readonly story: Link;
  /** Of the story and of what is said about it. */
  readonly lang: Lang | null;
}

/** A page reads all corrections that are newer, so that there has to be an end. */
const LAST_PAGE = 100;

/** Builds a page of the list of corrections; null where there is no such page. */
export function buildCorrectionsPage(context: PageContext, page: number): CorrectionsPage | null {
  const { at, catalog, site, words, now } = context;
  if (page > LAST_PAGE) return null;
  const { offset, limit } = sliceOf(page);
  const slice = catalog.newestCorrections(offset + limit, now).slice(offset);
  if (page > 1 && slice.length === 0) return null;
  const heading = words.plain('corrections');
  const standfirst = words.say('corrections-intro', { site: site.name });
  return {
    ...buildFrame(context, {
      path: at(CORRECTIONS_PATH),
      head: buildHead(context, {
        title: titlePage(context, heading, page),
        description: describePage(context, standfirst, page),
        path: pagedPath(at(CORRECTIONS_PATH), page),
        alternates: feedAlternates(context, at(CORRECTIONS_PATH), words.plain('feed-corrections')),
        structuredData: pageNodes(context, [{ text: heading, url: at(CORRECTIONS_PATH) }]),
      }),
    }),
    heading,
    standfirst,
    policy: policyLink(context),
    corrections: slice.map((found) => buildCorrection(found, context)),
    emptyText: words.plain('corrections-none'),
    pagination: buildPagination(
      context,
      at(CORRECTIONS_PATH),
      page,
      catalog.countOf({ kind: 'corrections' }, now),
      { newer: words.plain('corrections-newer'), older: words.plain('corrections-older') },
      LAST_PAGE,
    ),
    sidebar: buildSidebar(context),
  };
}

function buildCorrection({ article, correction }: CorrectedArticle, context: PageContext): CorrectionView {
  return {
    date: shownDate(correction.date, context),
    text: correction.text,
    story: { text: article.title, url: article.path },
    lang: foreignLang(article.language, context.site),
  };
}

/** site.yaml may name a page that is not there, or not yet. */
function policyLink({ site, catalog }: PageContext): Link | null {
  const { correctionsPolicy } = site.publisher;
  const page = catalog.standingPages().find(({ path }) => path === correctionsPolicy);
  return page === undefined ? null : { text: page.title, url: page.path };
}
