import { type Edit, editText } from '../../problems/edited-text.ts';
import type { DataPath } from '../../problems/reading/located-data.ts';
import { editYamlFlow } from './edit-yaml-flow.ts';
import { isPlainList, isPlainMap, type PlainMap, type PlainValue } from './field-value.ts';
import { replaceYamlList } from './replace-yaml-list.ts';
import {
  writeYamlItem,
  writeYamlList,
  writeYamlScalar,
  writeYamlValue,
  type YamlWriting,
} from './write-yaml.ts';
import { endOfLine, type YamlEntry, type YamlNode, yamlEntries, yamlValue } from './yaml-entries.ts';
import { changeListLines, removeEntry, replaceYamlLines } from './yaml-lines.ts';

/**
 * A block of YAML in which one value is another, or is gone for null; all lines but those of its key stay as they are. Null where
 * the path leads to no place where a value can stand.
 */
export function editYaml(
  block: string,
  path: DataPath,
  value: PlainValue | null,
  isTime: boolean,
): string | null {
  const writing: YamlWriting = { quotes: quotesOf(block), isTime };
  const edits = editAt(
    block,
    { entries: yamlEntries(block, 0, block.length), from: 0, to: block.length },
    path,
    value,
    writing,
  );
  return edits === null ? null : editText(block, edits).text;
}

