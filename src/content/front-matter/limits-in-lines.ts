import { type LimitKind, limitOf } from './limit-keys.ts';
import { readLimit } from './read-limit.ts';

/** `draft: true`, `draft = true`, `"draft": true,`, and Nikola’s `.. status: draft`. */
const LINE = /^(?:\.\.[ \t]+|:)?(["']?)([A-Za-z][\w .-]{2,40})\1[ \t]*[:=]([^\n]*)$/gm;
/** The same behind a bracket or a comma, where a map stands on one line. */
const IN_MAP = /[{,][ \t]*(["']?)([A-Za-z][\w.-]{2,40})\1[ \t]*[:=]([^\n,}]*)/g;
/** The same at any place of a line, as an entry of a list or map as well, with the signs of other keyboards, and behind signs. */
const ANYWHERE =
  /(?:^|[\s{,%@-])(["']?)([A-Za-z][\w.-]{2,40})\1[ \t]*[:=：；;](?=([^\n,}]*))(?:[ \t]*(?=\{)|[^\n,}]*)/gm;
/** Such a line without its colon. */
const BARE = /^[ \t]*()([A-Za-z][\w.-]{2,40})[ \t]+(true|yes|on|false|no|off)[ \t]*$/gim;
const QUOTED = /^(["'])(.*)\1$/;

/** How much of a text is looked through, in UTF-16 code units. */
const MAX_LENGTH = 64 * 1024;

/** What a text begins with, up to the first blank line. */
export function firstParagraph(text: string): string {
  const opening = text.slice(0, MAX_LENGTH).trimStart();
  const end = opening.search(/\n[ \t]*\n/);
  return end === -1 ? opening : opening.slice(0, end);
}

/**
 * Whether a line of front matter that cannot be read as a whole plainly hides its story: a misplaced indent
 * must not show what an editor has just taken down. Times do not count, as most of them are over.
 */
export const isHeldInLines = (text: string): boolean => isHeldBy(LINE, text) || isHeldBy(IN_MAP, text);

/** The same of lines of a program, or of a comment, at any place of which a limit may stand. */
export const isHeldAnywhere = (text: string): boolean => isHeldBy(ANYWHERE, text);

/** Kinds of limits that a text does not say in passing, as it does where doors and prices are told. */
const PLAIN_KINDS: ReadonlySet<LimitKind> = new Set(['hides', 'shows', 'status']);

/** The same of lines below a sound front matter, which may as well be those of a text. */
export const isHeldInText = (text: string): boolean => isHeldBy(LINE, text, PLAIN_KINDS);

function isHeldBy(pattern: RegExp, text: string, kinds?: ReadonlySet<LimitKind>): boolean {
  for (const [, , key = '', written = ''] of text.slice(0, MAX_LENGTH).matchAll(pattern)) {
    const meaning = limitOf(key.trim());
    if (meaning === null || (kinds !== undefined && !(meaning.isStrict && kinds.has(meaning.kind)))) continue;
    const value = writtenValue(written);
    if (value !== '' && readLimit(meaning, value, 'UTC').kind === 'hidden') return true;
  }
  return false;
}

/**
 * Whether lines that cannot be read at all may limit who sees their story, or when: times count as well, since nobody
 * can tell what they belong to.
 */
export function mayLimit(text: string): boolean {
  const opening = text.slice(0, MAX_LENGTH);
  for (const [, , key = '', written = ''] of [...opening.matchAll(ANYWHERE), ...opening.matchAll(BARE)]) {
    const meaning = limitOf(key);
    if (meaning === null) continue;
    const value = writtenValue(written);
    if (value === '' && !meaning.isStrict) continue;
    const { kind } = readLimit(meaning, value, 'UTC');
    if (kind !== 'nothing' && kind !== 'no-limit') return true;
  }
  return false;
}

/** A value without its quotes, the comma or semicolon behind it or a comment. */
function writtenValue(written: string): string {
  const whole = written.trim().replace(/[ \t]*[,;]$/, '');
  const quoted = QUOTED.exec(whole)?.[2];
  const comment = whole.search(/[ \t]#/);
  return (quoted ?? (comment === -1 ? whole : whole.slice(0, comment))).trim();
}
