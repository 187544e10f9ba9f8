import { pagedPath } from '../domain/urls.ts';
import { buildFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { siteNodes } from './frame/structured-data.ts';
import type { ListingPage } from './listing-page.ts';
import type { PageContext } from './parts/page-context.ts';
import { buildPagination, describePage, sliceOf } from './parts/pagination.ts';
import { buildSidebar } from './parts/sidebar-view.ts';
import { buildTeaser } from './parts/teaser-view.ts';

/** Builds a page after the front: every story, newest first, from the second page on; null where there is none. */
export function buildNewestPage(context: PageContext, page: number): ListingPage | null {
  const { at, catalog, site, words, now } = context;
  const slice = catalog.list({ kind: 'all' }, { now, ...sliceOf(page) });
  if (slice.length === 0) return null;
  const path = pagedPath(at('/'), page);
  const heading = words.say('page-title', { title: words.plain('stories-newest'), page });
  return {
    ...buildFrame(context, {
      path,
      head: buildHead(context, {
        title: heading,
        description: describePage(context, site.description, page),
        path,
        structuredData: siteNodes(context),
      }),
    }),
    index: { text: site.name, url: at('/') },
    heading,
    standfirst: null,
    author: null,
    teasers: slice.map((teaser) => buildTeaser(context, teaser, 'small')),
    emptyText: words.plain('stories-none'),
    pagination: buildPagination(context, at('/'), page, catalog.countOf({ kind: 'all' }, now)),
    elsewhere: [],
    sidebar: buildSidebar(context),
  };
}
