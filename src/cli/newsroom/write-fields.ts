import { momentAt } from '../../domain/moment.ts';

/** Words, and signs that mean nothing to YAML wherever they stand between them. */
const PLAIN = /^\p{L}[\p{L}\p{M}\p{N} ,.'’()!?–-]*$/u;
/** What YAML takes for something else than text, in any case of its letters. */
const WORDS = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/**
 * Writes fields as lines of YAML, each with a line break; those that are undefined are left out. A value is written as it
 * is where YAML reads it as that text, and in double quotes else.
 */
export function writeFields(fields: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(fields)
    .flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}: ${AS_IT_IS.has(key) ? value : writeText(value)}\n`],
    )
    .join('');
}

/** Times and truth values, which are no texts. */
const AS_IT_IS: ReadonlySet<string> = new Set(['date', 'draft']);

/** A moment, in milliseconds since 1970, as a minute that a front matter of this time zone names. */
export function writeMinute(now: number, timeZone: string): string {
  const { iso, day } = momentAt(Temporal.Instant.fromEpochMilliseconds(Math.floor(now)), timeZone, 'minute');
  return `${day} ${iso.slice(11, 16)}`;
}

/** A text as a value of YAML. */
export const writeText = (text: string): string =>
  PLAIN.test(text) && !WORDS.test(text) ? text : JSON.stringify(text);
