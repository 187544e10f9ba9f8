import type { Edit } from '../../problems/edited-text.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import type { SourceData } from '../../problems/reading/located-data.ts';
import { readYaml } from '../../problems/reading/read-yaml.ts';
import type { PlainList } from './field-value.ts';
import { listEdits } from './flow-edits.ts';
import { nameOfItem, namesOfItems } from './item-names.ts';
import {
  writeYamlItem,
  writeYamlList,
  writeYamlScalar,
  type YamlWriting,
  yamlStyleAt,
} from './write-yaml.ts';
import { endOfLine, type YamlEntry, type YamlNode } from './yaml-entries.ts';
import { changeListLines, replaceYamlLines } from './yaml-lines.ts';

/** Signs that part names in one text; a name that has them needs a list. */
const PARTING = /[,;|\n]/;

/** The edits that make the value of an entry a list, in the form that it has. */
export function replaceYamlList(
  text: string,
  entry: YamlEntry,
  node: YamlNode,
  value: PlainList,
  writing: YamlWriting,
): Edit[] {
  if (node.kind === 'flow' && text[node.flow.open] === '[') {
    const names = namesOfItems(node.flow.items.map(({ start, end }) => readItem(text.slice(start, end))));
    const inBrackets = { ...writing, isInBrackets: true };
    const style = yamlStyleAt(text, node.flow.items[0]?.start);
    const wanted = value.map((item) => ({
      name: nameOfItem(item),
      written: writeYamlItem(item, { ...inBrackets, style }),
    }));
    return listEdits(text, node.flow, names, wanted);
  }
  if (node.kind === 'list') {
    const first = node.entries[0] as YamlEntry;
    const style = yamlStyleAt(text, first.mark + 1);
    const indent = ' '.repeat(first.indent);
    const replacement = changeListLines(text, node.entries, value, indent, { ...writing, style });
    const isOpen = text[entry.end - 1] !== '\n';
    return [
      {
        start: first.lineStart,
        end: entry.end,
        replacement: isOpen ? replacement.replace(/\n$/, '') : replacement,
      },
    ];
  }
  const isOfTexts = value.every((item) => typeof item === 'string');
  if (node.kind === 'scalar' && isOfTexts) {
    const { start, end, style } = node;
    const isParted = value.length === 1 || text.slice(start, end).includes(',');
    const canBe = isParted && !value.some((item) => PARTING.test(String(item)));
    const written = canBe
      ? writeYamlScalar(value.join(', '), { ...writing, style })
      : writeYamlList(value, writing);
    return [{ start, end, replacement: written }];
  }
  if (isOfTexts && node.kind !== 'map') return replaceYamlLines(text, entry, writeYamlList(value, writing));
  const lineEnd = endOfLine(text, entry.mark, entry.end);
  const lines = changeListLines(text, [], value, ' '.repeat(entry.indent + 2), writing);
  return [{ start: lineEnd, end: entry.end, replacement: `\n${lines}` }];
}

const readItem = (source: string): SourceData | undefined => {
  const data = readYaml(`- ${source}`, createProblemLog('')).data;
  return Array.isArray(data) ? data[0] : undefined;
};
