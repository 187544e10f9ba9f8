import type { Moment } from '../../domain/moment.ts';
import { plainDigits } from '../../domain/plain-digits.ts';
import { parseEditorTime, type Years } from '../times/parse-editor-time.ts';

/** How names are read: a local day is of `timeZone` and one of `years`. */
export interface NameReading {
  readonly timeZone: string;
  readonly years?: Years | undefined;
  /** The day that the front matter says, YYYY-MM-DD; absent where it says none. */
  readonly dated?: string | undefined;
}

/** A day that a name tells, and what is left of the name. */
export interface NamedDay {
  /** Null where the day cannot be meant. */
  readonly moment: Moment | null;
  readonly refusal: { readonly message: string; readonly hint: string } | null;
  readonly words: string;
}

/** As Jekyll has it. */
const CLASSIC = /^(?<day>\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2})-(?<rest>.+)$/su;

/** The same before any other sign, a letter, or nothing. */
const LONG = /^(?<day>\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2})(?!\p{Nd})(?<rest>.*)$/su;

/** With other signs between, digits left out, or none at all: what else may be meant by that. */
const LOOSE =
  /^(?<y>\p{Nd}{4})(?<sign>[-_.])(?<m>\p{Nd}{1,2})\k<sign>(?<d>\p{Nd}{1,2})(?!\p{Nd})(?<rest>.*)$/su;
const COMPACT = /^(?<y>\p{Nd}{4})(?<m>\p{Nd}{2})(?<d>\p{Nd}{2})(?!\p{Nd})(?<rest>.*)$/su;

/** Statamic's hour and minute, before a dot. */
const HOUR = /^[-_T ](?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)(?<second>[0-5]\d)?\.(?=.)/;

/** The day that a name begins with by Jekyll's rule alone. */
export function readClassicDay(name: string, reading: NameReading): NamedDay | null {
  const { day, rest } = CLASSIC.exec(name)?.groups ?? {};
  return day === undefined || rest === undefined ? null : timed(day, rest, reading);
}

/** The day, or minute, that a name begins with; null for none. */
export function readNameDay(name: string, reading: NameReading): NamedDay | null {
  if (!/^\p{Nd}/u.test(name)) return null;
  const long = LONG.exec(name)?.groups;
  if (long !== undefined) {
    const { day = '', rest = '' } = long;
    const hour = HOUR.exec(plainDigits(rest));
    const words = wordsOf(rest, name);
    if (hour?.groups === undefined) return timed(day, words, reading);
    const { hour: h = '', minute = '', second } = hour.groups;
    const time = `${day} ${h}:${minute}${second === undefined ? '' : `:${second}`}`;
    return timed(time, wordsOf(rest.slice(hour[0].length), name), reading) ?? timed(day, words, reading);
  }
  const { y, m = '', d = '', rest = '' } = (LOOSE.exec(name) ?? COMPACT.exec(name))?.groups ?? {};
  if (y === undefined) return null;
  return undoubted(timed(`${y}-${m}-${d}`, wordsOf(rest, name), reading), reading);
}

/** Year, month and day, each a folder or the beginning of the name, or two of them together. */
const FOLDERS =
  /(?:^|\/)(?<y>\p{Nd}{4})(?:[-_./](?<m>\p{Nd}{1,2})[-_./](?<d>\p{Nd}{1,2})|(?<mm>\p{Nd}{2})(?<dd>\p{Nd}{2}))(?!\p{Nd})(?<rest>.*)$/su;

/** The day that the folders tell, or the folders and the beginning of the name; null for none. */
export function readFolderDay(
  folders: readonly string[],
  name: string,
  reading: NameReading,
): NamedDay | null {
  // Beside a date, folders only tell what digits before a name are.
  if (reading.dated !== undefined && !/^\p{Nd}/u.test(name)) return null;
  if (!folders.some((folder) => /^\p{Nd}{4}/u.test(folder))) return null;
  const { y, m, d, mm, dd, rest = '' } = FOLDERS.exec([...folders, name].join('/'))?.groups ?? {};
  if (y === undefined) return null;
  const day = `${y}-${m ?? mm ?? ''}-${d ?? dd ?? ''}`;
  const isInFolders = rest.includes('/');
  // One digit before a name is a number more often than a day.
  if (!isInFolders && [...(d ?? dd ?? '')].length < 2) return null;
  const found = timed(day, isInFolders ? name : wordsOf(rest, name), reading);
  if (found === null || found.moment === null) return null;
  return isInFolders ? found : undoubted(found, reading);
}

/** Null where the front matter says another day, or the day cannot be meant: then the prefix is something else. */
function undoubted(found: NamedDay | null, { dated }: NameReading): NamedDay | null {
  if (found === null || found.moment === null) return null;
  return dated === undefined || dated === found.moment.day ? found : null;
}

/** What follows a date; the whole name where nothing does. */
function wordsOf(rest: string, name: string): string {
  const words = rest.replace(/^[^\p{L}\p{M}\p{N}]+/u, '');
  return words === '' ? name : words;
}

function timed(written: string, words: string, { timeZone, years }: NameReading): NamedDay | null {
  const time = parseEditorTime(written, timeZone, years);
  if (time.moment !== null) return { moment: time.moment, refusal: null, words };
  return time.isOfOtherYear ? { moment: null, refusal: time, words } : null;
}
