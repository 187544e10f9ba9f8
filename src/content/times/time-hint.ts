import { readZone } from './zone-names.ts';

/** The form shown to editors whenever a time is wrong. */
export const TIME_EXAMPLE = '2026-11-22 09:30';

/** A time with a word behind it that names a zone in several places, or none. */
const ZONED = /^\d.*\d:\d{2}(?::[\d.,]+)?[ \t]*\(?([A-Za-z]{2,5})\)?$/;

/** The cure for 24:00, which is the next day's 00:00; null for any other time. */
export function midnightHint(written: string): string | null {
  const [, day = '', offset = ''] =
    /^(\d{4}-\d{1,2}-\d{1,2})[ T]+24:00(?::00(?:[.,]0+)?)?[ \t]*([Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/.exec(
      written,
    ) ?? [];
  const iso = day.replace(/-(\d)(?=-|$)/g, '-0$1');
  if (iso === '' || !isCalendarDay(iso)) return null;
  const next = Temporal.PlainDate.from(iso).add({ days: 1 }).toString();
  return `The day ends where the next one begins: write ${next} 00:00${offset === '' ? '' : ` ${offset}`}.`;
}

/** The cure for a text that is no time. */
export function timeHint(written: string): string {
  const [, zone = ''] = ZONED.exec(written) ?? [];
  const isZone = zone !== '' && !/^[ap]m$/i.test(zone) && readZone(zone) === null;
  return isZone
    ? `Write the offset of ${zone} in its place, such as ${TIME_EXAMPLE} +04:00.`
    : `Write it as ${TIME_EXAMPLE}.`;
}

/** A time of day, and its offset, behind a day that was written otherwise; as it is to be written. */
export function timePart(rest: string): string {
  const [, time, offset] =
    /^[ T,]+(\d{1,2}:\d{2})(?::[\d.,]+)?[ \t]*([Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?/.exec(rest) ?? [];
  if (time === undefined) return '';
  return ` ${time.padStart(5, '0')}${offset === undefined ? '' : ` ${offset}`}`;
}

function isCalendarDay(iso: string): boolean {
  try {
    Temporal.PlainDate.from(iso, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
