import { type Edit, editText } from '../../problems/edited-text.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import type { DataPath, SourceData } from '../../problems/reading/located-data.ts';
import { readToml } from '../../problems/reading/read-toml.ts';
import { locateTomlKeys, type TomlKey } from '../../problems/reading/toml-keys.ts';
import { isPlainList, type PlainMap, type PlainScalar, type PlainValue } from './field-value.ts';
import { appendItem, listEdits, removeItem } from './flow-edits.ts';
import { nameOfItem, namesOfItems } from './item-names.ts';
import { itemIndex, quoteEnd, scanFlow } from './scan-flow.ts';

/**
 * A block of TOML in which one value is another, or is gone for null; all lines but those of its key stay as they are. Null where
 * the path leads to no place where a value can stand.
 */
export function editToml(block: string, path: DataPath, value: PlainValue | null): string | null {
  const keys = locateTomlKeys(block).filter(({ key, value: at }) => at !== key);
  const exact = keys.findLast((one) => isSame(one.path, path));
  if (exact !== undefined)
    return apply(block, value === null ? removeKey(block, exact) : replaceValue(block, exact, value));
  const tables = locateTomlKeys(block).filter(
    ({ key, value: at, path: own }) => at === key && isSame(own.slice(0, -1), path),
  );
  if (tables.length > 0) return inTables(block, tables, path, value);
  const around = keys.findLast(
    (one) => one.path.length < path.length && isSame(one.path, path.slice(0, one.path.length)),
  );
  if (around !== undefined)
    return apply(block, inBrackets(block, around.value, path.slice(around.path.length), value));
  if (value === null) return block;
  return addKey(block, keys, path, value);
}

const apply = (block: string, edits: Edit[] | null): string | null =>
  edits === null ? null : editText(block, edits).text;

const isSame = (a: DataPath, b: DataPath): boolean =>
  a.length === b.length && a.every((step, index) => step === b[index]);

/** Times as TOML has them without quotes. */
const TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

