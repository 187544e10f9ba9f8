import {
  isSourceMap,
  type LocatedData,
  type SourceData,
  valueAt,
} from '../../problems/reading/located-data.ts';
import { isContested } from './contested-keys.ts';

/** Reads a part of a front matter that begins at an offset of it, silently; null where it has faults of syntax. */
export type PartReader = (text: string, offset: number) => LocatedData | null;

export interface RecoveredFields {
  readonly located: LocatedData;
  /** What could not be read, or is not used since the key stands above as well; each with its offset in the block. */
  readonly unread: readonly { readonly text: string; readonly offset: number }[];
}

/** Fields one by one cost as many runs of the parser. */
const MAX_PARTS = 200;

const KEYS = {
  yaml: /^(["']?)[\p{L}_][^:\n"']{0,60}\1[ \t]*:(?:[ \t]|$)/u,
  toml: /^(?:(["']?)[\p{L}_][\w.-]{0,60}\1[ \t]*=|\[)/u,
} as const;

interface Part {
  readonly text: string;
  readonly offset: number;
}

/**
 * Reads what can be read of a front matter with faults of syntax, one field after the other. Null where no field can be
 * read, and where two say what only one may.
 */
export function recoverFields(
  block: string,
  language: 'yaml' | 'toml',
  readPart: PartReader,
): RecoveredFields | null {
  const parts = divide(block, language);
  if (parts.length > MAX_PARTS) return null;
  const found = new Map<string, LocatedData>();
  const unread: Part[] = [];
  let isInDoubt = false;
  const take = (part: Part, text: string): boolean => {
    const located = readPart(text, part.offset);
    if (!isSourceMap(located?.data) || located === null) return false;
    for (const [key, value] of Object.entries(located.data)) {
      const before = valueAt(found.get(key)?.data, [key]);
      if (before === undefined) found.set(key, located);
      else if (JSON.stringify(before) !== JSON.stringify(value)) {
        isInDoubt ||= key !== 'title' && isContested([key], [before, value]);
        unread.push({ ...part, text: part.text.trimEnd() });
      }
    }
    return true;
  };
  for (const part of parts) {
    if (take(part, part.text)) continue;
    const lines = linesOf(part);
    const isScalar = /[:=][ \t]*\S/.test(lines[0]?.text ?? '');
    // What is indented below a field without a value belongs to it, and means nothing without it.
    const readable = isScalar ? lines.filter(({ text }) => KEYS[language].test(text)) : [];
    const left = lines.filter(
      (line) => !readable.includes(line) || !repairs(line.text, language).some((text) => take(line, text)),
    );
    unread.push(...left.filter(({ text }) => text !== ''));
  }
  return found.size === 0 || isInDoubt ? null : { located: merge(found), unread };
}

/** Each field with the lines that belong to it; lines that belong to none are alone. */
function divide(block: string, language: 'yaml' | 'toml'): Part[] {
  const parts: { text: string; offset: number; isField: boolean }[] = [];
  let offset = 0;
  for (const line of block.split('\n')) {
    const last = parts.at(-1);
    const isTable = language === 'toml' && last?.text.startsWith('[') === true && !line.startsWith('[');
    const isField = KEYS[language].test(line) && !isTable;
    const goesOn = last?.isField === true && (isTable || /^(?:[ \t]|[-\]}]|$)/.test(line));
    if (!isField && goesOn && last !== undefined) last.text += `\n${line}`;
    else if (line.trim() !== '' && !line.startsWith('#')) parts.push({ text: line, offset, isField });
    offset += line.length + 1;
  }
  return parts;
}

/** The lines of a part without their indents. */
function linesOf({ text, offset }: Part): Part[] {
  let at = offset;
  return text.split('\n').map((line) => {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const part = { text: line.slice(indent).trimEnd(), offset: at + indent };
    at += line.length + 1;
    return part;
  });
}

/** A line, and the same with what it may lack: a closing bracket or quote, or quotes around the value. */
function repairs(line: string, language: 'yaml' | 'toml'): string[] {
  const [, key = '', value = ''] = /^([^:=]*[:=][ \t]*)(.*)$/.exec(line) ?? [];
  const closing = value.startsWith('[') ? ']' : value.startsWith('{') ? '}' : '';
  const quote = /^["']/.exec(value)?.[0] ?? '';
  const plain = value.replace(/^["']|["']$/g, '');
  const quoted = language === 'yaml' ? `'${plain.replaceAll("'", "''")}'` : JSON.stringify(plain);
  return [
    line,
    ...(closing === '' ? [] : [line + closing]),
    ...(quote === '' ? [] : [line + quote]),
    ...(closing === '' ? [key + quoted] : []),
  ];
}

/** Several readings as one: each field of the first that has it. */
function merge(found: ReadonlyMap<string, LocatedData>): LocatedData {
  const data: Record<string, SourceData> = Object.create(null);
  for (const [key, located] of found) {
    const value = isSourceMap(located.data) ? located.data[key] : undefined;
    if (value !== undefined) data[key] = value;
  }
  const of = (path: readonly (string | number)[]) => found.get(String(path[0])) ?? [...found.values()][0];
  return {
    data,
    at: (path) => (of(path) as LocatedData).at(path),
    has: (path) => found.get(String(path[0]))?.has(path) ?? false,
  };
}
