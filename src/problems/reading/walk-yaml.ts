import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { Position } from '../line-index.ts';
import { type IsContested, keyRepeated, keyTwice } from './duplicate-key.ts';
import type { DataPath, PlaceBook, Places, SourceData } from './located-data.ts';
import type { Fix } from '../problem.ts';
import type { Finding, ProblemLog } from '../problem-log.ts';
import { quoteText } from '../quote-text.ts';

/** How much of a document is walked; aliases are counted each time they are followed. */
export const MAX_DATA_NODES = 10_000;
export const MAX_DATA_DEPTH = 32;

/** The tags of YAML's core schema; any other may ask for code. */
const CORE_TAGS = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|seq|map)$/;

class DataTooLarge extends Error {}

/** What the walk is told about a leaf, for findings of the caller's own. */
export type LeafVisitor = (path: DataPath, leaf: Scalar, place: Position) => void;

/** What may be made of faults; without it each one is an error. */
export interface Lenience {
  readonly isContested: IsContested;
  /** The line of a key whose value ends at an offset, as the repair that takes it away; undefined where it has no line of its own. */
  readonly lineFix: (keyOffset: number, end: number) => Fix | undefined;
}

interface Walk {
  readonly lenience: Lenience | null;
  /** Anchored nodes met so far; an alias means the latest of its name. */
  readonly anchors: Map<string, Node>;
  readonly log: ProblemLog;
  readonly book: PlaceBook;
  readonly place: (offset: number) => Position;
  readonly onLeaf: LeafVisitor;
  visited: number;
}

/**
 * Turns a YAML document into plain data of source texts and records every place. Null values are left
 * out. Anchors, duplicate keys and tags that mean code are judged here, by `lenience` where there is any; returns undefined for an
 * empty document and for one that is too large to walk.
 */
export function walkYaml(
  document: Document,
  place: (offset: number) => Position,
  log: ProblemLog,
  book: PlaceBook,
  onLeaf: LeafVisitor,
  lenience: Lenience | null = null,
): SourceData | undefined {
  const walk: Walk = { lenience, anchors: new Map(), log, book, place, onLeaf, visited: 0 };
  const root = document.contents as Node | null;
  const start = place(root?.range?.[0] ?? 0);
  book.record([], { key: start, value: start });
  try {
    return root === null ? undefined : readNode(walk, root, []);
  } catch (error) {
    if (!(error instanceof DataTooLarge)) throw error;
    log.error(
      {
        code: 'data-too-large',
        message: `The data is larger or deeper than ${MAX_DATA_NODES} values and ${MAX_DATA_DEPTH} levels.`,
        hint: 'Remove the aliases (*name) or the nesting that multiply it.',
      },
      start,
    );
    return undefined;
  }
}

function readNode(walk: Walk, node: Node, path: DataPath): SourceData | undefined {
  walk.visited += 1;
  if (walk.visited > MAX_DATA_NODES || path.length > MAX_DATA_DEPTH) throw new DataTooLarge();
  if (isAlias(node)) {
    const target = walk.anchors.get(node.source);
    // One that stands for nothing is what is written.
    return target === undefined ? `*${node.source}` : readNode(walk, target, path);
  }
  const { anchor } = node as { anchor?: string };
  if (anchor !== undefined) walk.anchors.set(anchor, node);
  if (typeof node.tag === 'string' && !CORE_TAGS.test(node.tag)) {
    const at = walk.place(node.range?.[0] ?? 0);
    if (walk.lenience !== null && !walk.lenience.isContested(path, [])) {
      const { message, ...finding } = tagRefused(node.tag);
      const about = String(path.find((step) => typeof step === 'string') ?? '');
      walk.log.warn({ ...finding, message: message.replace(/\.$/, '; its value was left out.'), about }, at);
      return undefined;
    }
    walk.log.error(tagRefused(node.tag), at);
  }
  if (isSeq(node)) return readList(walk, node.items as Node[], path);
  if (isMap(node)) return readMap(walk, node.items as Pair<Node, Node | null>[], path);
  if (!isScalar(node)) return undefined;
  const at = walk.place(node.range?.[0] ?? 0);
  walk.onLeaf(path, node, at);
  const isAbsent = node.value === null && node.type === 'PLAIN';
  return isAbsent
    ? undefined
    : node.type === 'PLAIN'
      ? (node.source ?? String(node.value))
      : String(node.value);
}

