import type { Moment } from '../../domain/moment.ts';
import { formerSlugOf, toSlug } from '../../domain/slug.ts';
import { parseEditorTime, type Years } from '../times/parse-editor-time.ts';

/** Longest slug made of a file's name, in characters (code points). */
const MAX_SLUG = 200;

/** What a file's name says: the slug, and the day where it begins with one, as Jekyll's do. */
export interface FileName {
  readonly slug: string;
  /** The slug by the rule before, where that was another. */
  readonly formerSlug: string | null;
  readonly day: Moment | null;
  /** Why a day that it begins with cannot be meant; null for none. */
  readonly refusal: { readonly message: string; readonly hint: string } | null;
}

/**
 * Reads the name of the file at a path; its day is of one of `years`, in the digits of any script. A prefix that is
 * no day of the calendar belongs to the slug.
 */
export function readFileName(file: string, timeZone: string, years?: Years): FileName {
  const name = (file.split('/').at(-1) ?? '').replace(/\.(?:md|markdown)$/i, '');
  const prefix = /^(?<day>\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2})-(?<rest>.+)$/u.exec(name)?.groups;
  const time = prefix === undefined ? null : parseEditorTime(prefix['day'] ?? '', timeZone, years);
  const refusal = time?.moment === null && time.isOfOtherYear ? time : null;
  const isDay = time !== null && (time.moment !== null || refusal !== null);
  const words = isDay ? (prefix?.['rest'] ?? '') : name;
  const [slug, formerSlug] = [toSlug(words, MAX_SLUG), formerSlugOf(words, MAX_SLUG)];
  return { slug, formerSlug, day: time?.moment ?? null, refusal };
}
