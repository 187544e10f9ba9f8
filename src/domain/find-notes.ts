import { findCode } from './markdown/find-code.ts';

/** A note that editors left in a text for each other; offsets in UTF-16 code units. */
export interface Note {
  readonly start: number;
  /** The end of the text where it never ends. */
  readonly end: number;
  /** How it begins and how it should end, for a note that does not end; else null. */
  readonly unclosed: { readonly start: string; readonly stop: string } | null;
}

/** A note, or an HTML comment that is left to Markdown. */
export interface HiddenPart extends Note {
  /** Whether it is an HTML comment that has its lines to itself. */
  readonly isBlock: boolean;
}

interface Kind {
  readonly open: RegExp;
  readonly close: RegExp;
  /** How the end is written. */
  readonly stop: string;
  /** Whether one without an end is no note, as its beginning has other meanings. */
  readonly isOnlyClosed?: boolean;
}

const HTML: Kind = { open: /<!--(?!-?>)/y, close: /-->/g, stop: '-->' };

/** Link definitions that nothing refers to, as many write comments: `[//]: # (a note)`. Their title may have more lines. */
const DEFINITION: Kind = {
  open: /(?<=^|\n {0,3})\[(?:\/\/|_?comment)\]:[ \t]*\S*[ \t]*/iy,
  close:
    /(?:\((?:[^\n]|\n(?![ \t]*\n)){0,1000}?\)|"(?:[^\n]|\n(?![ \t]*\n)){0,1000}?"|'(?:[^\n]|\n(?![ \t]*\n)){0,1000}?')[ \t]*(?=\n|$)|[^\n]*/y,
  stop: ')',
};

