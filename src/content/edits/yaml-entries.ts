import { quoteEnd, scanFlow, type Flow } from './scan-flow.ts';

/** An entry of a map or list in lines of YAML; offsets in the text. */
export interface YamlEntry {
  /** Without its quotes; null for an entry of a list. */
  readonly key: string | null;
  /** Where its first line begins. */
  readonly lineStart: number;
  readonly keyAt: number;
  /** Behind the colon or the hyphen. */
  readonly mark: number;
  /** Behind the line end of its last line that is more than a comment at the margin. */
  readonly end: number;
  /** Column at which it begins, from 0. */
  readonly indent: number;
}

export type YamlNode =
  | { readonly kind: 'empty'; readonly at: number }
  | {
      readonly kind: 'scalar';
      readonly style: 'plain' | 'single' | 'double';
      readonly start: number;
      readonly end: number;
    }
  /** A text below `|` or `>`; it begins on the line below at `start`. */
  | {
      readonly kind: 'block';
      readonly sign: '|' | '>';
      readonly header: string;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'flow'; readonly flow: Flow }
  | { readonly kind: 'map' | 'list'; readonly entries: readonly YamlEntry[] };

const KEY =
  /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|((?:[^\s"'#{}[\],&*!|>%@`-]|-(?=\S))[^:#\n]*?))[ \t]*:(?=[ \t\n]|$)/;
const ITEM = /^-(?=[ \t\n]|$)/;

/** The entries of the map or list in lines that stands from an offset to another; the first one may begin within its line. */
export function yamlEntries(text: string, from: number, to: number): YamlEntry[] {
  const entries: {
    key: string | null;
    lineStart: number;
    keyAt: number;
    mark: number;
    end: number;
    indent: number;
  }[] = [];
  let indent = -1;
  for (let at = from; at < to; ) {
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const next = text.indexOf('\n', at);
    const lineEnd = next === -1 ? to : Math.min(next + 1, to);
    const line = text.slice(at, lineEnd).replace(/\n$/, '');
    const blanks = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const column = at - lineStart + blanks;
    const content = line.slice(blanks);
    const isNothing = content === '' || (content.startsWith('#') && column <= Math.max(indent, 0));
    if (!isNothing) {
      if (indent === -1 && !content.startsWith('#')) indent = column;
      const last = entries.at(-1);
      const opening = column === indent ? readOpening(content, last?.key ?? undefined) : null;
      if (opening !== null) {
        const keyAt = at + blanks;
        entries.push({
          key: opening.key,
          lineStart,
          keyAt,
          mark: keyAt + opening.length,
          end: lineEnd,
          indent,
        });
      } else if (last !== undefined) last.end = lineEnd;
    }
    at = lineEnd;
  }
  return entries;
}

/** The key or hyphen that a line begins with; a hyphen below a key is a part of its value. */
function readOpening(
  content: string,
  keyBefore: string | undefined,
): { readonly key: string | null; readonly length: number } | null {
  if (ITEM.test(content)) return keyBefore === undefined ? { key: null, length: 1 } : null;
  const match = KEY.exec(content);
  if (match === null) return null;
  return {
    key: match[1] ?? match[2]?.replaceAll("''", "'") ?? (match[3] ?? '').trim(),
    length: match[0].length,
  };
}

const BLOCK = /^([|>])[-+0-9]{0,2}(?=[ \t]*(?:#[^\n]*)?(?:\n|$))/;

/** What stands behind the colon or hyphen of an entry. */
export function yamlValue(text: string, entry: YamlEntry): YamlNode {
  const blanks = /^[ \t]*/.exec(text.slice(entry.mark, entry.end))?.[0].length ?? 0;
  const at = entry.mark + blanks;
  const lineEnd = endOfLine(text, at, entry.end);
  const rest = text.slice(at, lineEnd);
  if (entry.key === null && (KEY.test(rest) || ITEM.test(rest))) return inLines(text, at, entry);
  if (rest === '' || (rest.startsWith('#') && blanks > 0)) {
    const below = lineEnd + 1 < entry.end ? inLines(text, lineEnd + 1, entry) : null;
    return below ?? { kind: 'empty', at: entry.mark };
  }
  const block = BLOCK.exec(rest);
  if (block !== null)
    return {
      kind: 'block',
      sign: block[1] as '|' | '>',
      header: block[0],
      start: Math.min(lineEnd + 1, entry.end),
      end: entry.end,
    };
  if (rest.startsWith('[') || rest.startsWith('{')) {
    const flow = scanFlow(text.slice(0, entry.end), at, ':');
    if (flow !== null && /^[ \t]*(?:#[^\n]*)?(?:\n|$)/.test(text.slice(flow.close + 1, entry.end)))
      return { kind: 'flow', flow };
  }
  const quoted = rest.startsWith('"') || rest.startsWith("'") ? quoteEnd(text.slice(0, entry.end), at) : null;
  if (quoted !== null && /^[ \t]*(?:#[^\n]*)?(?:\n|$)/.test(text.slice(quoted, entry.end)))
    return { kind: 'scalar', style: rest.startsWith('"') ? 'double' : 'single', start: at, end: quoted };
  return { kind: 'scalar', style: 'plain', start: at, end: plainEnd(text, at, lineEnd, entry.end) };
}

function inLines(text: string, from: number, entry: YamlEntry): YamlNode {
  const entries = yamlEntries(text, from, entry.end);
  if (entries.length === 0) {
    const lines = text.slice(from, entry.end);
    const blanks = /^\s*/.exec(lines)?.[0].length ?? 0;
    if (lines.trim() === '' || /^\s*#/.test(lines)) return { kind: 'empty', at: entry.mark };
    return { kind: 'scalar', style: 'plain', start: from + blanks, end: from + lines.trimEnd().length };
  }
  return { kind: entries[0]?.key === null ? 'list' : 'map', entries };
}

/** A plain text ends before a comment, or with the last of its lines. */
function plainEnd(text: string, at: number, lineEnd: number, entryEnd: number): number {
  const comment = text.slice(at, lineEnd).search(/[ \t]#/);
  if (comment !== -1) return at + text.slice(at, at + comment).trimEnd().length;
  const further = text
    .slice(lineEnd, entryEnd)
    .split('\n')
    .some((line) => line.trim() !== '' && !/^\s*#/.test(line));
  const whole = text.slice(at, further ? entryEnd : lineEnd);
  return at + whole.trimEnd().length;
}

export function endOfLine(text: string, at: number, most: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? most : Math.min(end, most);
}
