import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { Position } from '../line-index.ts';
import type { DataPath, PlaceBook, Places, SourceData } from './located-data.ts';
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

interface Walk {
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
 * out. Anchors, duplicate keys and tags that mean code are judged here; returns undefined for an empty
 * document and for one that is too large to walk.
 */
export function walkYaml(
  document: Document,
  place: (offset: number) => Position,
  log: ProblemLog,
  book: PlaceBook,
  onLeaf: LeafVisitor,
): SourceData | undefined {
  const walk: Walk = { anchors: new Map(), log, book, place, onLeaf, visited: 0 };
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
    return target === undefined ? undefined : readNode(walk, target, path);
  }
  const { anchor } = node as { anchor?: string };
  if (anchor !== undefined) walk.anchors.set(anchor, node);
  if (typeof node.tag === 'string' && !CORE_TAGS.test(node.tag)) {
    refuseTag(walk, node.tag, walk.place(node.range?.[0] ?? 0));
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
  for (const { key, value } of pairs) {
    const keyAt = walk.place(key?.range?.[0] ?? 0);
    if (!isScalar(key)) {
      walk.log.error(
        {
          code: 'key-not-text',
          message: 'A list, map or alias stands where a key should be.',
          hint: 'Begin the line with a plain word and a colon.',
        },
        keyAt,
      );
      continue;
    }
    const name = key.type === 'PLAIN' ? (key.source ?? '') : String(key.value);
    const keyPath = [...path, name];
    const places = { key: keyAt, value: value?.range == null ? keyAt : walk.place(value.range[0]) };
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      walk.log.error(duplicateKey(name, earlier.key.line), keyAt);
      continue;
    }
    seen.set(name, places);
    walk.book.record(keyPath, places);
    const data = value === null ? undefined : readNode(walk, value, keyPath);
    if (data !== undefined) map[name] = data;
  }
  return map;
}

function duplicateKey(name: string, firstLine: number): Finding {
  return {
    code: 'key-duplicate',
    message: `${quoteText(name)} is given twice; the first is on line ${firstLine}.`,
    hint: 'Remove one of the two.',
    about: name,
  };
}

function refuseTag(walk: Walk, tag: string, at: Position): void {
  walk.log.error(
    {
      code: 'tag-refused',
      message: `The YAML tag ${quoteText(tag.replace('tag:yaml.org,2002:', '!!'))} is not understood.`,
      hint: 'Put the value in quotes if the exclamation mark belongs to it; otherwise remove the tag.',
    },
    at,
  );
}
