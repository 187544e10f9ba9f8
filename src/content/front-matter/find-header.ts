import { isContinuation, isYamlLine, readFieldLine } from './field-lines.ts';
import type { Fences } from './fences.ts';

type Found = Extract<Fences, { readonly kind: 'found' }>;

/** What a header without fences begins with: a comment, JSON, or a field. Nearly all other texts begin otherwise. */
const BEGINNING = /^(?:<!--|\/\*|[{"]|\.\. |:?[\p{L}_][\p{L}\p{N} _.-]{0,40}:(?:[ \t]|\n))/u;

/** How much of a text is looked through for a header, in UTF-16 code units. */
const MAX_HEADER = 64 * 1024;

/**
 * Finds front matter that has no fence before it: a first paragraph of `Key: value` lines with a title or a date among
 * them (Pelican, MultiMarkdown, MkDocs, Nikola), the same in a comment (Nikola, Pico), blocks between `----` (Kirby), YAML
 * that only ends with a fence (Hexo), a JSON object (Hugo). Null for a text that begins otherwise.
 */
export function findHeader(text: string, start: number): Found | null {
  if (!BEGINNING.test(text.slice(start, start + 60))) return null;
  const first = text[start];
  if (first === '{') return findObject(text, start);
  if (first === '"') return findJsonLines(text, start);
  if (first === '<') return findInComment(text, start, '<!--', '-->');
  if (first === '/') return findInComment(text, start, '/*', '*/');
  return findParagraph(text, start);
}

/** A header in a comment; a comment of something else may stand before one. */
function findInComment(text: string, start: number, open: string, close: string): Found | null {
  const end = text.indexOf(close, start);
  if (end === -1 || end - start > MAX_HEADER) return null;
  const blockStart = start + open.length;
  const bodyStart = afterLine(text, end + close.length);
  const lines = text.slice(blockStart, end).split('\n');
  if (isHeader(lines)) return { kind: 'found', language: 'lines', blockStart, blockEnd: end, bodyStart };
  const next = bodyStart + (/^\s*/.exec(text.slice(bodyStart, bodyStart + 1000))?.[0].length ?? 0);
  return text[next] !== first(open) && BEGINNING.test(text.slice(next, next + 60))
    ? findParagraph(text, next)
    : null;
}

const first = (text: string): string => text.charAt(0);

/** The lines up to a blank one, or up to a fence. */
function findParagraph(text: string, start: number): Found | null {
  const lines: string[] = [];
  let at = start;
  for (; at < text.length && at - start <= MAX_HEADER; ) {
    const next = text.indexOf('\n', at);
    const lineEnd = next === -1 ? text.length : next;
    const line = text.slice(at, lineEnd);
    if (lines.length > 0 && /^(?:-{3,}|\.{3}|_{3,})[ \t]*$/.test(line)) {
      if (!lines.every(isYamlLine) || !namesTitleOrDate(lines)) return null;
      const bodyStart = Math.min(lineEnd + 1, text.length);
      return { kind: 'found', language: 'yaml', blockStart: start, blockEnd: at, bodyStart };
    }
    if (line.trim() === '') break;
    lines.push(line);
    at = lineEnd + 1;
  }
  const blockEnd = Math.min(at, text.length);
  return (
    findBlocks(text, start) ??
    (isHeader(lines)
      ? { kind: 'found', language: 'lines', blockStart: start, blockEnd, bodyStart: blockEnd }
      : null)
  );
}

/** Kirby’s fields, each up to a line of `----`; the last one holds the text. */
const KIRBY_RULE = /\n\s*\n----+[ \t]*\n\s*/g;
const KIRBY_TEXT = /^(?:text|body|content):[ \t]*\n?/i;

function findBlocks(text: string, start: number): Found | null {
  KIRBY_RULE.lastIndex = start;
  const lines: string[] = [];
  let from = start;
  for (let rule = KIRBY_RULE.exec(text); rule !== null; rule = KIRBY_RULE.exec(text)) {
    const block = text.slice(from, rule.index).split('\n');
    if (readFieldLine(block[0] ?? '') === null) return null;
    lines.push(block[0] ?? '');
    from = rule.index + rule[0].length;
    const opening = KIRBY_TEXT.exec(text.slice(from, from + 40))?.[0];
    if (opening === undefined) continue;
    if (!namesTitleOrDate(lines)) return null;
    return {
      kind: 'found',
      language: 'lines',
      blockStart: start,
      blockEnd: rule.index + 1,
      bodyStart: from + opening.length,
    };
  }
  return null;
}

/** Whether every line is a field or goes on with one, and one of them is the title or the date. */
function isHeader(written: readonly string[]): boolean {
  const lines = written.filter((line) => line.trim() !== '');
  const fits = (line: string, index: number): boolean =>
    readFieldLine(line) !== null || (index > 0 && isContinuation(line));
  return lines.length > 0 && lines.every(fits) && namesTitleOrDate(lines);
}

/** “Date: Monday” alone is a line of the text. */
const TITLE_OR_DATE = /^(?:\.\. |:)?["']?(?:title["']?[ \t]*[:=]|date["']?[ \t]*[:=].*\p{Nd})/iu;
const namesTitleOrDate = (lines: readonly string[]): boolean =>
  lines.some((line) => TITLE_OR_DATE.test(line));

const NAMES_TITLE_OR_DATE = /"(?:title|date)"\s*:/i;

/** Hugo’s JSON: an object that ends with its line. */
function findObject(text: string, start: number): Found | null {
  if (!/^\{\s*["}]/.test(text.slice(start, start + 200))) return null;
  const end = objectEnd(text, start);
  if (end === null || !NAMES_TITLE_OR_DATE.test(text.slice(start, end))) return null;
  const bodyStart = afterLine(text, end);
  return { kind: 'found', language: 'json', blockStart: start, blockEnd: end, bodyStart };
}

/** Hexo’s JSON: fields without the brackets around them, up to a line of `;;;`. */
function findJsonLines(text: string, start: number): Found | null {
  const length = text.slice(start, start + MAX_HEADER).search(/^;{3,}[ \t]*$/m);
  if (length === -1 || !NAMES_TITLE_OR_DATE.test(text.slice(start, start + length))) return null;
  const blockEnd = start + length;
  return {
    kind: 'found',
    language: 'json',
    blockStart: start,
    blockEnd,
    bodyStart: afterLine(text, blockEnd),
  };
}

/** Where the object ends that begins at an offset; null where it does not. */
function objectEnd(text: string, start: number): number | null {
  let depth = 0;
  let inText = false;
  for (let at = start; at < text.length && at - start <= MAX_HEADER; at += 1) {
    const character = text[at];
    if (inText) {
      if (character === '\\') at += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function afterLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}
