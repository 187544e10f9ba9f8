import { archivePath, pagedPath } from '../domain/urls.ts';
import { monthName, periodName } from './format-date.ts';
import type { Link, PageContext } from './page-context.ts';
import { buildFrame, type PageFrame } from './page-frame.ts';
import { buildHead } from './page-head.ts';
import { buildPagination, PAGE_SIZE, type Pagination, sliceOf } from './pagination.ts';
import { buildSidebar, type Sidebar } from './sidebar.ts';
import { pageGraph } from './structured-data.ts';
import { buildTeaser, type TeaserView } from './teaser-view.ts';

/** The archive of a year, a month or a day. */
export interface ArchivePage extends PageFrame {
  readonly heading: string;
  /** The periods around this one, widest first: the year of a month, year and month of a day. */
  readonly wider: readonly Link[];
  /** The months of a year or the days of a month, with their number of stories. */
  readonly narrower: readonly (Link & { readonly count: number; readonly name: string })[];
  readonly earlier: Link | null;
  readonly later: Link | null;
  readonly teasers: readonly TeaserView[];
  readonly pagination: Pagination;
  readonly sidebar: Sidebar;
}

/** Builds an archive page; null where no story shows. `period` is `2016`, `2016-07` or `2016-07-15`. */
export function buildArchivePage(context: PageContext, period: string, page: number): ArchivePage | null {
  const { catalog, site, now } = context;
  const slice = catalog.list({ kind: 'period', period }, { now, ...sliceOf(page) });
  if (slice.length === 0) return null;
  const path = archivePath(period);
  const ownPath = pagedPath(path, page);
  const link = (target: string): Link => ({
    text: periodName(target, site.locale),
    url: archivePath(target),
  });
  const { earlier, later } = catalog.periodsAround(period, now);
  const wider = [4, 7]
    .filter((length) => length < period.length)
    .map((length) => link(period.slice(0, length)));
  const heading = periodName(period, site.locale);
  return {
    ...buildFrame(context, {
      path,
      head: buildHead(context, {
        title: page > 1 ? `${heading}, page ${page}` : `Archive: ${heading}`,
        description: `Stories that ${site.name} published in ${heading}.`,
        path: ownPath,
        structuredData: pageGraph(context, [...wider, { text: heading, url: path }]),
      }),
    }),
    heading,
    wider,
    narrower:
      period.length === 10
        ? []
        : catalog.periodsWithin(period, now).map(({ period: within, count }) => ({
            ...link(within),
            name: shortName(within, site.locale),
            count,
          })),
    earlier: earlier === null ? null : link(earlier),
    later: later === null ? null : link(later),
    teasers: slice.slice(0, PAGE_SIZE).map((teaser) => buildTeaser(context, teaser, 'small')),
    pagination: buildPagination(path, page, slice.length),
    sidebar: buildSidebar(context),
  };
}

/** `July` in a year's list, `15` in a month's. */
function shortName(period: string, locale: string): string {
  if (period.length === 10) return String(Number(period.slice(8)));
  return monthName(period, locale);
}
