import type { Position } from '../line-index.ts';
import type { DataPath, LocatedData, Places, SourceData } from './located-data.ts';

/** Offsets of a key and its value, and of what is inside the value. */
interface Entry {
  readonly key: number;
  readonly value: number;
  readonly items: readonly Item[];
  readonly fields: ReadonlyMap<string, Entry>;
}

/** Where an item of a list begins; of a map, with what is inside. */
type Item = number | Entry;

interface Value {
  /** Undefined where nothing is written. */
  readonly data: SourceData | undefined;
  readonly items: readonly Item[];
}

const KEY = /( *)([A-Za-z][\w-]{0,60}):(?= |\n|$) */y;
const ITEM = /( *)- +/y;
const FLOW_ITEM = / *("[^"\\]*"|'[^']*'|[A-Za-z0-9/\u00a1-\ufefe][^,[\]{}"'#:&*!|>%@`?]*?) *([,\]])/y;

/** No tabs, no control characters, no byte order marks: what they mean is for the parser to say. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
const UNUSUAL = /[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u2028\u2029\ufeff]/;

const PLAIN_START = /^[A-Za-z0-9(/\u00a1-\ufefe]/;
/** What ends a plain scalar early, or stands in for nothing. */
const NOT_PLAIN = /:(?= |$)| #| $|^null$/i;

/** Longest text, which has no more values than the parser's walk allows; and deepest nesting. */
const MAX_LENGTH = 16 * 1024;
const MAX_DEPTH = 4;

const NO_ITEMS: readonly Item[] = [];
const NO_FIELDS: ReadonlyMap<string, Entry> = new Map();

/** Thrown, and caught here, where the text is for the parser. */
const NOT_SIMPLE = Symbol('not simple');

/**
 * Reads YAML of the simplest kind, as nearly all front matter is: `key: value` lines, lists in brackets
 * or of `- item` lines, indented keys and lists of maps, values plain or in quotes without escapes. Null
 * for any other text, however sound. What it reads is what the parser would, and without a problem.
 * `textKeys` are as for readYaml.
 */
export function readPlainYaml(
  text: string,
  textKeys: ReadonlySet<string>,
  place: (offset: number) => Position,
): LocatedData | null {
  if (text.length > MAX_LENGTH || UNUSUAL.test(text)) return null;
  const start = skipBlank(text, 0);
  try {
    const { data, fields, end } = readMap({ text, textKeys, depth: 0 }, start, 0, NOWHERE);
    if (fields.size === 0 || end < text.length) return null;
    return toLocated(data, { key: start, value: start, items: NO_ITEMS, fields }, place);
  } catch (error) {
    if (error !== NOT_SIMPLE) throw error;
    return null;
  }
}

interface Reading {
  readonly text: string;
  readonly textKeys: ReadonlySet<string>;
  /** Of the maps and lists that are open. */
  depth: number;
}

interface ReadMap {
  readonly data: Readonly<Record<string, SourceData>>;
  readonly fields: ReadonlyMap<string, Entry>;
  readonly end: number;
}

const NOWHERE = -1;

/**
 * Reads the keys at one indent, beginning with the line at `start`; with the rest of a line where that is
 * `inLine`, behind the mark of a list.
 */
function readMap(reading: Reading, start: number, indent: number, inLine: number): ReadMap {
  const { text, textKeys } = reading;
  const data: Record<string, SourceData> = Object.create(null);
  const fields = new Map<string, Entry>();
  let at = start;
  for (;;) {
    KEY.lastIndex = at;
    const match = at < text.length ? KEY.exec(text) : null;
    const lead = match?.[1]?.length ?? 0;
    if (match === null || (lead !== indent && at !== inLine)) return { data, fields, end: at };
    const name = match[2] ?? '';
    if (fields.has(name)) throw NOT_SIMPLE;
    const key = at + lead;
    const value = KEY.lastIndex;
    const lineEnd = endOfLine(text, value);
    const next = skipBlank(text, lineEnd + 1);
    if (value < lineEnd) {
      const read = readValue(text, value, lineEnd, textKeys.has(name.toLowerCase()));
      if (read.data !== undefined) data[name] = read.data;
      fields.set(name, { key, value, items: read.items, fields: NO_FIELDS });
      at = next;
      continue;
    }
    const block = readBlock(reading, next, indent);
    if (block === null) fields.set(name, { key, value, items: NO_ITEMS, fields: NO_FIELDS });
    else {
      data[name] = block.data;
      fields.set(name, { key, value: block.value, items: block.items, fields: block.fields });
    }
    at = block?.end ?? next;
  }
}

