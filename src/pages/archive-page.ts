import { ARCHIVE_PATH, archivePath, pagedPath } from '../domain/urls.ts';
import { withInitialCapital } from '../words/initial-capital.ts';
import { buildMonthCalendar, buildYear, type MonthCalendar, type MonthCell } from './parts/calendar.ts';
import { periodName } from './parts/format-date.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildPagination, describePage, type Pagination, sliceOf } from './parts/pagination.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';
import { pageNodes } from './frame/structured-data.ts';
import { buildTeaser, type TeaserView } from './parts/teaser-view.ts';

/** The archive of a year, a month or a day. */
export interface ArchivePage extends PageFrame {
  readonly heading: string;
  /** The whole archive and the periods around this one: the year of a month, year and month of a day. */
  readonly wider: readonly Link[];
  /** The twelve months of a year; none elsewhere. */
  readonly months: readonly MonthCell[];
  /** Of a month, or of a day's month; null for a year. */
  readonly calendar: MonthCalendar | null;
  readonly calendarSize: 'large' | 'small';
  readonly earlier: Link | null;
  readonly later: Link | null;
  readonly teasers: readonly TeaserView[];
  readonly pagination: Pagination;
  readonly sidebar: Sidebar;
}

/** Builds an archive page; null where no story shows. `period` is `2016`, `2016-07` or `2016-07-15`. */
export function buildArchivePage(context: PageContext, period: string, page: number): ArchivePage | null {
  const { at, catalog, site, words, now } = context;
  const slice = catalog.list({ kind: 'period', period }, { now, ...sliceOf(page) });
  if (slice.length === 0) return null;
  const path = at(archivePath(period));
  const ownPath = pagedPath(path, page);
  const link = (target: string): Link => ({
    text: withInitialCapital(periodName(target, site.locale), site.locale),
    url: at(archivePath(target)),
  });
  const { earlier, later } = catalog.periodsAround(period, now);
  const wider = [4, 7]
    .filter((length) => length < period.length)
    .map((length) => link(period.slice(0, length)));
  const name = periodName(period, site.locale);
  const heading = withInitialCapital(name, site.locale);
  const archive = { text: words.plain('archive'), url: at(ARCHIVE_PATH) };
  return {
    ...buildFrame(context, {
      path,
      head: buildHead(context, {
        title:
          page > 1
            ? words.say('page-title', { title: heading, page })
            : words.say('archive-title', { period: name }),
        description: describePage(
          context,
          period.length === 10
            ? words.say('archive-day', { site: site.name, day: name })
            : words.say('archive-period', { site: site.name, period: name }),
          page,
        ),
        path: ownPath,
        structuredData: pageNodes(context, [archive, ...wider, { text: heading, url: path }]),
      }),
    }),
    heading,
    wider: [archive, ...wider],
    months: period.length === 4 ? buildYear(context, period, catalog.periodsWithin(period, now)) : [],
    calendar:
      period.length === 4
        ? null
        : buildMonthCalendar(context, period.slice(0, 7), period.length === 10 ? period : null),
    calendarSize: period.length === 10 ? 'small' : 'large',
    earlier: earlier === null ? null : link(earlier),
    later: later === null ? null : link(later),
    teasers: slice.map((teaser) => buildTeaser(context, teaser, 'small')),
    pagination: buildPagination(context, path, page, catalog.countOf({ kind: 'period', period }, now)),
    sidebar: buildSidebar(context),
  };
}
