/** How the desk writes moments, in the zone of the site. All take milliseconds since 1970. */
export interface DeskDates {
  /** `14:05:12`. */
  second(ms: number): string;
  /** `14:05`. */
  minute(ms: number): string;
  /** `Mon 30 Nov`. */
  day(ms: number): string;
  /** `30 Nov 2026, 14:05`. */
  moment(ms: number): string;
  /** `2026-11-30T14:05:12+04:00`, as `<time datetime>` takes it (RFC 3339). */
  iso(ms: number): string;
  /** `2026-11-30T14:05`, as `<input type="datetime-local">` takes it. */
  local(ms: number): string;
  /** The first moment of the day of a moment, and of so many days after it: days are not all of 24 hours. */
  startOfDay(ms: number, daysAfter?: number): number;
  /** The zone, such as `Asia/Yerevan`. */
  readonly timeZone: string;
}

const LOCALE = 'en-GB';
const known = new Map<string, DeskDates>();

/** The dates of a zone; made once for each. */
export function deskDates(timeZone: string): DeskDates {
  const found = known.get(timeZone) ?? makeDates(timeZone);
  known.set(timeZone, found);
  return found;
}

function makeDates(timeZone: string): DeskDates {
  const format = (options: Intl.DateTimeFormatOptions): ((ms: number) => string) => {
    const formatter = new Intl.DateTimeFormat(LOCALE, { timeZone, ...options });
    return (ms) => formatter.format(ms);
  };
  const zoned = (ms: number): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(timeZone);
  return {
    timeZone,
    second: format({ timeStyle: 'medium' }),
    minute: format({ timeStyle: 'short' }),
    day: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    moment: format({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    iso: (ms) => zoned(ms).toString({ smallestUnit: 'second', timeZoneName: 'never' }),
    local: (ms) => zoned(ms).toPlainDateTime().toString({ smallestUnit: 'minute' }),
    startOfDay: (ms, daysAfter = 0) => zoned(ms).add({ days: daysAfter }).startOfDay().epochMilliseconds,
  };
}
