import type { Site } from '../../config/site.ts';
import type { Moment } from '../../domain/moment.ts';
import { hasShortMonths, printsDates } from '../../words/printed-dates.ts';
import type { Words } from '../../words/words.ts';

/** A time as views print it: for machines and for readers. */
export interface ShownTime {
  readonly iso: string;
  readonly text: string;
  /** The whole date, where the text is less; null where it says all. */
  readonly title: string | null;
}

/** How and where times are told. */
interface Clock {
  readonly site: Pick<Site, 'locale' | 'timeZone' | 'place'>;
  readonly words: Pick<Words, 'say'>;
}

type Style = keyof typeof STYLES;

const DAY = { year: 'numeric', month: 'long', day: 'numeric' } as const;

const STYLES = {
  day: DAY,
  shortDay: { ...DAY, month: 'short' },
  weekday: { ...DAY, weekday: 'long' },
  periodDay: { ...DAY, calendar: 'gregory' },
  year: { year: 'numeric', calendar: 'gregory' },
  month: { year: 'numeric', month: 'long', calendar: 'gregory' },
  dayInYear: { month: 'long', day: 'numeric' },
  monthOnly: { month: 'long', calendar: 'gregory' },
  dayOnly: { day: 'numeric', calendar: 'gregory' },
  weekdayOnly: { weekday: 'long' },
  weekdayShort: { weekday: 'short' },
  weekdayNarrow: { weekday: 'narrow' },
  time: { hour: '2-digit', minute: '2-digit' },
  timeAlone: { timeStyle: 'short' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

const formatters = new Map<string, (epochMs: number) => string>();

/** `15 July 2016`, with `, 09:30` where the editor gave a time. */
export function shownDate(moment: Moment, { site, words }: Clock): ShownTime {
  const { locale, timeZone } = site;
  const day = format(moment.epochMs, locale, timeZone, 'day');
  if (moment.precision === 'day') return { iso: moment.iso, text: day, title: null };
  const time = format(moment.epochMs, locale, timeZone, 'time');
  return { iso: moment.iso, text: words.say('time-of-day', { day, time }), title: null };
}

/** `15 July 2016, 09:30, Yerevan time`: the date with the zone it is told in. */
export function shownDateWithZone(moment: Moment, clock: Clock): ShownTime {
  const date = shownDate(moment, clock);
  return { ...date, text: clock.words.say('time-in-zone', { time: date.text, place: clock.site.place }) };
}

/** `15 July 2016, 09:30` for a moment in milliseconds since 1970; `15 Jul 2016, 09:30` where short. */
export function instantTime(epochMs: number, { site, words }: Clock, isShort = false): ShownTime {
  const { locale, timeZone } = site;
  const day = format(epochMs, locale, timeZone, isShort ? 'shortDay' : 'day');
  const time = format(epochMs, locale, timeZone, 'time');
  return { iso: utc(epochMs), text: words.say('time-of-day', { day, time }), title: null };
}

const utc = (epochMs: number): string => new Date(epochMs).toISOString();

/** `14:32` or `2:32 PM` for a moment in milliseconds since 1970: the time of day by itself. */
export function timeOfDay(epochMs: number, locale: string, timeZone: string): string {
  return format(epochMs, locale, timeZone, 'timeAlone');
}

/** `Friday` for a day written 2016-07-15. */
export function weekdayName(day: string, locale: string): string {
  return format(Date.parse(`${day}T00:00Z`), locale, 'UTC', 'weekdayOnly');
}

/** `15 July 2016` for a day written 2016-07-15. */
export function wholeDay(day: string, locale: string): string {
  return format(Date.parse(`${day}T00:00Z`), locale, 'UTC', 'day');
}

/** `15 July` for a day written 2016-07-15. */
export function dayInYear(day: string, locale: string): string {
  return format(Date.parse(`${day}T00:00Z`), locale, 'UTC', 'dayInYear');
}

/** `Friday 15 July 2016` for a day written 2016-07-15. */
export function longDay(day: string, locale: string): string {
  // CLDR has no such form for Persian and its calendar: the root's, year first, would stand in.
  if (new Intl.Locale(locale).language === 'fa')
    return `${weekdayName(day, locale)} ${wholeDay(day, locale)}`;
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
    long: weekdayName(day, locale),
    short: short.length > MAX_SHORT ? format(moment, locale, 'UTC', 'weekdayNarrow') : short,
  };
}

/** Making a formatter costs far more than using it, so each is made once. */
function format(epochMs: number, locale: string, timeZone: string, style: Style): string {
  const key = `${style} ${locale} ${timeZone}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    const fields = STYLES[style === 'shortDay' && !hasShortMonths(locale) ? 'day' : style];
    formatter = printsDates(style, locale, new Intl.DateTimeFormat(locale, { ...fields, timeZone }));
    formatters.set(key, formatter);
  }
  return formatter(epochMs);
}
