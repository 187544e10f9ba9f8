import { findCode } from './find-code.ts';

/** A stretch of an MDX text that is for its program, not for readers; offsets in UTF-16 code units. */
export interface MdxPart {
  readonly start: number;
  readonly end: number;
}

/** What begins a block of `import` and `export`; “import duties rose” does not. */
const MODULE_CODE =
  /^(?:import\s+(?:["']|[\w$*{][^;]{0,2000}?\sfrom\s*["'])|export\s+(?:default|const|let|var|function|class|async|\{|\*))/;
const SURE_MODULE_CODE =
  /^(?:import\s+(?:["'][^"'\n]{1,500}["']|[\w$*{][^;.]{0,2000}?\sfrom\s*["'][^"'\n]{1,500}["'])[ \t]*(?:;|\n|$)|export\s+(?:const|let|function|default\s+(?:function|\())\s*[\w$({])/;
const TAG = /<(?:\/?(?:[A-Z][\w.]*|[a-z]\w*\.[\w.]+)(?=[\s/>])|\/?(?=>)|[a-z][\w-]*(?=\s))/g;
/** An attribute whose value is code. */
const CODE_ATTRIBUTE = /\s+[\w:-]+=(?=\{)|\s+(?=\{)/g;
const LIST = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
/** What is code in Markdown for its indent alone. */
const INDENTED_CODE = /^(?: {4}| {0,3}\t)(?![ \t]*(?:`{3}|~{3}))/;
/** Longest tag or block of code. */
const MAX_LENGTH = 20_000;
/** Deepest nesting of braces in one. */
const MAX_BRACES = 50;

/**
 * Finds what is no prose in a text of MDX, in order: `import` and `export` blocks, tags of components, whose text
 * stays, attributes that are code, and indents of four and more, which make no code there. Comments are notes.
 */
export function findMdx(text: string): MdxPart[] {
  const code = findCode(text).filter(({ start, end }) => !INDENTED_CODE.test(text.slice(start, end)));
  const isInCode = (at: number): boolean => code.some(({ start, end }) => start <= at && at < end);
  const found = [...moduleBlocks(text, isInCode), ...tags(text, isInCode), ...indents(text)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: MdxPart[] = [];
  for (const part of found) if (part.start >= (parts.at(-1)?.end ?? 0)) parts.push(part);
  return parts;
}

/** The same of what surely is no prose in plain Markdown either. */
export const findModules = (text: string, isInCode: (at: number) => boolean): MdxPart[] =>
  moduleBlocks(text, isInCode, SURE_MODULE_CODE);

/** Blocks up to a blank line at which all brackets are closed. */
function moduleBlocks(
  text: string,
  isInCode: (at: number) => boolean,
  pattern: RegExp = MODULE_CODE,
): MdxPart[] {
  const parts: MdxPart[] = [];
  for (const { index: start } of text.matchAll(/^(?:import|export)\b/gm)) {
    const last = parts.at(-1)?.end ?? 0;
    if (start < last || isInCode(start)) continue;
    const isBehindText = /\S/.test(text.slice(text.lastIndexOf('\n', start - 2) + 1, start));
    if (isBehindText || !pattern.test(text.slice(start, start + MAX_LENGTH))) continue;
    parts.push({ start, end: blockEnd(text, start) });
  }
  return parts;
}

function blockEnd(text: string, start: number): number {
  const blank = /\n[ \t]*(?:\n|$)|$(?![\s\S])/g;
  blank.lastIndex = start;
  for (let match = blank.exec(text); match !== null; match = blank.exec(text)) {
    const block = text.slice(start, match.index);
    const opened = block.split(/[{([]/).length;
    const closed = block.split(/[})\]]/).length;
    if (closed >= opened || match.index - start > MAX_LENGTH || match.index >= text.length)
      return match.index;
  }
  return text.length;
}

function tags(text: string, isInCode: (at: number) => boolean): MdxPart[] {
  const parts: MdxPart[] = [];
  for (const { index: start, 0: opening } of text.matchAll(TAG)) {
    if (start < (parts.at(-1)?.end ?? 0) || isInCode(start)) continue;
    const end = tagEnd(text, start + opening.length);
    if (end === null) continue;
    if (/^<[a-z][\w-]*$/.test(opening)) parts.push(...codeAttributes(text, start + opening.length, end));
    else parts.push({ start, end });
  }
  return parts;
}

/** Finds the attributes of HTML's own tags whose values are code, in order. */
export function findCodeAttributes(text: string, isInCode: (at: number) => boolean): MdxPart[] {
  const parts: MdxPart[] = [];
  for (const { index: start, 0: opening } of text.matchAll(/<[a-z][\w-]*(?=\s)/g)) {
    if (start < (parts.at(-1)?.end ?? 0) || isInCode(start)) continue;
    const end = tagEnd(text, start + opening.length);
    if (end !== null) parts.push(...codeAttributes(text, start + opening.length, end));
  }
  return parts;
}

/** Where the tag ends whose name ends at an offset; null where it does not. */
export function tagEnd(text: string, from: number): number | null {
  for (let at = from; at < text.length && at - from <= MAX_LENGTH; at += 1) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character === '"' || character === "'") {
      const quote = text.indexOf(character, at + 1);
      if (quote === -1) return null;
      at = quote;
    } else if (character === '{') {
      const end = bracesEnd(text, at);
      if (end === null) return null;
      at = end - 1;
    } else if (character === '<') return null;
  }
  return null;
}

/** Where the braces close that open at an offset; null where they do not. */
function bracesEnd(text: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < text.length && at - from <= MAX_LENGTH; at += 1) {
    const character = text[at];
    if (character === '{') {
      depth += 1;
      if (depth > MAX_BRACES) return null;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function codeAttributes(text: string, from: number, end: number): MdxPart[] {
  const parts: MdxPart[] = [];
  // Only in the tag: what is behind it would be looked through again for each tag.
  const tag = text.slice(from, end);
  CODE_ATTRIBUTE.lastIndex = 0;
  for (let match = CODE_ATTRIBUTE.exec(tag); match !== null; match = CODE_ATTRIBUTE.exec(tag)) {
    const close = bracesEnd(tag, match.index + match[0].length);
    if (close === null) break;
    parts.push({ start: from + match.index, end: from + close });
    CODE_ATTRIBUTE.lastIndex = close;
  }
  return parts;
}

/** Lines that hold nothing but the beginning or the end of a component. */
const OPENING_LINE = /^[ \t]*<[A-Z][\w.]*(?:\s[^<]*)?(?<!\/)>[ \t]*$/;
const CLOSING_LINE = /^[ \t]*<\/[A-Z][\w.]*>[ \t]*$/;

/** Indents of what stands in components, and others of four and more outside of lists and code. */
function indents(text: string): MdxPart[] {
  if (!/^[ \t]+\S/m.test(text)) return [];
  const parts: MdxPart[] = [];
  /** The indents of the components that are open; null where the first line is still to come. */
  const open: (number | null)[] = [];
  let isInList = false;
  let fence: string | null = null;
  let at = 0;
  for (const line of text.split('\n')) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (line.trim() !== '') {
      if (CLOSING_LINE.test(line)) open.pop();
      if (open.length > 0 && open.at(-1) === null) open[open.length - 1] = indent;
      const inner = Math.min(indent, open.at(-1) ?? 0);
      const mark: string | undefined = /^[ \t]*(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence === null && LIST.test(line)) isInList = true;
      else if (fence === null && indent === inner) isInList = false;
      const isFree = fence === null && !isInList && mark === undefined;
      const isDeep = isFree && (indent - inner >= 4 || line.slice(inner, indent).includes('\t'));
      const removed = isDeep ? indent : inner;
      if (removed > 0) parts.push({ start: at, end: at + removed });
      if (mark !== undefined) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence;
      if (fence === null && OPENING_LINE.test(line)) open.push(null);
    }
    at += line.length + 1;
  }
  return parts;
}
