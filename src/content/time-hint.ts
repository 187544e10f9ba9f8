/** The form shown to editors whenever a time is wrong. */
export const TIME_EXAMPLE = '2026-11-22 09:30';

/** Recognises dates of other customs; a day above 12 tells which of two numbers is the month. */
export function timeHint(written: string): string {
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
    /^[ T,]+(\d{1,2}:\d{2})(?::[\d.,]+)?[ \t]*([Zz]|UTC|GMT|[+-]\d{2}:?\d{2})?/.exec(rest) ?? [];
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
