/** A day as another calendar counts. */
export interface ForeignDay {
  /** What its readers call the calendar in English. */
  readonly calendar: string;
  /** The same day of ours, as `2026-01-15`; null where the calendar has no such day, or nobody can compute it. */
  readonly iso: string | null;
}

interface Calendar {
  readonly name: string;
  /** As the runtime names it; null for one that it does not know. */
  readonly id: string | null;
  /** Its years in which news of our time are dated. */
  readonly first: number;
  readonly last: number;
}

/**
 * Years from 1900 to about 2100 of ours, but where two calendars meet: Solar Hijri years end with 2040 there, and
 * lunar ones begin with 1999.
 */
const CALENDARS: readonly Calendar[] = [
  { name: 'Republic of China', id: 'roc', first: 89, last: 189 },
  { name: 'Persian (Solar Hijri)', id: 'persian', first: 1279, last: 1419 },
  { name: 'Islamic (Hijri)', id: 'islamic-umalqura', first: 1420, last: 1523 },
  { name: 'Nepali (Bikram Sambat)', id: null, first: 2047, last: 2097 },
  { name: 'Buddhist', id: 'buddhist', first: 2443, last: 2643 },
  { name: 'Hebrew', id: 'hebrew', first: 5660, last: 5860 },
];

/** Tells from the year which other calendar a date looks like, and what day of ours that is; null for none. */
export function readForeignDay(year: number, month: number, day: number): ForeignDay | null {
  const calendar = CALENDARS.find(({ first, last }) => year >= first && year <= last);
  if (calendar === undefined) return null;
  const { name, id } = calendar;
  return { calendar: name, iso: id === null ? null : dayOf({ year, month, day, calendar: id }) };
}

function dayOf(fields: Temporal.PlainDateLike & { readonly calendar: string }): string | null {
  try {
    return Temporal.PlainDate.from(fields, { overflow: 'reject' }).withCalendar('iso8601').toString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
