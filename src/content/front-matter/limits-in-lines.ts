import { limitOf } from './limit-keys.ts';
import { readLimit } from './read-limit.ts';

/** `draft: true`, `draft = true`, `"draft": true,`, and Nikola’s `.. status: draft`. */
const LINE = /^(?:\.\.[ \t]+|:)?(["']?)([A-Za-z][\w .-]{2,40})\1[ \t]*[:=]([^\n]*)$/gm;
const QUOTED = /^(["'])(.*)\1$/;

/** The same of what a text begins with, up to the first blank line below it. */
export function isHeldInHeader(text: string): boolean {
  const header = text.slice(0, MAX_LENGTH).trimStart();
  const end = header.search(/\n[ \t]*\n/);
  return isHeldInLines(end === -1 ? header : header.slice(0, end));
}

/** How much of a text is looked through, in UTF-16 code units. */
const MAX_LENGTH = 64 * 1024;

/**
 * Whether a line of front matter that cannot be read as a whole plainly hides its story: a misplaced indent
 * must not show what an editor has just taken down. Times do not count, as most of them are over.
 */
export function isHeldInLines(text: string): boolean {
  for (const [, , key = '', written = ''] of text.slice(0, MAX_LENGTH).matchAll(LINE)) {
    const meaning = limitOf(key.trim());
    if (meaning === null) continue;
    const value = writtenValue(written);
    if (value !== '' && readLimit(meaning, value, 'UTC').kind === 'hidden') return true;
  }
  return false;
}

/** The same at any place of a line, as an entry of a list or map as well. */
const ANYWHERE = /(?:^|[\s{,-])(["']?)([A-Za-z][\w.-]{2,40})\1[ \t]*[:=]([^\n,}]*)/gm;

/**
 * Whether lines that cannot be read at all may limit who sees their story, or when: times count as well, since nobody
 * can tell what they belong to.
 */
export function mayLimit(text: string): boolean {
  for (const [, , key = '', written = ''] of text.slice(0, MAX_LENGTH).matchAll(ANYWHERE)) {
    const meaning = limitOf(key);
    if (meaning === null) continue;
    const value = writtenValue(written);
    if (value === '' && !meaning.isStrict) continue;
    const { kind } = readLimit(meaning, value, 'UTC');
    if (kind !== 'nothing' && kind !== 'no-limit') return true;
  }
  return false;
}

/** A value without its quotes, the comma behind it or a comment. */
function writtenValue(written: string): string {
  const text = written.trim();
  const whole = text.endsWith(',') ? text.slice(0, -1).trimEnd() : text;
  const quoted = QUOTED.exec(whole)?.[2];
  const comment = whole.search(/[ \t]#/);
  return (quoted ?? (comment === -1 ? whole : whole.slice(0, comment))).trim();
}
