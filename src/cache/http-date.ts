const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';

/** IMF-fixdate and the two obsolete forms that recipients must still read (RFC 9110 §5.6.7). */
const FORMS: readonly RegExp[] = [
  new RegExp(`^[A-Z][a-z]{2}, (?<day>\\d\\d) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{5,8}, (?<day>\\d\\d)-(?<month>[A-Z][a-z]{2})-(?<year>\\d\\d) ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/**
 * Reads an HTTP-date (RFC 9110 §5.6.7) as milliseconds since the epoch; undefined when it is not one
 * or names no real moment. Two-digit years follow POSIX (69–99 are 1969–1999), which needs no clock.
 */
export function parseHttpDate(text: string): number | undefined {
  for (const form of FORMS) {
    const fields = form.exec(text.trim())?.groups;
    if (fields !== undefined) return toMilliseconds(fields);
  }
  return undefined;
}

/** Writes milliseconds since the epoch as an IMF-fixdate, rounded down to the second. */
export function formatHttpDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString();
}

function toMilliseconds(fields: Readonly<Record<string, string | undefined>>): number | undefined {
  const month = MONTHS.indexOf(fields['month'] ?? '');
  const [day, hour, minute, second] = ['day', 'hour', 'minute', 'second'].map((name) => Number(fields[name]));
  const year = fullYear(fields['year'] ?? '');
  if (month < 0 || day === undefined || hour === undefined || minute === undefined || second === undefined) {
    return undefined;
  }
  // A leap second is read as the last second of its minute, as Date knows none.
  const moment = new Date(Date.UTC(year, month, day, hour, minute, Math.min(second, 59)));
  const isReal =
    moment.getUTCDate() === day && moment.getUTCMonth() === month && moment.getUTCHours() === hour;
  return isReal && minute < 60 && second <= 60 ? moment.getTime() : undefined;
}

function fullYear(written: string): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}
