const HOUR = 3_600_000;

/** The hours of zones that RFC 822 and news servers name. Others count as UTC. */
const ZONES: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  HST: -10,
  BST: 1,
  CET: 1,
  CEST: 2,
  MET: 1,
  MEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  MSD: 4,
  SAMT: 4,
  AMT: 4,
  GET: 4,
  IST: 5.5,
  SGT: 8,
  HKT: 8,
  JST: 9,
  KST: 9,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
};

const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Others whose names of months are read: feeds write dates in their own language, against the standard. */
const LANGUAGES = ['de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'tr', 'ru', 'uk', 'hy', 'ka'];

const TIME = String.raw`(?<hour>\d{1,2}):?(?<minute>\d\d)(?::?(?<second>\d\d)(?:[.,]\d{1,9})?)?\s*(?<half>[ap]m)?`;
const ZONE = String.raw`\s*(?<zone>Z|(?:GMT|UTC?)?\s*[+-]\d\d?:?(?:\d\d)?|[A-Z]{1,5})?(?:\s*\(.{1,40}\))?`;
const MONTH = String.raw`(?<name>\p{L}{3,12})\.?`;
const WEEKDAY = String.raw`(?:\p{L}{2,14}\.?,?\s+)?`;

/** Every form ends the text: what goes on is no date. */
const FORMS: readonly RegExp[] = [
  // RFC 822 and its slips: "Mon, 3 Feb 25 08:00 EST", "3 February 2025 08:00:00 +0100", "03-Feb-2025".
  String.raw`${WEEKDAY}(?<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+${MONTH},?[\s-]+(?<year>\d{4}|\d\d)(?:,?\s+(?:at\s+)?${TIME}${ZONE})?`,
  // ISO 8601 and W3C-DTF: "2025-02-03T08:00:00+01:00", "2025-02-03 08:00", "20250203T080000Z", "2025-02".
  String.raw`(?<year>\d{4})(?:-?(?<month>\d\d)(?:-?(?<day>\d\d)(?:[T\s]+${TIME}${ZONE})?)?)?`,
  // American: "Feb 3, 2025 8:00 PM EST", "Mon Feb 3 08:00:00 2025", "Mon Feb 03 08:00:00 +0000 2025".
  String.raw`${WEEKDAY}${MONTH}\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})(?:,?\s+(?:at\s+)?${TIME}${ZONE})?`,
  String.raw`${WEEKDAY}${MONTH}\s+(?<day>\d{1,2})\s+${TIME}${ZONE}\s+(?<year>\d{4})`,
  // "2025/02/03 08:00:00".
  String.raw`(?<year>\d{4})/(?<month>\d{1,2})/(?<day>\d{1,2})(?:\s+${TIME}${ZONE})?`,
].map((form) => new RegExp(`^${form}$`, 'iu'));

/** Nothing on the web is older. */
const EARLIEST = Date.UTC(1990, 0, 1);

/**
 * Reads a date of any dialect of feeds as milliseconds since 1970. A time without a zone counts as UTC. Up to
 * a day after `now`, a slip of zones, counts as `now`; null for later ones, for what is older than the web and
 * for what is no date.
 */
export function readStoryDate(written: string, now: number): number | null {
  const text = written.slice(0, 100).trim().replace(/\s+/g, ' ');
  for (const form of FORMS) {
    const fields = form.exec(text)?.groups;
    if (fields === undefined) continue;
    const moment = toMoment(fields);
    if (moment === null || moment < EARLIEST || moment > now + 24 * HOUR) return null;
    return Math.min(moment, now);
  }
  return null;
}

function toMoment(fields: Readonly<Record<string, string | undefined>>): number | null {
  const { name, half, zone } = fields;
  const [day, minute, second] = [
    Number(fields['day'] ?? 1),
    Number(fields['minute'] ?? 0),
    Number(fields['second'] ?? 0),
  ];
  const month = name === undefined ? Number(fields['month'] ?? 1) : toMonth(name);
  const year = toYear(fields['year'] ?? '');
  const hour = toHour(Number(fields['hour'] ?? 0), half);
  const midnight = Date.UTC(year, month - 1, day);
  const isReal = new Date(midnight).getUTCMonth() === month - 1 && hour <= 24 && minute < 60 && second <= 60;
  const offset = toOffset(zone ?? '');
  if (!isReal || offset === null) return null;
  return midnight + hour * HOUR + minute * 60_000 + Math.min(second, 59) * 1000 - offset;
}

/** By the first three letters in English, else by the whole name, else by its beginning; NaN for none. */
function toMonth(name: string): number {
  const key = name.toLowerCase();
  const english = ENGLISH.indexOf(key.slice(0, 3));
  if (english !== -1) return english + 1;
  foreignMonths ??= nameMonths();
  return foreignMonths.get(key) ?? foreignMonths.get(key.slice(0, 3)) ?? Number.NaN;
}

/** Made when a feed first needs it: most never do. */
let foreignMonths: ReadonlyMap<string, number> | undefined;

/** The months, from 1, by their names in small letters, short and long, and the first three letters of these. */
function nameMonths(): ReadonlyMap<string, number> {
  const names = LANGUAGES.toReversed().flatMap((language) =>
    (['short', 'long'] as const).flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, at): [name: string, month: number] => {
        const parts = format.formatToParts(Date.UTC(2025, at, 15));
        const name = parts.find(({ type }) => type === 'month')?.value ?? '';
        return [name.toLowerCase().replace(/\.$/, ''), at + 1];
      });
    }),
  );
  const beginnings = names.map(([name, month]): [string, number] => [name.slice(0, 3), month]);
  return new Map([...beginnings, ...names]);
}

function toYear(written: string): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function toHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** Milliseconds that a zone is ahead of UTC; null where it is none. */
function toOffset(zone: string): number | null {
  const [, sign, hours, minutes] = /([+-])(\d\d?):?(\d\d)?$/.exec(zone) ?? [];
  if (sign === undefined) return (ZONES[zone.toUpperCase()] ?? 0) * HOUR;
  const offset = Number(hours) * HOUR + Number(minutes ?? 0) * 60_000;
  return offset <= 14 * HOUR ? (sign === '-' ? -offset : offset) : null;
}
