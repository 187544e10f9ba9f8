import type { Edit } from '../../problems/edited-text.ts';
import type { DataPath } from '../../problems/reading/located-data.ts';
import { isPlainList, type PlainValue } from './field-value.ts';
import { appendItem, removeItem } from './flow-edits.ts';
import { itemIndex, scanFlow } from './scan-flow.ts';
import {
  writeYamlItem,
  writeYamlList,
  writeYamlScalar,
  writeYamlValue,
  type YamlWriting,
  yamlStyleAt,
} from './write-yaml.ts';

/** The edits that change a value within the brackets that open at an offset; null where none can stand. */
export function editYamlFlow(
  text: string,
  open: number,
  path: DataPath,
  value: PlainValue | null,
  writing: YamlWriting,
): Edit[] | null {
  const node = scanFlow(text, open, ':');
  const [step, ...rest] = path;
  if (node === null) return null;
  const index = itemIndex(node, step ?? -1);
  const item = node.items[index];
  const inBrackets = { ...writing, isInBrackets: true };
  if (item === undefined) {
    if (value === null) return [];
    if (rest.length > 0 || typeof step !== 'string') return null;
    return [
      appendItem(text, node, `${writeYamlScalar(step, inBrackets)}: ${writeYamlValue(value, inBrackets)}`),
    ];
  }
  if (rest.length > 0) return editYamlFlow(text, item.valueStart, rest, value, writing);
  if (value === null) return [removeItem(text, node, index)];
  const style = yamlStyleAt(text, item.valueStart);
  const written = isPlainList(value)
    ? writeYamlList(value, writing)
    : writeYamlItem(value, { ...inBrackets, style });
  return [{ start: item.valueStart, end: item.end, replacement: written }];
}
