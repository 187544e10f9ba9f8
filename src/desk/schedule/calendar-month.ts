/** A day of a calendar. Moments are milliseconds since 1970. */
export interface CalendarDay {
  /** `2026-12-03`. */
  readonly iso: string;
  readonly number: number;
  /** Its first moment. */
  readonly fromMs: number;
  /** The first moment of the day after. */
  readonly toMs: number;
  /** Whether it belongs to the month before or after. */
  readonly isOther: boolean;
  /** When the clocks are changed on it, by how many minutes; null for most days. */
  readonly change: { readonly atMs: number; readonly minutes: number } | null;
}

export interface CalendarMonth {
  /** `2026-12`. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Whole weeks from Monday on (ISO 8601). */
  readonly weeks: readonly (readonly CalendarDay[])[];
}

const NAME = /^\d{4}-\d{2}$/;
/** No newspaper is planned further ahead, nor older. */
const YEARS = { first: 1600, last: 9998 };

/** The month of a name, or of `now` where that is none, in a zone. `now` is milliseconds since 1970. */
export function calendarMonth(asked: string, now: number, timeZone: string): CalendarMonth {
  const month = readMonth(asked) ?? monthOf(now, timeZone);
  const first = month.toPlainDate({ day: 1 });
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  const days = first.dayOfWeek - 1 + month.daysInMonth;
  const weeks = Array.from({ length: Math.ceil(days / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) => dayOf(monday.add({ days: week * 7 + day }), month, timeZone)),
  );
  return {
    name: month.toString(),
    before: month.subtract({ months: 1 }).toString(),
    after: month.add({ months: 1 }).toString(),
    weeks,
  };
}

function readMonth(text: string): Temporal.PlainYearMonth | null {
  if (!NAME.test(text)) return null;
  try {
    const month = Temporal.PlainYearMonth.from(text);
    return month.year < YEARS.first || month.year > YEARS.last ? null : month;
  } catch {
    return null;
  }
}

const monthOf = (now: number, timeZone: string): Temporal.PlainYearMonth =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(now))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toPlainYearMonth();

function dayOf(date: Temporal.PlainDate, month: Temporal.PlainYearMonth, timeZone: string): CalendarDay {
  const start = date.toZonedDateTime(timeZone);
  const end = date.add({ days: 1 }).toZonedDateTime(timeZone);
  const change = end.offsetNanoseconds - start.offsetNanoseconds;
  const at = change === 0 ? null : start.getTimeZoneTransition('next');
  return {
    iso: date.toString(),
    number: date.day,
    fromMs: start.epochMilliseconds,
    toMs: end.epochMilliseconds,
    isOther: !date.toPlainYearMonth().equals(month),
    change: at === null ? null : { atMs: at.epochMilliseconds, minutes: change / 60_000_000_000 },
  };
}
