import type { Site } from '../config/site.ts';
import type { Moment } from '../domain/moment.ts';

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
  weekday: { ...DAY, weekday: 'long' },
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  monthOnly: { month: 'long' },
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

/** `Friday 15 July 2016` for a day written 2016-07-15. */
export function longDay(day: string, locale: string): string {
  return format(Date.parse(`${day}T00:00Z`), locale, 'UTC', 'weekday');
}

/** `2016`, `July 2016` or `15 July 2016` for a period written 2016, 2016-07 or 2016-07-15. */
export function periodName(period: string, locale: string): string {
  const start = Date.parse(`${`${period}-01-01`.slice(0, 10)}T00:00Z`);
  return format(start, locale, 'UTC', period.length === 4 ? 'year' : period.length === 7 ? 'month' : 'day');
}

/** `July` for a month written 2016-07. */
export function monthName(month: string, locale: string): string {
  return format(Date.parse(`${month}-01T00:00Z`), locale, 'UTC', 'monthOnly');
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
