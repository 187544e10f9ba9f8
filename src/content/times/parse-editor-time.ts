import { type Moment, momentAt } from '../../domain/moment.ts';
import { plainDigits } from '../../domain/plain-digits.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { readForeignDay } from './foreign-calendar.ts';
import { readPlainTime } from './plain-time.ts';
import { midnightHint, TIME_EXAMPLE, timeHint, timePart } from './time-hint.ts';
import { readUnixTime, readWrittenTime, type WrittenParts } from './written-time.ts';

/** Years that a date may be of, in the site's zone. */
export interface Years {
  readonly first: number;
  /** Up to here nobody doubts that the year is meant. */
  readonly near: number;
  readonly last: number;
}

/** No newspaper is older. */
const FIRST_YEAR = 1600;
const LAST_YEAR = 9999;
/** What lies further ahead is nobody's plan. */
const YEARS_AHEAD = 10;
/** A clock that shows an earlier year is wrong, as that of a machine is at times that has just been started. */
const LEAST_YEAR_OF_CLOCK = 2026;

/** Any year that a newspaper may have. */
export const ANY_YEAR: Years = { first: FIRST_YEAR, near: LAST_YEAR, last: LAST_YEAR };

/** Years of what was or will be published, as seen at `now`, milliseconds since 1970. */
export function yearsAt(now: number): Years {
  const near = Math.max(new Date(now).getUTCFullYear(), LEAST_YEAR_OF_CLOCK) + YEARS_AHEAD;
  return { first: FIRST_YEAR, near, last: near };
}

/** What databases and Go write for no time at all. */
const NO_TIME = /^(?:0000-00-00|0001-01-01)(?![\d])/;

/** Whether a text is what other systems write where they have no time. */
export const isNoTime = (text: string): boolean => NO_TIME.test(text.trim());

export type EditorTime =
  | {
      readonly moment: Moment;
      readonly isSkippedByClock: boolean;
      /** What it is where day and month were written the other way round; null where that cannot be. */
      readonly other: Moment | null;
    }
  | {
      readonly moment: null;
      readonly message: string;
      readonly hint: string;
      /** Whether it is a day, but of no year that is meant. */
      readonly isOfOtherYear: boolean;
    };

/**
 * Reads a time as editors and other systems write it: `2016-07-15`, `2016-07-15 09:30`, with `T`, seconds, fractions,
 * `Z`, an offset or the name of a zone, `2016/07/15`, `July 15, 2016`, the dates of mail, seconds of Unix and more, in
 * the digits of any script. Without an offset it is local to `timeZone` (IANA name). A local time that the clocks skip
 * in spring moves forward (Temporal's `compatible`) and is flagged. In that zone its year is one of `years`. Where day
 * and month may be the other way round, both readings are returned, and refused where one may still be to come.
 */
export function parseEditorTime(text: string, timeZone: string, years: Years = ANY_YEAR): EditorTime {
  const written = text.trim();
  const plain = readPlainTime(written, timeZone);
  if (plain !== null && isOf({ ...years, last: years.near }, plain))
    return { moment: plain, isSkippedByClock: false, other: null };
  const read = plainForm(written);
  const foreign = refuseForeign(written, read, years);
  if (foreign !== null) return foreign;
  const unix = readUnixTime(read);
  if (unix !== null) {
    const moment = momentAt(Temporal.Instant.fromEpochMilliseconds(unix), timeZone, 'minute');
    return validateYear(written, { moment, isSkippedByClock: false, other: null }, years);
  }
  const parts = readWrittenTime(read);
  if (parts === null) return refuse(written, timeHint(read));
  try {
    const { moment, isSkippedByClock } = fixTime(parts, timeZone);
    const { otherDay } = parts;
    const other = otherDay === null ? null : fixTime({ ...parts, day: otherDay }, timeZone).moment;
    if (other !== null && !isPast(moment, years)) return refuseEither(written, moment, other);
    return validateYear(written, { moment, isSkippedByClock, other }, years);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      moment: null,
      message: `${quoteText(written)} is not in the calendar or on the clock.`,
      hint: midnightHint(read) ?? `Check the month, day, hour and minute. Write it as ${TIME_EXAMPLE}.`,
      isOfOtherYear: false,
    };
  }
}

/** The moment that parts of a time mean. @throws RangeError for what is not in the calendar or on the clock. */
function fixTime(
  { day: written, time, offset, zone }: WrittenParts,
  timeZone: string,
): { readonly moment: Moment; readonly isSkippedByClock: boolean } {
  const day = Temporal.PlainDate.from(written, { overflow: 'reject' });
  if (time === null) {
    const start = day.toZonedDateTime({ timeZone }).toInstant();
    return { moment: momentAt(start, timeZone, 'day'), isSkippedByClock: false };
  }
  const local = day.toPlainDateTime(Temporal.PlainTime.from(rejectLeapSecond(time)));
  if (offset !== null) {
    const instant = Temporal.Instant.from(`${local.toString()}${offset}`);
    return { moment: momentAt(instant, timeZone, 'minute'), isSkippedByClock: false };
  }
  const zoned = local.toZonedDateTime(zone ?? timeZone, { disambiguation: 'compatible' });
  const isSkippedByClock = !zoned.toPlainDateTime().equals(local);
  return { moment: momentAt(zoned.toInstant(), timeZone, 'minute'), isSkippedByClock };
}