/** Notes by how they begin, each in the words of some system. */
const KINDS: readonly Kind[] = [
  HTML,
  // Hugo and MDX.
  { open: /\{\{-?\s*\/\*/y, close: /\*\/\s*-?\}\}/g, stop: '*/}}' },
  { open: /\{\s*\/\*/y, close: /\*\/\s*\}/g, stop: '*/}' },
  // Obsidian, at the beginning of a line or word, and not behind a number: `${name%% *}`, `50%%` and `50 %%` are text.
  {
    open: /(?<=^|[^\p{L}\p{N}\p{M}\\%$@&/=#+~^}])(?<!\d[ \t])%%(?!%)/uy,
    // Behind a blank and before a letter it opens another one.
    close: /(?<!\s)%%|%%(?![\p{L}\p{N}])/gu,
    stop: '%%',
    isOnlyClosed: true,
  },
  // Liquid, Django, Twig, Nunjucks, and Hugo’s short code.
  { open: /\{%-?\s*comment\b[^%]*%\}/y, close: /\{%-?\s*endcomment\s*-?%\}/g, stop: '{% endcomment %}' },
  {
    open: /\{\{[<%]\s*comment\s*[%>]\}\}/y,
    close: /\{\{[<%]\s*\/\s*comment\s*[%>]\}\}/g,
    stop: '{{< /comment >}}',
  },
  { open: /\{%-?\s*#/y, close: /%\}/g, stop: '%}' },
  // Kramdown.
  { open: /\{::comment\b[^{}\n]{0,100}\}/y, close: /\{:\/(?:comment)?\s*\}/g, stop: '{:/comment}' },
  // `{#heading}` is an anchor.
  { open: /\{#(?![\w:.-]{1,100}[^{}\n#]{0,100}\})/y, close: /#\}/g, stop: '#}', isOnlyClosed: true },
  // Handlebars, Mustache and CriticMarkup.
  { open: /\{\{~?!--/y, close: /--~?\}\}/g, stop: '--}}' },
  { open: /\{\{~?!(?!--)/y, close: /\}\}/g, stop: '}}', isOnlyClosed: true },
  { open: /\{>>/y, close: /<<\}/g, stop: '<<}' },
  // Grav’s end of a summary; a row of signs below a paragraph makes a heading.
  { open: /(?<=\n[ \t]*\n)==(?==[ \t]*(?:\n|$))/y, close: /=/g, stop: '=', isOnlyClosed: true },
  DEFINITION,
];

/** What a note may begin with. */
const MARK =
  /<!--|%%|(?<=\n)===(?=[ \t]*(?:\n|$))|\{(?:[%#>]|::comment\b|\{-?\s*[/<%!~]|\s*\/\*)|\[(?:\/\/|_?comment)\]:/gi;

/** One of these is in each mark; to look for them one by one is much faster than for a mark. */
const PARTS_OF_MARKS = ['<!--', '%%', '{', ']:', '\n==='];

/** Whether a text may hold notes at all; nearly no text does. */
export function mayHoldNotes(text: string): boolean {
  if (!PARTS_OF_MARKS.some((part) => text.includes(part))) return false;
  MARK.lastIndex = 0;
  return MARK.test(text);
}

/**
 * Finds the notes of a Markdown text outside of its code, in order. An HTML comment that has its lines to itself is left
 * to Markdown, for which it also parts what is above from what is below.
 */
export const findNotes = (text: string): Note[] =>
  findHidden(text).flatMap(({ isBlock, ...note }) => (isBlock ? [] : [note]));

/** The same, and the comments that are left to Markdown. */
export function findHidden(text: string): HiddenPart[] {
  const notes: HiddenPart[] = [];
  if (!mayHoldNotes(text)) return notes;
  const code = findCode(text);
  // Kinds that end nowhere from here on, so that no end is sought twice in vain.
  const endless = new Set<Kind>();
  let inCode = 0;
  MARK.lastIndex = 0;
  for (let match = MARK.exec(text); match !== null; match = MARK.exec(text)) {
    const start = match.index;
    while ((code[inCode]?.end ?? Number.POSITIVE_INFINITY) <= start) inCode += 1;
    const around = code[inCode];
    if (around !== undefined && around.start <= start) {
      MARK.lastIndex = around.end;
      continue;
    }
    const found = noteAt(text, start, endless);
    if (found === null) {
      MARK.lastIndex = start + 1;
      continue;
    }
    const { kind, note } = found;
    notes.push({ ...note, isBlock: kind === HTML && hasOwnLines(text, note) });
    MARK.lastIndex = note.end;
  }
  return notes;
}

/** The same text without its notes; one that never ends takes the rest with it. */
export function withoutNotes(text: string): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of findNotes(text).map((note) => noteRange(text, note))) {
    kept += text.slice(from, start);
    from = Math.max(from, end);
  }
  return kept + text.slice(from);
}

/**
 * What goes with a note: the whole line where nothing else is on it but the marks of a quote, and behind one that begins a
 * line so many blanks that they would make the rest a block of code.
 */
export function noteRange(
  text: string,
  { start, end }: Note,
): { readonly start: number; readonly end: number } {
  let lineStart = start;
  while (/[ \t>]/.test(text.charAt(lineStart - 1))) lineStart -= 1;
  if (lineStart > 0 && text[lineStart - 1] !== '\n') return { start, end };
  const before = text.slice(lineStart, start);
  let after = end;
  while (text[after] === ' ' || text[after] === '\t') after += 1;
  const isWhole = after === text.length || text[after] === '\n';
  if (isWhole) return { start: lineStart, end: Math.min(after + 1, text.length) };
  const isCode = /\t| {4}/.test(before.replaceAll('>', '') + text.slice(end, after));
  return { start, end: isCode ? after : end };
}

function noteAt(text: string, start: number, endless: Set<Kind>): { kind: Kind; note: Note } | null {
  for (const kind of KINDS) {
    kind.open.lastIndex = start;
    const opening = kind.open.exec(text);
    if (opening === null) continue;
    kind.close.lastIndex = kind.open.lastIndex;
    const closing = endless.has(kind) ? null : kind.close.exec(text);
    if (closing !== null) return { kind, note: { start, end: kind.close.lastIndex, unclosed: null } };
    endless.add(kind);
    if (kind.isOnlyClosed === true) continue;
    const unclosed = { start: opening[0].trim(), stop: kind.stop };
    return { kind, note: { start, end: text.length, unclosed } };
  }
  return null;
}

const REST_OF_LINE = /[^\S\n]*(?:\n|$)/y;

/** Whether nothing else is on the lines of a note, and no quote or list around it. */
function hasOwnLines(text: string, { start, end }: Note): boolean {
  REST_OF_LINE.lastIndex = end;
  return /(?:^|\n) {0,3}$/.test(text.slice(Math.max(0, start - 4), start)) && REST_OF_LINE.test(text);
}
