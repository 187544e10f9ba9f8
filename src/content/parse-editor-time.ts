import { type Moment, momentAt } from '../domain/moment.ts';
import { quoteText } from '../problems/quote-text.ts';
import { readPlainTime } from './plain-time.ts';

/** The form shown to editors whenever a time is wrong. */
export const TIME_EXAMPLE = '2026-11-22 09:30';

export type EditorTime =
  | { readonly moment: Moment; readonly isSkippedByClock: boolean }
  | { readonly moment: null; readonly message: string; readonly hint: string };

const WRITTEN =
  /^(?<day>\d{4}-\d{1,2}-\d{1,2})(?:(?:[Tt]|[ \t]+)(?<time>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(?:[ \t]*(?<offset>[Zz]|UTC|GMT|[+-]\d{2}:?\d{2}))?)?$/;

/**
 * Reads a time as editors write it: `2016-07-15`, `2016-07-15 09:30`, with `T`, seconds, fractions,
 * `Z` or an offset. Without an offset it is local to `timeZone` (IANA name). A local time that the
 * clocks skip in spring moves forward (Temporal's `compatible`) and is flagged. In that zone its year
 * has four digits, the first of them no zero, as the paths of articles want.
 */
export function parseEditorTime(text: string, timeZone: string): EditorTime {
  const written = text.trim();
  const plain = readPlainTime(written, timeZone);
  if (plain !== null) return { moment: plain, isSkippedByClock: false };
  const groups = WRITTEN.exec(written)?.groups;
  if (groups === undefined) return refuse(written, hintFor(written));
  try {
    const day = Temporal.PlainDate.from(pad(groups['day'] ?? ''), { overflow: 'reject' });
    const time = groups['time'];
    if (time === undefined) {
      const start = day.toZonedDateTime({ timeZone }).toInstant();
      return judgeYear(written, momentAt(start, timeZone, 'day'), false);
    }
    const local = day.toPlainDateTime(Temporal.PlainTime.from(padTime(time)));
    const offset = groups['offset'];
    if (offset !== undefined) {
      const instant = Temporal.Instant.from(`${local.toString()}${isoOffset(offset)}`);
      return judgeYear(written, momentAt(instant, timeZone, 'minute'), false);
    }
    const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
    const isSkippedByClock = !zoned.toPlainDateTime().equals(local);
    return judgeYear(written, momentAt(zoned.toInstant(), timeZone, 'minute'), isSkippedByClock);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      moment: null,
      message: `${quoteText(written)} is not in the calendar or on the clock.`,
      hint: `Check the month, day, hour and minute. Write it as ${TIME_EXAMPLE}.`,
    };
  }
}

function judgeYear(written: string, moment: Moment, isSkippedByClock: boolean): EditorTime {
  if (/^[1-9]\d{3}-/.test(moment.day)) return { moment, isSkippedByClock };
  return {
    moment: null,
    message: `${quoteText(written)} is not in a year from 1000 to 9999.`,
    hint: `Check the year. Write it as ${TIME_EXAMPLE}.`,
  };
}

const pad = (day: string): string => day.replace(/-(\d)(?=-|$)/g, '-0$1');
const padTime = (time: string): string => rejectLeapSecond(time.replace(/^\d:/, '0$&').replace(',', '.'));

/** Temporal would read :60 as :59. */
function rejectLeapSecond(time: string): string {
  if (time.slice(6, 8) === '60') throw new RangeError('no such second');
  return time;
}

function isoOffset(offset: string): string {
  if (/^[a-z]/i.test(offset)) return 'Z';
  return offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
}

function refuse(written: string, hint: string): EditorTime {
  return { moment: null, message: `${quoteText(written)} is not a date.`, hint };
}

/** Recognises dates of other customs; a day above 12 tells which of two numbers is the month. */
function hintFor(written: string): string {
  const dayFirst = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(.*)$/.exec(written);
  if (dayFirst !== null) {
    const [, first = '', separator, second = '', year = '', rest = ''] = dayFirst;
    const isMonthFirst = Number(second) > 12 && Number(first) <= 12;
    const month = isMonthFirst ? first : second;
    const day = isMonthFirst ? second : first;
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${timePart(rest)}`;
    if (!isCalendarDay(iso.slice(0, 10))) return `Write it as ${TIME_EXAMPLE}.`;
    const isAmbiguous = separator === '/' && Number(first) <= 12 && Number(second) <= 12 && first !== second;
    return isAmbiguous
      ? `Write the year first, then the month: ${iso} if the day came first.`
      : `Write it as ${iso}.`;
  }
  const yearFirst = /^(\d{4})[./](\d{1,2})[./](\d{1,2})(.*)$/.exec(written);
  if (yearFirst === null) return `Write it as ${TIME_EXAMPLE}.`;
  const [, year = '', month = '', day = '', rest = ''] = yearFirst;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${timePart(rest)}`;
  return isCalendarDay(iso.slice(0, 10)) ? `Write it as ${iso}.` : `Write it as ${TIME_EXAMPLE}.`;
}

const timePart = (rest: string): string => {
  const time = /^[ T,]+(\d{1,2}:\d{2})/.exec(rest)?.[1];
  return time === undefined ? '' : ` ${time.padStart(5, '0')}`;
};

function isCalendarDay(iso: string): boolean {
  try {
    Temporal.PlainDate.from(iso, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