function writeToml(value: PlainScalar, like = ''): string {
  if (typeof value !== 'string') return String(value);
  if (/^\d/.test(like) && TIME.test(value)) return value;
  const isLiteral = like.startsWith("'") && !/['\n\r]/.test(value);
  return isLiteral ? `'${value}'` : JSON.stringify(value);
}

function writeItem(item: string | PlainMap, like = ''): string {
  if (typeof item === 'string') return writeToml(item, like);
  return `{ ${Object.entries(item)
    .map(([key, value]) => `${key} = ${writeToml(value)}`)
    .join(', ')} }`;
}

const write = (value: PlainValue, like = ''): string =>
  isPlainList(value)
    ? `[${value.map((item) => writeItem(item)).join(', ')}]`
    : typeof value === 'object'
      ? writeItem(value)
      : writeToml(value, like);

function valueEnd(text: string, at: number): number {
  const first = text[at] ?? '';
  const end = text.indexOf('\n', at);
  const line = text.slice(at, end === -1 ? text.length : end);
  if (first === '"' || first === "'") return quoteEnd(text, at) ?? at + line.length;
  const flow = first === '[' || first === '{' ? scanFlow(text, at, '=') : null;
  if (flow !== null) return flow.close + 1;
  return at + line.replace(/\s*#.*$/, '').trimEnd().length;
}

function replaceValue(text: string, key: TomlKey, value: PlainValue): Edit[] {
  const start = key.value;
  const end = valueEnd(text, start);
  const flow = text[start] === '[' ? scanFlow(text, start, '=') : null;
  if (flow === null || !isPlainList(value))
    return [{ start, end, replacement: write(value, text.slice(start, end)) }];
  const names = namesOfItems(flow.items.map((item) => readItem(text.slice(item.start, item.end))));
  const like = text.slice(flow.items[0]?.start ?? start + 1, end);
  return listEdits(
    text,
    flow,
    names,
    value.map((item) => ({ name: nameOfItem(item), written: writeItem(item, like) })),
  );
}

function readItem(source: string): SourceData | undefined {
  const { data } = readToml(`x = [${source}]`, createProblemLog(''));
  const list = typeof data === 'object' && 'x' in data ? data['x'] : undefined;
  return Array.isArray(list) ? list[0] : undefined;
}

/** Its lines, but for a comment behind the value, which stays as a line. */
function removeKey(text: string, key: TomlKey): Edit[] {
  const end = valueEnd(text, key.value);
  const next = text.indexOf('\n', end);
  const lineEnd = next === -1 ? text.length : next;
  const comment = /#[^\n]*/.exec(text.slice(end, lineEnd))?.[0];
  const start = text.lastIndexOf('\n', key.key - 1) + 1;
  return [
    {
      start,
      end: Math.min(lineEnd + 1, text.length),
      replacement: comment === undefined ? '' : `${comment}\n`,
    },
  ];
}

function inBrackets(text: string, open: number, path: DataPath, value: PlainValue | null): Edit[] | null {
  const flow = scanFlow(text, open, '=');
  const [step, ...rest] = path;
  if (flow === null || step === undefined) return null;
  const index = itemIndex(flow, step);
  const item = flow.items[index];
  if (item === undefined) {
    if (value === null) return [];
    return rest.length > 0 || typeof step !== 'string'
      ? null
      : [appendItem(text, flow, `${step} = ${write(value)}`)];
  }
  if (rest.length > 0) return inBrackets(text, item.valueStart, rest, value);
  if (value === null) return [removeItem(text, flow, index)];
  return [
    {
      start: item.valueStart,
      end: item.end,
      replacement: write(value, text.slice(item.valueStart, item.end)),
    },
  ];
}

/** A new key in its table, or before the first table. */
function addKey(text: string, keys: readonly TomlKey[], path: DataPath, value: PlainValue): string | null {
  const name = path.at(-1);
  const table = path.slice(0, -1);
  if (typeof name !== 'string') return null;
  const line = `${name} = ${write(value)}\n`;
  const sibling = keys.findLast((one) => isSame(one.path.slice(0, -1), table));
  if (sibling === undefined && table.length > 0) {
    const isTable = locateTomlKeys(text).find((one) => isSame(one.path, table));
    if (isTable === undefined)
      return table.length > 1 || typeof value === 'object'
        ? null
        : addKey(text, keys, table, { [name]: value });
    return insertBehind(text, isTable.key, line);
  }
  if (sibling !== undefined) return insertBehind(text, valueEnd(text, sibling.value), line);
  return line + text;
}

function insertBehind(text: string, offset: number, line: string): string {
  const end = text.indexOf('\n', offset);
  return end === -1
    ? `${text}\n${line}`.replace(/\n$/, '')
    : text.slice(0, end + 1) + line + text.slice(end + 1);
}

/** Tables in a row (`[[corrections]]`), to which one is added at the end; the others stay as they are. */
function inTables(
  text: string,
  tables: readonly TomlKey[],
  path: DataPath,
  value: PlainValue | null,
): string | null {
  if (value === null || !isPlainList(value) || typeof tables[0]?.path.at(-1) !== 'number') return null;
  const more = value.slice(tables.length);
  const last = tables.at(-1) as TomlKey;
  const following = locateTomlKeys(text).find(
    ({ key, value: at, path: own }) =>
      at === key && key > last.key && !isSame(own.slice(0, path.length), path),
  );
  const end = following === undefined ? text.length : text.lastIndexOf('\n', following.key - 1) + 1;
  const rows = more.map((item) =>
    typeof item === 'string'
      ? ''
      : `\n[[${path.join('.')}]]\n${Object.entries(item)
          .map(([key, one]) => `${key} = ${writeToml(one)}\n`)
          .join('')}`,
  );
  const before = text.slice(0, end);
  return (
    (before.endsWith('\n') || rows.length === 0 ? before : `${before}\n`) + rows.join('') + text.slice(end)
  );
}