function readList(walk: Walk, items: readonly (Node | null)[], path: DataPath): SourceData {
  const list: SourceData[] = [];
  for (const item of items) {
    if (item === null) continue;
    const itemPath = [...path, list.length];
    const at = walk.place(item.range?.[0] ?? 0);
    walk.book.record(itemPath, { key: at, value: at });
    const value = readNode(walk, item, itemPath);
    if (value !== undefined) list.push(value);
  }
  return list;
}

function readMap(walk: Walk, pairs: readonly Pair<Node, Node | null>[], path: DataPath): SourceData {
  const map: Record<string, SourceData> = Object.create(null);
  const seen = new Map<string, Places>();
  for (const { key: written, value } of pairs) {
    const keyAt = walk.place(written?.range?.[0] ?? 0);
    const key = isAlias(written) ? walk.anchors.get(written.source) : written;
    if (!isScalar(key)) {
      if (walk.lenience === null) walk.log.error(KEY_NOT_TEXT, keyAt);
      else walk.log.warn(KEY_NOT_TEXT, keyAt);
      continue;
    }
    const name = key.type === 'PLAIN' ? (key.source ?? '') : String(key.value);
    const keyPath = [...path, name];
    const places = { key: keyAt, value: value?.range == null ? keyAt : walk.place(value.range[0]) };
    const earlier = seen.get(name);
    if (earlier !== undefined && walk.lenience === null) {
      walk.log.error(keyTwice(name, earlier.key.line), keyAt);
      continue;
    }
    if (earlier === undefined) {
      seen.set(name, places);
      walk.book.record(keyPath, places);
    }
    const data = value === null ? undefined : readNode(walk, value, keyPath);
    const isLast =
      earlier === undefined ||
      isAsGoodAgain(walk, { path: keyPath, earlier, places, pair: { key: written, value } }, map[name], data);
    if (data === undefined || !isLast) continue;
    map[name] = data;
    seen.set(name, places);
    walk.book.record(keyPath, places);
  }
  return map;
}

interface Repeated {
  readonly path: DataPath;
  readonly earlier: Places;
  readonly places: Places;
  readonly pair: { readonly key: Node; readonly value: Node | null };
}

/** Tells of a key that is given again; returns whether its value takes the place of the one before. */
function isAsGoodAgain(
  { lenience, log }: Walk,
  { path, earlier, places, pair }: Repeated,
  before: SourceData | undefined,
  data: SourceData | undefined,
): boolean {
  const name = String(path.at(-1));
  const isSame = JSON.stringify(before) === JSON.stringify(data);
  const values = [before, data].filter((one) => one !== undefined);
  if (!isSame && (lenience === null || (values.length > 1 && lenience.isContested(path, values)))) {
    log.error(keyTwice(name, earlier.key.line), places.key);
    return false;
  }
  const [start = 0, keyEnd = start] = pair.key.range ?? [];
  const fix = isSame ? lenience?.lineFix(start, pair.value?.range?.[1] ?? keyEnd) : undefined;
  log.warn(keyRepeated(name, earlier.key.line, isSame, fix), places.key);
  return true;
}

const KEY_NOT_TEXT = {
  code: 'key-not-text',
  message: 'A list, map or alias stands where a key should be.',
  hint: 'Begin the line with a plain word and a colon.',
};

const tagRefused = (tag: string): Finding => ({
  code: 'tag-refused',
  message: `The YAML tag ${quoteText(tag.replace('tag:yaml.org,2002:', '!!'))} is not understood.`,
  hint: 'Put the value in quotes if the exclamation mark belongs to it; otherwise remove the tag.',
});
