import { mayHoldNotes } from '../../../domain/find-notes.ts';
import { findDeepLine } from './nesting-depth.ts';

/** Largest body, in UTF-16 code units, and deepest nesting of quotes and lists that are plain. */
const MAX_LENGTH = 16 * 1024;
const MAX_DEPTH = 4;
const MAX_LINES = 1000;

/** How often a body may hold what Markdown looks for partners of; honest articles need far less. */
const MAX_MARKS = 300;
const MAX_BRACKETS = 200;
const MAX_PARENTHESES = 400;
const MAX_PIPES = 600;
const MAX_LIST_MARKERS = 300;
const MAX_DEFINITIONS = 20;
const MAX_ADDRESSES = 200;

/**
 * What multiplies: a table fills up each of its rows, and a definition goes wherever it is used. A body
 * may gain SPARE of these, and a share of its own length.
 */
const SPARE = 300;
const MAX_CELLS = 4000;
const COPIES_PER_LENGTH = 2;

/** Longest runs without a blank, and of blanks: patterns go through them again and again. */
const MAX_SOLID = 1000;
const MAX_BLANK = 100;

/** All that is counted, and what may open a tag. */
const COUNTED = /[*_~`\\@&[\]()|<]/g;
const BLANK_RUN = new RegExp(`[ \\t\\n]{${MAX_BLANK + 1}}`);
const BLANKS = [' ', '\n', '\t'];
const TAG_NAME = /[a-z/!?]/i;
const LIST_OR_QUOTE = /[-*+>\d]/;
const DEFINITION = /\]:.*/g;
/** A definition that ends on its line: no address on the next one, no title that goes on. */
const WHOLE_DEFINITION = /^\]: *[^\s<][^\s]*(?: +(?:"[^"\\]*"|'[^'\\]*'))? *$/;
const TITLE_BELOW = /\]:.*\n[ \t>]*["'(]/;
/** What becomes a link without any mark. */
const SCHEME_END = '://';
const HOST = /[wW]{3}\./g;

/**
 * Whether a body holds nothing that could refuse its article or take long to render, so that rendering
 * may wait until a page asks for it. One cheap look, which doubts whatever is unusual: raw HTML,
 * footnotes, editors' notes, deep nesting, long runs, a great many marks, more than 16 KB.
 */
export function isPlainBody(body: string): boolean {
  if (body.length > MAX_LENGTH || !body.isWellFormed() || mayHoldNotes(body)) return false;
  const markers = countMarkers(body);
  if (markers === null || !hasFewMarks(body) || BLANK_RUN.test(body) || hasSolidRun(body)) return false;
  if (countAddresses(body) > MAX_ADDRESSES) return false;
  if (body.includes('|') && hasWideTable(body)) return false;
  if (body.includes(']:') && hasManyCopies(body)) return false;
  return markers === 0 || findDeepLine(body, MAX_DEPTH) === null;
}

/** How many lines begin as lists and quotes do; null where they or the lines are too many. */
function countMarkers(body: string): number | null {
  let markers = 0;
  let lines = 0;
  for (let lineStart = 0; ; lines += 1) {
    let at = lineStart;
    while (body[at] === ' ' || body[at] === '\t') at += 1;
    if (LIST_OR_QUOTE.test(body.charAt(at))) markers += 1;
    const lineEnd = body.indexOf('\n', at);
    if (lineEnd === -1) return lines > MAX_LINES || markers > MAX_LIST_MARKERS ? null : markers;
    lineStart = lineEnd + 1;
  }
}

/** Whether there is no tag, no footnote, and not too many marks that Markdown pairs. */
function hasFewMarks(body: string): boolean {
  let marks = 0;
  let brackets = 0;
  let parentheses = 0;
  let pipes = 0;
  COUNTED.lastIndex = 0;
  while (COUNTED.test(body)) {
    const after = COUNTED.lastIndex;
    const character = body[after - 1];
    if (character === '<') {
      if (TAG_NAME.test(body.charAt(after))) return false;
    } else if (character === '[' || character === ']') {
      if (character === '[' && body[after] === '^') return false;
      brackets += 1;
    } else if (character === '(' || character === ')') parentheses += 1;
    else if (character === '|') pipes += 1;
    else marks += 1;
  }
  if (marks > MAX_MARKS || brackets > MAX_BRACKETS) return false;
  return parentheses <= MAX_PARENTHESES && pipes <= MAX_PIPES;
}

/** How often the text begins an address, whether or not a link stands around it. */
function countAddresses(body: string): number {
  return body.split(SCHEME_END).length - 1 + (body.match(HOST)?.length ?? 0);
}

/** Whether a table as wide as the widest line and as long as the body would have too many cells. */
function hasWideTable(body: string): boolean {
  const lines = body.split('\n');
  const widest = lines.reduce((most, line) => Math.max(most, line.split('|').length), 0);
  return widest * lines.length > Math.min(MAX_CELLS, SPARE + body.length);
}

/**
 * Whether definitions are many, unusual, or longer than so many brackets may copy. An address grows when
 * it is escaped: its copies are measured so.
 */
function hasManyCopies(body: string): boolean {
  const definitions = body.match(DEFINITION) ?? [];
  if (definitions.length > MAX_DEFINITIONS || TITLE_BELOW.test(body)) return true;
  if (!definitions.every((definition) => WHOLE_DEFINITION.test(definition))) return true;
  const longest = definitions.reduce((most, one) => Math.max(most, encodeURI(one).length), 0);
  const uses = body.split(']').length - 1;
  return uses * longest > COPIES_PER_LENGTH * (SPARE + body.length);
}

/** Whether there is a long run without a blank. Goes from blank to blank, as far apart as may be. */
function hasSolidRun(body: string): boolean {
  for (let at = 0; body.length - at > MAX_SOLID; ) {
    const last = BLANKS.reduce((found, blank) => {
      return found < at ? body.lastIndexOf(blank, at + MAX_SOLID) : found;
    }, -1);
    if (last < at) return true;
    at = last + 1;
  }
  return false;
}
