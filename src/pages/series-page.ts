import { pagedPath, SERIES_PATH, seriesPath } from '../domain/urls.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildPagination, describePage, type Pagination, sliceOf } from './parts/pagination.ts';
import { countSeries } from './parts/series-parts.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar.ts';
import { pageNodes } from './frame/structured-data.ts';
import { buildTeaser, type TeaserView } from './parts/teaser-view.ts';

/** The parts of a series, in order. */
export interface SeriesPage extends PageFrame {
  /** The list of all series. */
  readonly index: Link;
  readonly heading: string;
  readonly standfirst: string;
  readonly parts: readonly { readonly number: number; readonly teaser: TeaserView }[];
  readonly pagination: Pagination;
  readonly sidebar: Sidebar;
}

/** Builds a page of a series; null where no part of it shows, and where there is no such page. */
export function buildSeriesPage(context: PageContext, slug: string, page: number): SeriesPage | null {
  const { catalog, site, origin, now } = context;
  const heading = catalog.seriesName(slug, now);
  if (heading === null) return null;
  const slice = catalog.seriesParts(slug, { now, ...sliceOf(page) });
  if (slice.length === 0) return null;
  const path = seriesPath(slug);
  const count = catalog.countOf({ kind: 'series', slug }, now);
  const { total, numberAt } = countSeries(context, slug);
  const parts = `${count} ${count === 1 ? 'part' : 'parts'}`;
  const standfirst =
    total === null
      ? `A series from ${site.name}, with ${parts} so far.`
      : `A series from ${site.name} in ${parts}.`;
  const index = { text: 'Series', url: SERIES_PATH };
  const subject = { '@type': 'CreativeWorkSeries', name: heading, url: origin + path };
  return {
    ...buildFrame(context, {
      path,
      head: buildHead(context, {
        title: `Series: ${page > 1 ? `${heading}, page ${page}` : heading}`,
        description: describePage(standfirst, page),
        path: pagedPath(path, page),
        structuredData: pageNodes(context, [index, { text: heading, url: path }], [subject]),
      }),
    }),
    index,
    heading,
    standfirst,
    parts: slice.map((part, place) => ({
      number: numberAt(part, sliceOf(page).offset + place),
      teaser: buildTeaser(context, part.teaser, 'small'),
    })),
    pagination: buildPagination(path, page, count, { newer: 'Earlier parts', older: 'Later parts' }),
    sidebar: buildSidebar(context),
  };
}
