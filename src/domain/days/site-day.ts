/** A calendar day of the site, as the clock on its wall has it. */
export interface SiteDay {
  /** Written 2016-07-15, of the calendar that addresses follow. */
  readonly day: string;
  /** The midnight at which the next one begins, in milliseconds since 1970. */
  readonly endsMs: number;
}

interface Known extends SiteDay {
  readonly from: number;
}

const known = new Map<string, Known>();

/** The day that it is at `now`, milliseconds since 1970, in a time zone. Found out once a day: asking again costs next to nothing. */
export function siteDay(now: number, timeZone: string): SiteDay {
  const kept = known.get(timeZone);
  if (kept !== undefined && now >= kept.from && now < kept.endsMs) return kept;
  const date = Temporal.Instant.fromEpochMilliseconds(Math.floor(now))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const found = { day: date.toString(), endsMs: midnightAfter(date, now, timeZone), from: now };
  known.set(timeZone, found);
  return found;
}

/**
 * The moment at which the day after a date begins. Where summer time begins at midnight, that is one o’clock; where it ends
 * shortly after, midnight comes twice, and between the two it is the old day once more.
 */
function midnightAfter(date: Temporal.PlainDate, now: number, timeZone: string): number {
  const next = date.add({ days: 1 });
  const first = next.toZonedDateTime(timeZone).epochMilliseconds;
  if (first > now) return first;
  return next.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
}

const DAY_MS = 86_400_000;

/** How many days after one day another is; fewer than 0 where it is before. Both are written 2016-07-15. */
export function daysBetween(earlier: string, later: string): number {
  return (Date.parse(`${later}T00:00Z`) - Date.parse(`${earlier}T00:00Z`)) / DAY_MS;
}

const years = new Map<string, Intl.DateTimeFormat>();

/** The year of a day written 2016-07-15, as a locale’s own calendar counts and writes it: `2016`, `۱۳۹۵`. */
export function yearOf(day: string, locale: string): string {
  let year = years.get(locale);
  if (year === undefined) {
    year = new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: 'UTC' });
    years.set(locale, year);
  }
  return year.format(Date.parse(`${day}T00:00Z`));
}

/** The longest year of any calendar in days, and some. */
const LONGEST_YEAR = 400;

let kept = { key: '', endsMs: 0 };

/** The midnight in a time zone at which another year begins, as a locale counts, in milliseconds since 1970; `now` likewise. */
export function yearEnd(now: number, timeZone: string, locale: string): number {
  const { day } = siteDay(now, timeZone);
  const key = `${day} ${timeZone} ${locale}`;
  if (kept.key === key) return kept.endsMs;
  const today = Temporal.PlainDate.from(day);
  const year = yearOf(day, locale);
  // Days are of this year up to one, and of others from it on: the search halves what is left.
  let [same, other] = [0, LONGEST_YEAR];
  while (other - same > 1) {
    const middle = (same + other) >> 1;
    if (yearOf(today.add({ days: middle }).toString(), locale) === year) same = middle;
    else other = middle;
  }
  const endsMs = today.add({ days: other }).toZonedDateTime(timeZone).epochMilliseconds;
  kept = { key, endsMs };
  return endsMs;
}