/** The quotes that most values of a block have. */
function quotesOf(block: string): 'single' | 'double' {
  const count = (sign: RegExp): number => block.match(sign)?.length ?? 0;
  return count(/(?::|-)[ \t]+'/g) > count(/(?::|-)[ \t]+"/g) ? 'single' : 'double';
}

interface Place {
  readonly entries: readonly YamlEntry[];
  readonly from: number;
  readonly to: number;
}

function editAt(
  text: string,
  place: Place,
  path: DataPath,
  value: PlainValue | null,
  writing: YamlWriting,
): Edit[] | null {
  const [step, ...rest] = path;
  const entry =
    typeof step === 'number' ? place.entries[step] : place.entries.findLast(({ key }) => key === step);
  if (entry === undefined) {
    if (typeof step !== 'string' || value === null) return value === null ? [] : null;
    return rest.length === 0
      ? [addEntry(text, place, step, value, writing)]
      : addMap(text, place, step, rest, value, writing);
  }
  if (rest.length === 0)
    return value === null ? removeEntry(text, entry) : replaceValue(text, entry, value, writing);
  const node = yamlValue(text, entry);
  if (node.kind === 'flow') return editYamlFlow(text, node.flow.open, rest, value, writing);
  if (node.kind === 'map' || node.kind === 'list') {
    if (value === null && rest.length === 1 && node.entries.length === 1) return removeEntry(text, entry);
    return editAt(
      text,
      { entries: node.entries, from: node.entries[0]?.lineStart ?? entry.mark, to: entry.end },
      rest,
      value,
      writing,
    );
  }
  return node.kind === 'empty' && value !== null ? fillMap(text, entry, rest, value, writing) : null;
}

/** A new entry on a line of its own behind the last one. */
function addEntry(
  text: string,
  { entries, to }: Place,
  key: string,
  value: PlainValue,
  writing: YamlWriting,
): Edit {
  const last = entries.at(-1);
  const at = last?.end ?? to;
  const indent = ' '.repeat(Math.max(0, last?.indent ?? 0));
  const isOpen = at > 0 && text[at - 1] !== '\n';
  const lines = `${indent}${writeYamlScalar(key)}:${valueBehind(text, value, indent, writing)}`;
  return { start: at, end: at, replacement: isOpen ? `\n${lines.replace(/\n$/, '')}` : lines };
}

function addMap(
  text: string,
  place: Place,
  key: string,
  rest: DataPath,
  value: PlainValue,
  writing: YamlWriting,
): Edit[] | null {
  const [part] = rest;
  if (typeof part !== 'string' || rest.length !== 1) return null;
  const { start, end, replacement } = addEntry(text, place, key, '', writing);
  const head = replacement.replace(/: ""(\n?)$/, ':$1');
  const indent = /^\n?( *)/.exec(head)?.[1] ?? '';
  const line = `${indent}  ${writeYamlScalar(part)}: ${writeYamlValue(value, writing)}`;
  return [{ start, end, replacement: head.endsWith('\n') ? `${head}${line}\n` : `${head}\n${line}` }];
}

function fillMap(
  text: string,
  entry: YamlEntry,
  rest: DataPath,
  value: PlainValue,
  writing: YamlWriting,
): Edit[] | null {
  const [part] = rest;
  if (typeof part !== 'string' || rest.length !== 1) return null;
  const at = endOfLine(text, entry.mark, entry.end);
  return [
    {
      start: at,
      end: at,
      replacement: `\n${' '.repeat(entry.indent + 2)}${part}: ${writeYamlValue(value, writing)}`,
    },
  ];
}

/** A value with what stands before it behind the colon, and its line end. Lists of texts are written as others of the file are. */
function valueBehind(text: string, value: PlainValue, indent: string, writing: YamlWriting): string {
  if (!isPlainList(value)) return ` ${writeYamlItem(value, writing)}\n`;
  const isOfTexts = value.every((item) => typeof item === 'string');
  const itemIndent = /^[^\s#-][^\n]*:[ \t]*\n([ \t]*)- /m.exec(text)?.[1];
  if (isOfTexts && itemIndent === undefined) return ` ${writeYamlList(value, writing)}\n`;
  return `\n${changeListLines(text, [], value, indent + (itemIndent ?? '  '), writing)}`;
}

function replaceValue(text: string, entry: YamlEntry, value: PlainValue, writing: YamlWriting): Edit[] {
  const node = yamlValue(text, entry);
  if (isPlainList(value)) return replaceYamlList(text, entry, node, value, writing);
  if (isPlainMap(value)) return replaceByMap(text, entry, node, value, writing);
  if (node.kind === 'scalar') {
    const { start, end, style } = node;
    return [{ start, end, replacement: writeYamlScalar(value, { ...writing, style }) }];
  }
  if (node.kind === 'flow') {
    const { open, close } = node.flow;
    return [{ start: open, end: close + 1, replacement: writeYamlScalar(value, writing) }];
  }
  if (node.kind === 'empty')
    return [{ start: node.at, end: node.at, replacement: ` ${writeYamlScalar(value, writing)}` }];
  if (node.kind === 'block' && typeof value === 'string' && !/\d/.test(node.header) && value.trim() !== '')
    return [{ start: node.start, end: node.end, replacement: blockLines(text, entry, node, value) }];
  return replaceYamlLines(text, entry, writeYamlScalar(value, writing));
}

/** A text in lines below `|` or `>`, indented as the one before; a line end of a folded text is a blank line. */
function blockLines(
  text: string,
  entry: YamlEntry,
  node: Extract<YamlNode, { kind: 'block' }>,
  value: string,
): string {
  const indent = /^([ \t]+)\S/m.exec(text.slice(node.start, node.end))?.[1] ?? ' '.repeat(entry.indent + 2);
  const lines = value.replace(/\s+$/, '').split('\n');
  const end = text[node.end - 1] === '\n' ? '\n' : '';
  return (
    lines.map((line) => (line === '' ? '' : indent + line)).join(node.sign === '>' ? '\n\n' : '\n') + end
  );
}

/** A text becomes a map in lines; of its own parts the one that it was keeps its quotes. */
function replaceByMap(
  text: string,
  entry: YamlEntry,
  node: YamlNode,
  value: PlainMap,
  writing: YamlWriting,
): Edit[] {
  const style = node.kind === 'scalar' ? node.style : 'plain';
  const indent = ' '.repeat(entry.indent + 2);
  const lines = Object.entries(value).map(
    ([key, one], index) =>
      `${indent}${key}: ${writeYamlScalar(one, index === 0 ? { ...writing, style } : writing)}`,
  );
  const [edit] = replaceYamlLines(text, entry, '');
  if (edit === undefined) return [];
  const [head = '', ...below] = edit.replacement.replace(/\n$/, '').split('\n');
  const end = edit.replacement.endsWith('\n') ? '\n' : '';
  return [{ ...edit, replacement: [head.trimEnd(), ...lines, ...below].join('\n') + end }];
}
