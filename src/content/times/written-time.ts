import { readWrittenDay, type WrittenDay } from './written-day.ts';
import { readZone } from './zone-names.ts';

/** A time as it is written, in the forms of ISO 8601; nothing of it need be in the calendar or on the clock. */
export interface WrittenParts extends WrittenDay {
  /** `09:30`, `09:30:15.250`; null for a day alone. */
  readonly time: string | null;
  /** `Z`, `+04:00`; null for the site’s zone, or for `zone`. */
  readonly offset: string | null;
  /** The IANA name of its own zone. */
  readonly zone?: string;
}

const ISO =
  /^(\d{4}-\d{1,2}-\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(?:[ \t]*([Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?$/;

/** `20200110T100000Z`, `202001101000`; ten and thirteen digits are seconds and milliseconds of Unix instead. */
const COMPACT = /^(\d{8})(?:[Tt ](\d{2})(\d{2})(\d{2})?|(\d{2})(\d{2})(\d{2})?)(?!\d)(.*)$/;

/** A time of day between a day and what follows, or before it. */
const CLOCK =
  /(?<=^|[\sT,@])(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\b\.?)?|(\d{1,2}) ?([ap])\.?m\b\.?)/i;

/** What stands between a day and its time. */
const JOINT = /(?:[\s,@]|(?<=\s)[-–]|(?<=\d)T|(?<![\p{L}])(?:at|um|à|kl\.?))+$/iu;

/**
 * Reads the forms in which editors and other systems write times: ISO 8601 and what is near to it, the dates of mail
 * (RFC 5322), of Go, JavaScript, Unix and PHP, months by name. Null for any other text.
 */
export function readWrittenTime(text: string): WrittenParts | null {
  const [, isoDay, time = null, zone] = ISO.exec(text) ?? [];
  if (isoDay !== undefined) {
    const day = isoDay.replace(/-(\d)(?=-|$)/g, '-0$1');
    return {
      day,
      otherDay: null,
      time: time && padHour(time),
      offset: zone === undefined ? null : isoOffset(zone),
    };
  }
  if (text.length > 80 || !/\d/.test(text)) return null;
  return readCompact(text) ?? readClock(text) ?? withoutTime(text);
}

const withoutTime = (text: string): WrittenParts | null => {
  const day = readWrittenDay(text);
  return day && { ...day, time: null, offset: null };
};

function readCompact(text: string): WrittenParts | null {
  const match = COMPACT.exec(text);
  if (match === null) return null;
  const [, day = '', ...parts] = match;
  const rest = parts.pop() ?? '';
  const zone = readZone(rest);
  const written = readWrittenDay(day);
  if (zone === null || written === null) return null;
  const time = parts.filter((part) => part !== undefined).join(':');
  return { ...written, time, ...zone };
}

function readClock(text: string): WrittenParts | null {
  const match = CLOCK.exec(text);
  if (match === null) return null;
  const before = text.slice(0, match.index).replace(JOINT, '').trim();
  const after = text.slice(match.index + match[0].length);
  const time = clockOf(match);
  if (time === null) return null;
  const isAmerican = (match[5] ?? match[7]) !== undefined;
  if (before === '') {
    // Grav’s `H:i m/d/Y`.
    const day = readWrittenDay(after.replace(/^[\s,]+/, ''));
    return day && { ...withMonthFirst(day, after, true), time, offset: null };
  }
  // `Mon Jan 20 10:00:00 CET 2020`: the year comes last.
  const [, rest = after, year] = /^(.*?) (\d{4})$/.exec(after) ?? [];
  const day = readWrittenDay(year === undefined ? before : `${before} ${year}`);
  const zone = readZone(year === undefined ? after : rest);
  if (day === null || zone === null) return null;
  return { ...withMonthFirst(day, before, isAmerican), time, ...zone };
}

/** Where a slash stands beside a time of twelve hours, or behind the time, nobody puts the day first. */
const withMonthFirst = (day: WrittenDay, text: string, isMonthFirst: boolean): WrittenDay =>
  isMonthFirst && text.includes('/') ? { day: day.day, otherDay: null } : day;

/** A time of day of 24 hours; null for one of 12 that is not on the clock. */
function clockOf([, h1, minute = '00', second, fraction, half1, h2, half2]: RegExpExecArray): string | null {
  const half = (half1 ?? half2)?.toLowerCase();
  let hour = Number(h1 ?? h2);
  if (half !== undefined) {
    if (hour < 1 || (hour > 12 && half === 'a')) return null;
    // Some write 22:00 PM.
    if (hour <= 12) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  const time = `${String(hour).padStart(2, '0')}:${minute}`;
  if (second === undefined) return time;
  return `${time}:${second}${fraction === undefined ? '' : `.${fraction}`}`;
}

const padHour = (time: string): string => time.replace(/^\d:/, '0$&').replace(',', '.');

function isoOffset(offset: string): string {
  if (/^[a-z]/i.test(offset)) return 'Z';
  if (offset.length === 3) return `${offset}:00`;
  return offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
}

/** Ten digits from 2001 to 2033, and thirteen: those with another first digit are rather a day and an hour. */
const UNIX = /^(1\d{9})(\d{3})?(?:\.\d+)?$/;

/** Reads seconds or milliseconds since 1970, as milliseconds; null for any other text. */
export function readUnixTime(text: string): number | null {
  const [, seconds, thousandths = '000'] = UNIX.exec(text) ?? [];
  return seconds === undefined ? null : Number(seconds + thousandths);
}
