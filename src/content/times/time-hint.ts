/** The form shown to editors whenever a time is wrong. */
export const TIME_EXAMPLE = '2026-11-22 09:30';

/** What zones are called in one place only, and their offsets; IST and the like are those of several. */
const ZONES: Readonly<Record<string, string>> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  WET: '+00:00',
  WEST: '+01:00',
  BST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  MEZ: '+01:00',
  MESZ: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  MSK: '+03:00',
  JST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
};

/** A time with the name of a zone behind it, which is to be an offset; null for any other text. */
function zoneHint(written: string): string | null {
  const [, time = '', zone = ''] =
    /^(\d.*\d:\d{2}(?::[\d.,]+)?)[ \t]*\(?([A-Za-z]{2,5})\)?$/.exec(written) ?? [];
  if (zone === '' || /^(?:[ap]m)$/i.test(zone)) return null;
  const offset = ZONES[zone.toUpperCase()];
  if (offset === undefined)
    return `Write the offset of ${zone} in its place, such as ${TIME_EXAMPLE} +04:00.`;
  const day = /^(\d{4}-\d{1,2}-\d{1,2})[ T]+(\d{1,2}:\d{2})/.exec(time);
  const shown = day === null ? TIME_EXAMPLE : `${day[1]} ${day[2]?.padStart(5, '0')}`;
  return `Write the offset in place of ${zone}: ${shown} ${offset}.`;
}

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

/** Recognises dates of other customs; a day above 12 tells which of two numbers is the month. */
export function timeHint(written: string): string {
  const zoned = zoneHint(written);
  if (zoned !== null) return zoned;
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
