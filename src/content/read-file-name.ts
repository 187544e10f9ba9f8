import type { Moment } from '../domain/moment.ts';
import { toSlug } from '../domain/slug.ts';
import { parseEditorTime } from './parse-editor-time.ts';

/** Longest slug made of a file's name, in characters (code points). */
const MAX_SLUG = 200;

/** What a file's name says: the slug, and the day where it begins with one, as Jekyll's do. */
export interface FileName {
  readonly slug: string;
  readonly day: Moment | null;
}

/** Reads the name of the file at a path. A prefix that is no day of the calendar belongs to the slug. */
export function readFileName(file: string, timeZone: string): FileName {
  const name = (file.split('/').at(-1) ?? '').replace(/\.(?:md|markdown)$/i, '');
  const prefix = /^(?<day>\d{4}-\d{2}-\d{2})-(?<rest>.+)$/.exec(name)?.groups;
  const day = prefix === undefined ? null : parseEditorTime(prefix['day'] ?? '', timeZone).moment;
  return { slug: toSlug(day === null ? name : (prefix?.['rest'] ?? ''), MAX_SLUG), day };
}