/**
 * The list or map below a key at `outer` that has nothing on its line; null where neither follows. A list
 * need not be indented.
 */
function readBlock(reading: Reading, start: number, outer: number) {
  const { text } = reading;
  ITEM.lastIndex = start;
  const item = ITEM.exec(text);
  KEY.lastIndex = start;
  const indent = (item ?? KEY.exec(text))?.[1]?.length ?? 0;
  if (item === null ? indent <= outer : indent < outer) return null;
  if (reading.depth === MAX_DEPTH) throw NOT_SIMPLE;
  reading.depth += 1;
  const value = start + indent;
  const block =
    item === null
      ? { value, items: NO_ITEMS, ...readMap(reading, start, indent, NOWHERE) }
      : { value, fields: NO_FIELDS, ...readList(reading, start, indent) };
  reading.depth -= 1;
  return block;
}

function readList(reading: Reading, start: number, indent: number) {
  const { text } = reading;
  const data: SourceData[] = [];
  const items: Item[] = [];
  let at = start;
  for (;;) {
    ITEM.lastIndex = at;
    const match = at < text.length ? ITEM.exec(text) : null;
    if (match === null || match[1]?.length !== indent) return { data, items, end: at };
    const value = ITEM.lastIndex;
    KEY.lastIndex = value;
    if (KEY.test(text)) {
      const map = readMap(reading, value, value - at, value);
      data.push(map.data);
      items.push({ key: value, value, items: NO_ITEMS, fields: map.fields });
      at = map.end;
      continue;
    }
    const lineEnd = endOfLine(text, value);
    data.push(readScalar(text.slice(value, lineEnd)));
    items.push(value);
    at = skipBlank(text, lineEnd + 1);
  }
}

function readValue(text: string, start: number, end: number, isText: boolean): Value {
  if (text[start] !== '[') return { data: readScalar(text.slice(start, end)), items: NO_ITEMS };
  if (isText) throw NOT_SIMPLE;
  const data: string[] = [];
  const items: number[] = [];
  FLOW_ITEM.lastIndex = start + 1;
  for (;;) {
    const from = FLOW_ITEM.lastIndex;
    const match = FLOW_ITEM.exec(text);
    if (match === null || FLOW_ITEM.lastIndex > end) throw NOT_SIMPLE;
    items.push(text.indexOf(match[1] ?? '', from));
    data.push(readScalar(match[1] ?? ''));
    if (match[2] !== ']') continue;
    if (FLOW_ITEM.lastIndex !== end) throw NOT_SIMPLE;
    return { data, items };
  }
}

function readScalar(written: string): string {
  const quote = written[0];
  if (quote === '"' || quote === "'") {
    const inner = written.slice(1, -1);
    const isClosed = written.length > 1 && written.endsWith(quote) && !inner.includes(quote);
    if (!isClosed || (quote === '"' && inner.includes('\\'))) throw NOT_SIMPLE;
    return inner;
  }
  if (!PLAIN_START.test(written) || NOT_PLAIN.test(written)) throw NOT_SIMPLE;
  return written;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === '\n') at += 1;
  return Math.min(at, text.length);
}

function toLocated(data: SourceData, root: Entry, place: (offset: number) => Position): LocatedData {
  return {
    data,
    has: (path) => follow(root, path).isWhole,
    at: (path): Places => {
      const { entry, isWhole } = follow(root, path);
      const value = place(entry.value);
      return { key: isWhole ? place(entry.key) : value, value };
    },
  };
}

/** Follows a path as far as it leads. */
function follow(root: Entry, path: DataPath): { readonly entry: Entry; readonly isWhole: boolean } {
  let entry = root;
  for (const step of path) {
    const next = typeof step === 'number' ? itemAt(entry, step) : entry.fields.get(step);
    if (next === undefined) return { entry, isWhole: false };
    entry = next;
  }
  return { entry, isWhole: true };
}

function itemAt({ items }: Entry, index: number): Entry | undefined {
  const item = items[index];
  return typeof item === 'number' ? { key: item, value: item, items: NO_ITEMS, fields: NO_FIELDS } : item;
}
