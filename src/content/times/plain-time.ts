import type { Moment } from '../../domain/moment.ts';

const WRITTEN = /^([1-9]\d{3})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d))?$/;
const DAY_MS = 86_400_000;

/** A time between two changes of a zone's clocks; all in milliseconds, the first two since 1970. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

const spansByZone = new Map<string, Span[]>();
const MAX_SPANS = 200;

/**
 * Reads a local time of the usual form (`2016-07-15`, `2016-07-15 09:30`) that is at least a day away from
 * any change of the clocks, as Temporal would and much faster. Null for any other text. Throws RangeError
 * for an unknown zone.
 */
export function readPlainTime(written: string, timeZone: string): Moment | null {
  const match = WRITTEN.exec(written);
  if (match === null) return null;
  const [, year, month, date, hour = '00', minute = '00'] = match;
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const day = `${year}-${month}-${date}`;
  if (new Date(midnight).toISOString().slice(0, 10) !== day) return null;
  const local = midnight + (Number(hour) * 60 + Number(minute)) * 60_000;
  const span = findSpan(local, timeZone);
  if (span === null) return null;
  return {
    epochMs: local - span.offset,
    iso: `${day}T${hour}:${minute}:00${writeOffset(span.offset)}`,
    day,
    precision: match[4] === undefined ? 'day' : 'minute',
  };
}

function findSpan(local: number, timeZone: string): Span | null {
  const spans = spansByZone.get(timeZone) ?? [];
  const holds = ({ start, end, offset }: Span): boolean =>
    local - offset > start + DAY_MS && local - offset < end - DAY_MS;
  const known = spans.find(holds);
  if (known !== undefined) return known;
  if (spans.length >= MAX_SPANS) return null;
  const near = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO(timeZone);
  const span = {
    start: near.getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    end: near.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: near.offsetNanoseconds / 1e6,
  };
  if (!holds(span) || span.offset % 60_000 !== 0) return null;
  spans.push(span);
  spansByZone.set(timeZone, spans);
  return span;
}

function writeOffset(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  const pad = (number: number): string => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
