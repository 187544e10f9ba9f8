import type { Site } from '../../config/site.ts';
import type { Moment } from '../../domain/moment.ts';

/** A time as views print it: for machines and for readers. */
export interface ShownTime {
  readonly iso: string;
  readonly text: string;
}

type Clock = Pick<Site, 'locale' | 'timeZone' | 'place'>;

type Style = keyof typeof STYLES;

const DAY = { year: 'numeric', month: 'long', day: 'numeric' } as const;

const STYLES = {
  day: DAY,
  shortDay: { ...DAY, month: 'short' },
  weekday: { ...DAY, weekday: 'long' },
  periodDay: { ...DAY, calendar: 'gregory' },
  year: { year: 'numeric', calendar: 'gregory' },
  month: { year: 'numeric', month: 'long', calendar: 'gregory' },
  monthOnly: { month: 'long', calendar: 'gregory' },
  dayOnly: { day: 'numeric', calendar: 'gregory' },
  weekdayOnly: { weekday: 'long' },
  weekdayShort: { weekday: 'short' },
  weekdayNarrow: { weekday: 'narrow' },
  time: { hour: '2-digit', minute: '2-digit' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `15 July 2016`, with `, 09:30` where the editor gave a time. */
export function shownDate(moment: Moment, site: Clock): ShownTime {
  const day = format(moment.epochMs, site.locale, site.timeZone, 'day');
  return { iso: moment.iso, text: moment.precision === 'day' ? day : `${day}, ${timeOfDay(moment, site)}` };
}

/** `15 July 2016, 09:30, Yerevan time`: the date with the zone it is told in. */
export function shownDateWithZone(moment: Moment, site: Clock): ShownTime {
  const { iso, text } = shownDate(moment, site);
  return { iso, text: `${text}, ${site.place} time` };
}

/** `15 July 2016, 09:30` for a moment in milliseconds since 1970; `15 Jul 2016, 09:30` where short. */
export function instantTime(epochMs: number, { locale, timeZone }: Clock, isShort = false): ShownTime {
  const day = format(epochMs, locale, timeZone, isShort ? 'shortDay' : 'day');
  return { iso: utc(epochMs), text: `${day}, ${format(epochMs, locale, timeZone, 'time')}` };
}

const utc = (epochMs: number): string => new Date(epochMs).toISOString();

/** `Friday 15 July 2016` for a day written 2016-07-15. */
export function longDay(day: string, locale: string): string {
  return format(Date.parse(`${day}T00:00Z`), locale, 'UTC', 'weekday');
}

/**
 * `2016`, `July 2016` or `15 July 2016` for a period written 2016, 2016-07 or 2016-07-15: of the calendar that
 * the archives' addresses follow, whichever one the locale counts by.
 */
export function periodName(period: string, locale: string): string {
  const start = Date.parse(`${`${period}-01-01`.slice(0, 10)}T00:00Z`);
  return format(
    start,
    locale,
    'UTC',
    period.length === 4 ? 'year' : period.length === 7 ? 'month' : 'periodDay',
  );
}

/** `July` for a month written 2016-07. */
export function monthName(month: string, locale: string): string {
  return format(Date.parse(`${month}-01T00:00Z`), locale, 'UTC', 'monthOnly');
}

/** `15` for a day written 2016-07-15, in the locale's digits. */
export function dayNumber(day: string, locale: string): string {
  return format(Date.parse(`${day}T00:00Z`), locale, 'UTC', 'dayOnly');
}

/** Longer ones do not fit the column of a calendar on a phone. */
const MAX_SHORT = 4;

/** `Friday` and `Fri`, or `F` where the short name is long, for the weekday of a day written 2016-07-15. */
export function weekdayNames(day: string, locale: string): { readonly long: string; readonly short: string } {
  const moment = Date.parse(`${day}T00:00Z`);
  const short = format(moment, locale, 'UTC', 'weekdayShort');
  return {
    long: format(moment, locale, 'UTC', 'weekdayOnly'),
    short: short.length > MAX_SHORT ? format(moment, locale, 'UTC', 'weekdayNarrow') : short,
  };
}

function timeOfDay(moment: Moment, { locale, timeZone }: Clock): string {
  return format(moment.epochMs, locale, timeZone, 'time');
}

/** Making a formatter costs far more than using it, so each is made once. */
function format(epochMs: number, locale: string, timeZone: string, style: Style): string {
  const key = `${style} ${locale} ${timeZone}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone });
    formatters.set(key, formatter);
  }
  return formatter.format(epochMs);
}