/** Whether a time is of a year before the present one, so that it hides nothing by any reading. */
const isPast = ({ day }: Moment, years: Years): boolean => isPastYear(day.slice(0, 4), years);

const isPastYear = (year: string, { near }: Years): boolean => Number(year) < near - YEARS_AHEAD;

/** Whether a text that is no time names a year before the present one and none after it, so that no embargo can be meant. */
export function namesPastYear(text: string, years: Years = ANY_YEAR): boolean {
  const named = plainDigits(text).match(/(?<!\d)\d{4}(?!\d)/g) ?? [];
  return named.length > 0 && named.every((year) => Number(year) >= years.first && isPastYear(year, years));
}

function refuseEither(written: string, one: Moment, other: Moment): EditorTime {
  return {
    moment: null,
    message: `${quoteText(written)} may be ${one.day} or ${other.day}, which may be still to come.`,
    hint: `Write the one that is meant, such as ${one.day}.`,
    isOfOtherYear: false,
  };
}

const isSoon = (iso: string | null, { near }: Years): boolean => {
  const year = Number(iso?.slice(0, 4) ?? 0);
  return year >= near - YEARS_AHEAD && year <= near;
};

const isOf = ({ first, last }: Years, { day }: Moment): boolean => {
  const year = /^\d{4}(?=-)/.test(day) ? Number(day.slice(0, 4)) : 0;
  return year >= first && year <= last;
};

function validateYear(
  written: string,
  time: Extract<EditorTime, { readonly moment: Moment }>,
  years: Years,
): EditorTime {
  if (isOf(years, time.moment)) return time;
  return {
    moment: null,
    message: `${quoteText(written)} is not in a year from ${years.first} to ${years.last}.`,
    hint: `Check the year. Write it as ${TIME_EXAMPLE}.`,
    isOfOtherYear: true,
  };
}

/** The signs of East Asian keyboards, and marks of direction. */
const FULL_WIDTH = /[－／．：＋　ＴＺ]/g;
/** Dashes that programs put in place of a hyphen. */
const DASHES = /[\u2010-\u2015\u2212]/g;
const ODD_SPACES = /[\u00a0\u202f\u2007]/g;
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A date in the digits and signs of ASCII. */
const plainForm = (written: string): string =>
  plainDigits(written)
    .replace(FULL_WIDTH, (sign) => sign.normalize('NFKC'))
    .replace(DASHES, '-')
    .replace(ODD_SPACES, ' ')
    .replace(DIRECTIONS, '');

/** Year, month and day in this order or the other one, and what follows. */
const YEAR_FIRST = /^(?<year>\d{3,4})[-./](?<month>\d{1,2})[-./](?<day>\d{1,2})(?!\d)(?<rest>.*)$/s;
const DAY_FIRST = /^(?<day>\d{1,2})[-./](?<month>\d{1,2})[-./](?<year>\d{4})(?!\d)(?<rest>.*)$/s;

/** Refuses a day that another calendar has in a year that is none of ours; null for every other text. */
function refuseForeign(written: string, read: string, years: Years): EditorTime | null {
  const groups = (YEAR_FIRST.exec(read) ?? DAY_FIRST.exec(read))?.groups;
  if (groups === undefined) return null;
  const { year = '', month = '', day = '', rest = '' } = groups;
  const number = Number(year);
  if (number >= years.first && number <= years.near) return null;
  const foreign = readForeignDay(number, Number(month), Number(day));
  if (foreign === null) return null;
  const { calendar, iso } = foreign;
  // As a year of ours it is possible where the future is open; as one of theirs it has to be of these days.
  const isPossible = number >= years.first && number <= years.last;
  if (isPossible && !isSoon(iso, years)) return null;
  return {
    moment: null,
    message: `${quoteText(written)} is in the year ${number}; the ${calendar} calendar counts so.`,
    hint:
      iso === null
        ? `Write the day of the Gregorian calendar, such as ${TIME_EXAMPLE}.`
        : `Write the day of the Gregorian calendar: ${iso}${timePart(rest)}.`,
    isOfOtherYear: true,
  };
}

/** Temporal would read :60 as :59. */
function rejectLeapSecond(time: string): string {
  if (time.slice(6, 8) === '60') throw new RangeError('no such second');
  return time;
}

function refuse(written: string, hint: string): EditorTime {
  return { moment: null, message: `${quoteText(written)} is not a date.`, hint, isOfOtherYear: false };
}
