import type { PeriodCount } from '../../catalog/read/tally-queries.ts';
import { firstWeekday } from '../../domain/language.ts';
import { archivePath } from '../../domain/urls.ts';
import { withInitialCapital } from '../../words/initial-capital.ts';
import { type ShownCount, shownCount } from './format-count.ts';
import { dayNumber, monthName, periodName, weekdayNames } from './format-date.ts';
import type { PageContext } from './page-context.ts';

/** A month as a table: a row for each week, a column for each weekday. */
export interface MonthCalendar {
  /** `July 2016`. */
  readonly caption: string;
  readonly weekdays: readonly { readonly long: string; readonly short: string }[];
  /** Seven cells each; null where the day belongs to another month. */
  readonly weeks: readonly (readonly (DayCell | null)[])[];
}

/** A day or a month with its stories; `url` is null where there are none. */
export interface PeriodCell {
  /** `15` or `July`. */
  readonly text: string;
  readonly url: string | null;
  readonly count: ShownCount;
}

export interface DayCell extends PeriodCell {
  /** It is the day that the page is about. */
  readonly isCurrent: boolean;
  /** `15 July 2016`. */
  readonly date: string;
}

export interface MonthCell extends PeriodCell {}

const DAYS_OF_WEEK = 7;

/** Builds the calendar of a month written `2016-07`; `current` is the day to be marked, if any. */
export function buildMonthCalendar(
  context: PageContext,
  month: string,
  current: string | null,
): MonthCalendar {
  const { at, catalog, site, now } = context;
  const counts = new Map(catalog.periodsWithin(month, now).map(({ period, count }) => [period, count]));
  const days = daysOf(month).map((day): DayCell => {
    const count = counts.get(day) ?? 0;
    return {
      text: dayNumber(day, site.locale),
      url: count === 0 ? null : at(archivePath(day)),
      count: shownCount(count, context),
      isCurrent: day === current,
      date: periodName(day, site.locale),
    };
  });
  const start = firstWeekday(site.locale);
  const { dayOfWeek } = Temporal.PlainDate.from(`${month}-01`);
  const before = (dayOfWeek - start + DAYS_OF_WEEK) % DAYS_OF_WEEK;
  const after = (DAYS_OF_WEEK - ((before + days.length) % DAYS_OF_WEEK)) % DAYS_OF_WEEK;
  const cells = [...nothing(before), ...days, ...nothing(after)];
  return {
    caption: withInitialCapital(periodName(month, site.locale), site.locale),
    weekdays: weekFrom(start).map((day) => weekdayNames(day, site.locale)),
    weeks: Array.from({ length: cells.length / DAYS_OF_WEEK }, (_, week) =>
      cells.slice(week * DAYS_OF_WEEK, (week + 1) * DAYS_OF_WEEK),
    ),
  };
}

/** The twelve months of a year, those without stories too; `counted` are those with stories. */
export function buildYear(
  context: Pick<PageContext, 'at' | 'site' | 'words'>,
  year: string,
  counted: readonly PeriodCount[],
): MonthCell[] {
  const counts = new Map(counted.map(({ period, count }) => [period, count]));
  return monthsOf(year).map((month) => {
    const count = counts.get(month) ?? 0;
    return {
      text: withInitialCapital(monthName(month, context.site.locale), context.site.locale),
      url: count === 0 ? null : context.at(archivePath(month)),
      count: shownCount(count, context),
    };
  });
}

const monthsOf = (year: string): string[] =>
  Array.from({ length: 12 }, (_, index) => `${year}-${twoDigits(index + 1)}`);

function daysOf(month: string): string[] {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return Array.from({ length: daysInMonth }, (_, index) => `${month}-${twoDigits(index + 1)}`);
}

/** The days of a week that begins on a weekday; 1 January 2024 was a Monday. */
const weekFrom = (start: number): string[] =>
  Array.from({ length: DAYS_OF_WEEK }, (_, index) => `2024-01-${twoDigits(start + index)}`);

const twoDigits = (number: number): string => String(number).padStart(2, '0');
const nothing = (length: number): null[] => Array.from({ length }, () => null);
