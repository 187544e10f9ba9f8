import { pagedPath, SERIES_PATH, seriesPath } from '../domain/urls.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildPagination, describePage, type Pagination, sliceOf, titlePage } from './parts/pagination.ts';
import { countSeries } from './parts/series-parts.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';
import { pageNodes } from './frame/structured-data.ts';
import { buildTeaser, type TeaserView } from './parts/teaser-view.ts';

/** The parts of a series, in order. */
export interface SeriesPage extends PageFrame {
  /** The list of all series. */
  readonly index: Link;
  readonly heading: string;
  readonly standfirst: string;
  /** With the place of each, such as `Part 2`. */
  readonly parts: readonly { readonly place: string; readonly teaser: TeaserView }[];
  readonly pagination: Pagination;
  readonly sidebar: Sidebar;
}

/** Builds a page of a series; null where no part of it shows, and where there is no such page. */
export function buildSeriesPage(context: PageContext, slug: string, page: number): SeriesPage | null {
  const { at, catalog, site, words, origin, now } = context;
  const heading = catalog.seriesName(slug, now);
  if (heading === null) return null;
  const slice = catalog.seriesParts(slug, { now, ...sliceOf(page) });
  if (slice.length === 0) return null;
  const path = at(seriesPath(slug));
  const count = catalog.countOf({ kind: 'series', slug }, now);
  const { total, numberAt } = countSeries(context, slug);
  const standfirst = words.say(total === null ? 'series-so-far' : 'series-whole', { site: site.name, count });
  const index = { text: words.plain('series'), url: at(SERIES_PATH) };
  const subject = { '@type': 'CreativeWorkSeries', name: heading, url: origin + path };
  return {
    ...buildFrame(context, {
      path,
      head: buildHead(context, {
        title: words.say('series-title', { name: titlePage(context, heading, page) }),
        description: describePage(context, standfirst, page),
        path: pagedPath(path, page),
        structuredData: pageNodes(context, [index, { text: heading, url: path }], [subject]),
      }),
    }),
    index,
    heading,
    standfirst,
    parts: slice.map((part, place) => ({
      place: words.say('series-part', { part: numberAt(part, sliceOf(page).offset + place) }),
      teaser: buildTeaser(context, part.teaser, 'small'),
    })),
    pagination: buildPagination(context, path, page, count, {
      newer: words.plain('series-earlier'),
      older: words.plain('series-later'),
    }),
    sidebar: buildSidebar(context),
  };
}
