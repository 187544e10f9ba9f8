import type { ProblemLog } from '../../problems/problem-log.ts';
import { limitKey, limitOf, NESTED_LIMITS } from '../front-matter/limit-keys.ts';
import {
  firstParagraph,
  isHeldAnywhere,
  isHeldInLines,
  isHeldInText,
  mayLimit,
} from '../front-matter/limits-in-lines.ts';

/** A text and what was read of its front matter. */
export interface ReadText {
  readonly text: string;
  /** 0 where there is no front matter. */
  readonly bodyStart: number;
  /** What stands before the front matter, with its fence. */
  readonly lead: string;
  /** Lines of the front matter that were left out. */
  readonly unread: string;
  /** Whether the front matter has faults for which the file is refused. */
  readonly isBroken: boolean;
}

/**
 * Whether lines beside the fields that were read keep a story off the site: comments before the front matter, lines of it that were
 * left out, and lines of another system, or a second front matter, that the text begins with. It is told.
 */
export function isHeldByLines(read: ReadText, log: ProblemLog): boolean {
  const { text, bodyStart, unread, isBroken } = read;
  if (isBroken && bodyStart > 0 && (isHeldInLines(text.slice(0, bodyStart)) || isLimitedTwice(log)))
    return true;
  if (unread !== '' && mayLimit(unread)) {
    log.warn(HELD_BY_UNREAD);
    return true;
  }
  const isHeld =
    isHeldByLead(read.lead) || (bodyStart === 0 ? isHeldInOpening(text) : isHeldInBody(text, bodyStart));
  if (isHeld) log.warn(HELD_BY_OPENING);
  return isHeld;
}

/** Whether a key that limits was told to stand twice, so that nobody knows what it limits. */
const isLimitedTwice = (log: ProblemLog): boolean =>
  log.list().some(({ code, severity, about }) => {
    if (code !== 'key-duplicate' || severity !== 'error' || about === undefined) return false;
    return limitOf(about) !== null || NESTED_LIMITS.has(limitKey(about));
  });

/** Whether what a text begins with plainly hides it, where its front matter cannot be read at all. */
export const isHeldUnread = (text: string): boolean => isHeldInLines(firstParagraph(text));

/** Whether a comment before the front matter says so; one that begins with `#` is a line that is switched off. */
function isHeldByLead(lead: string): boolean {
  if (lead.length < 12) return false;
  return isHeldInLines(lead.replace(/<!--[ \t]*|[ \t]*-->|\{#[ \t]*|[ \t]*#\}|%%[ \t]*/g, '\n'));
}

/** A heading, and a line of signs that is a fence elsewhere. */
const BEFORE =
  /^\s*(?:#{1,6}[ \t][^\n]*\n\s*)?(?:[^\p{L}\p{N}\s#<{"'][^\p{L}\p{N}\n]*(?:ya?ml|toml|json)?[ \t]*\n)?/u;
/** What a header of another system begins with: a field without a fence before it. */
const FIELD = /^\s*(?:\.\. |:)?["']?[A-Za-z][\w -]{1,30}["']?[ \t]*[:=]/;
const COMMENT = /^\s*(?:<!--|\{\/\*|\/\*)([\s\S]{0,4000}?)(?:-->|\*\/)/;
/** What a program says of a page of MDX: `export const metadata = { draft: true }`. */
const EXPORT = /^\s*(?:(?:import\s[^\n]*\n\s*)*)export\s/;

/** Whether a text without front matter begins with lines of another system that hide it. */
function isHeldInOpening(text: string): boolean {
  const comment = COMMENT.exec(text);
  if (comment !== null && isHeldAnywhere(comment[1] ?? '')) return true;
  if (EXPORT.test(text) && isHeldAnywhere(exportsOf(text))) return true;
  const below = text.slice(comment?.[0].length ?? 0);
  const rest = below.slice(BEFORE.exec(below.slice(0, 1000))?.[0].length ?? 0);
  return FIELD.test(rest) && isHeldInLines(firstParagraph(rest));
}

/** The same lines below a front matter that was read: between fences of their own perhaps, and nothing but fields. */
const BELOW =
  /\s*(?:(?:-{3,}|\+{3,}|\.{3})[ \t]*\n\s*)?(?:\.\. |:)?["']?[A-Za-z][\w-]{1,30}["']?[ \t]*[:=][ \t]*[^\s]/y;
const LINE_OF_FIELDS =
  /^(?:(?:\.\. |:)?["']?[A-Za-z][\w .-]{1,40}["']?[ \t]*[:=]|[ \t]+\S|[-*] |[-+]{3,}[ \t]*$|\.{3}[ \t]*$)/;

const FENCE = /^(?:[-+]{3,}|\.{3})[ \t]*$/;

function isHeldInBody(text: string, bodyStart: number): boolean {
  const isExport = text.startsWith('export ', bodyStart) || text.startsWith('\nexport ', bodyStart);
  if (isExport && isHeldAnywhere(exportsOf(text.slice(bodyStart)))) return true;
  BELOW.lastIndex = bodyStart;
  if (!BELOW.test(text)) return false;
  const lines = firstParagraph(text.slice(bodyStart)).split('\n');
  const end = lines.findIndex((line) => !LINE_OF_FIELDS.test(line));
  const fields = end === -1 ? lines : lines.slice(0, end);
  // A sentence that follows at once shows that they belong to the text, unless a fence stands between.
  return (end === -1 || FENCE.test(fields.at(-1) ?? '')) && isHeldInText(fields.join('\n'));
}

/** The paragraphs of imports and exports that a text begins with. */
function exportsOf(text: string): string {
  const paragraphs = text.trimStart().split(/\n[ \t]*\n/);
  const end = paragraphs.findIndex((one) => !/^(?:import|export)\s/.test(one));
  return paragraphs.slice(0, end === -1 ? paragraphs.length : end).join('\n');
}

const HELD_BY_OPENING = {
  code: 'held-back',
  message:
    'The lines at the top are no front matter, but one of them would keep this off the site; it is held back.',
  hint: 'Put them between two lines of ---, the first of them at the very beginning, or remove the one that hides.',
};

const HELD_BY_UNREAD = {
  code: 'held-back',
  message: 'A line that could not be read says who may see this, or when; it is held back.',
  hint: 'Mend the line that is told above or below, or remove it to publish this.',
};
