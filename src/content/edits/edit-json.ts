import { type Edit, editText } from '../../problems/edited-text.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import type { DataPath, SourceData } from '../../problems/reading/located-data.ts';
import { readJson } from '../../problems/reading/read-json.ts';
import { isPlainList, type PlainValue } from './field-value.ts';
import { appendItem, listEdits, removeItem } from './flow-edits.ts';
import { nameOfItem, namesOfItems } from './item-names.ts';
import { itemIndex, scanFlow } from './scan-flow.ts';

/**
 * An object of JSON, with or without the brackets around it, in which one value is another, or is gone for null. Null where the
 * path leads to no place where a value can stand.
 */
export function editJson(block: string, path: DataPath, value: PlainValue | null): string | null {
  const isBare = /^\s*"/.test(block);
  const text = isBare ? `{${block}}` : block;
  const open = text.indexOf('{');
  const edits = open === -1 ? null : editAt(text, open, path, value);
  if (edits === null) return null;
  const edited = editText(text, edits).text;
  return isBare ? edited.slice(1, -1) : edited;
}

function editAt(text: string, open: number, path: DataPath, value: PlainValue | null): Edit[] | null {
  const flow = scanFlow(text, open, ':');
  const [step, ...rest] = path;
  if (flow === null || step === undefined) return null;
  const index = itemIndex(flow, step);
  const item = flow.items[index];
  if (item === undefined) {
    if (value === null) return [];
    if (typeof step !== 'string') return null;
    const inner = rest.reduceRight((built: unknown, key) => ({ [key]: built }), value);
    return [appendItem(text, flow, `${JSON.stringify(step)}: ${JSON.stringify(inner)}`)];
  }
  if (rest.length > 0) return editAt(text, item.valueStart, rest, value);
  if (value === null) return [removeItem(text, flow, index)];
  const list =
    text[item.valueStart] === '[' && isPlainList(value) ? scanFlow(text, item.valueStart, ':') : null;
  if (list === null || !isPlainList(value))
    return [{ start: item.valueStart, end: item.end, replacement: JSON.stringify(value) }];
  const names = namesOfItems(list.items.map(({ start, end }) => readItem(text.slice(start, end))));
  return listEdits(
    text,
    list,
    names,
    value.map((one) => ({ name: nameOfItem(one), written: JSON.stringify(one) })),
  );
}

function readItem(source: string): SourceData | undefined {
  const { data } = readJson(`[${source}]`, createProblemLog(''));
  return Array.isArray(data) ? data[0] : undefined;
}
