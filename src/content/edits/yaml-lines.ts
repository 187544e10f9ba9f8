import type { Edit } from '../../problems/edited-text.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { readYaml } from '../../problems/reading/read-yaml.ts';
import type { PlainMap } from './field-value.ts';
import { nameOfItem, namesOfItems } from './item-names.ts';
import { writeYamlLines, type YamlWriting } from './write-yaml.ts';
import { endOfLine, type YamlEntry, yamlValue } from './yaml-entries.ts';

/** The edit that takes the lines of an entry away; comments among them, and the one behind its value, stay as lines. */
export function removeEntry(text: string, entry: YamlEntry): Edit[] {
  const node = yamlValue(text, entry);
  const lineEnd = endOfLine(text, entry.mark, entry.end);
  const valueEnd = node.kind === 'scalar' ? node.end : node.kind === 'flow' ? node.flow.close + 1 : null;
  const from = valueEnd ?? entry.mark;
  const to = valueEnd === null ? lineEnd : endOfLine(text, valueEnd, entry.end);
  const behind = /[ \t](#[^\n]*)$/.exec(text.slice(Math.min(from, to), to))?.[1];
  const below =
    node.kind === 'block'
      ? []
      : text
          .slice(lineEnd, entry.end)
          .split('\n')
          .filter((line) => /^\s*#/.test(line));
  const kept = [...(behind === undefined ? [] : [' '.repeat(entry.indent) + behind]), ...below];
  return [{ start: entry.lineStart, end: entry.end, replacement: kept.map((line) => `${line}\n`).join('') }];
}

/** The lines of a list of other entries; what stays keeps its lines, and comments above an entry go with it. */
export function changeListLines(
  text: string,
  entries: readonly YamlEntry[],
  value: readonly (string | PlainMap)[],
  indent: string,
  writing: YamlWriting,
): string {
  const chunks = entries.map((entry, index) => {
    const from = entries[index - 1]?.end ?? entry.lineStart;
    const lines = text.slice(from, entry.end);
    return lines.endsWith('\n') ? lines : `${lines}\n`;
  });
  const names = namesOfItems(
    entries.map((entry) => {
      const { data } = readYaml(text.slice(entry.lineStart, entry.end), createProblemLog(''));
      return Array.isArray(data) ? data[0] : undefined;
    }),
  );
  const left = names.map((name, index) => ({ name, chunk: chunks[index] ?? '' }));
  return value
    .map((item) => {
      const at = left.findIndex(({ name }) => name === nameOfItem(item));
      return at === -1 ? writeYamlLines(item, indent, writing) : (left.splice(at, 1)[0]?.chunk ?? '');
    })
    .join('');
}

/** The value on the line of its key in the place of lines below it; comments among these stay. */
export function replaceYamlLines(text: string, entry: YamlEntry, written: string): Edit[] {
  const lineEnd = endOfLine(text, entry.mark, entry.end);
  const node = yamlValue(text, entry);
  const from = node.kind === 'scalar' ? node.end : node.kind === 'flow' ? node.flow.close + 1 : entry.mark;
  const comment = /^[ \t]+#[^\n]*/.exec(text.slice(from, endOfLine(text, from, entry.end)))?.[0] ?? '';
  const below = text
    .slice(lineEnd + 1, entry.end)
    .split('\n')
    .filter((line) => /^\s*#/.test(line));
  const end = text[entry.end - 1] === '\n' ? '\n' : '';
  return [
    {
      start: entry.mark,
      end: entry.end,
      replacement: [`${written === '' ? '' : ' '}${written}${comment}`, ...below].join('\n') + end,
    },
  ];
}
