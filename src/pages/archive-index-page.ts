import { ARCHIVE_PATH, archivePath } from '../domain/urls.ts';
import { buildYear, type MonthCell } from './parts/calendar.ts';
import { type ShownCount, shownCount } from './parts/format-count.ts';
import { periodName } from './parts/format-date.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type OverviewPage } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildSidebar } from './parts/sidebar-view.ts';
import { pageNodes } from './frame/structured-data.ts';

/** Every year and month of the archive. */
export interface ArchiveIndexPage extends OverviewPage {
  readonly years: readonly ArchiveYear[];
}

/** A year with its twelve months. */
export interface ArchiveYear extends Link {
  readonly count: ShownCount;
  readonly months: readonly MonthCell[];
}

/** Builds the index of the archive, newest year first. */
export function buildArchiveIndexPage(context: PageContext): ArchiveIndexPage {
  const { at, catalog, site, words, now } = context;
  const years = Map.groupBy(catalog.periodsWithin('', now), ({ period }) => period.slice(0, 4));
  const heading = words.plain('archive');
  const standfirst = words.say('archive-intro', { site: site.name });
  return {
    ...buildFrame(context, {
      path: at(ARCHIVE_PATH),
      head: buildHead(context, {
        title: heading,
        description: standfirst,
        path: at(ARCHIVE_PATH),
        structuredData: pageNodes(context, [{ text: heading, url: at(ARCHIVE_PATH) }]),
      }),
    }),
    heading,
    standfirst,
    years: [...years].reverse().map(([year, months]) => ({
      text: periodName(year, site.locale),
      url: at(archivePath(year)),
      count: shownCount(
        months.reduce((total, { count }) => total + count, 0),
        context,
      ),
      months: buildYear(context, year, months),
    })),
    emptyText: words.plain('stories-none'),
    sidebar: buildSidebar(context),
  };
}
