import { createProblemLog } from '../../problems/problem-log.ts';
import { type DataPath, isSourceMap, type SourceData, valueAt } from '../../problems/reading/located-data.ts';
import { splitNames } from '../document/split-names.ts';
import { readFrontMatter } from '../front-matter/read-front-matter.ts';
import type { PlainMap, PlainValue } from './field-value.ts';
import { nameOfItem, namesOfItems } from './item-names.ts';
import type { ResolvedHeader } from './resolve-header.ts';

export interface Edited {
  readonly before: ResolvedHeader;
  readonly text: string;
  readonly after: string;
  readonly path: DataPath;
  readonly value: PlainValue | PlainMap | null;
}

/** Whether an edited text reads as it was asked to, and everything else in it as before. */
export function checkEdit({ before, text, after, path, value }: Edited): boolean {
  const log = createProblemLog('');
  const front = readFrontMatter(after, log);
  if (front === null || (log.hasErrors && !before.hasErrors)) return false;
  const body = text.slice(before.front.bodyStart);
  const bodyAfter = after.slice(front.bodyStart);
  if (bodyAfter !== body && bodyAfter.replace(/^\n/, '') !== body) return false;
  const others = JSON.stringify(without(before.front.located.data, path));
  const othersAfter = JSON.stringify(without(front.located.data, path));
  return others === othersAfter && isAsAsked(valueAt(front.located.data, path), value);
}

/** The data without what stands at a path, and without what would be empty then. */
function without(data: SourceData | undefined, [step, ...rest]: DataPath): SourceData | undefined {
  if (data === undefined || typeof data === 'string' || step === undefined) return undefined;
  const inner = (data as Readonly<Record<string | number, SourceData>>)[step];
  const left = rest.length === 0 ? undefined : without(inner, rest);
  if (!isSourceMap(data)) return data.map((one, index) => (index === step ? (left ?? '') : one));
  const entries = Object.entries(data).flatMap(([key, one]): [string, SourceData][] =>
    key !== String(step) ? [[key, one]] : left === undefined ? [] : [[key, left]],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function isAsAsked(read: SourceData | undefined, asked: PlainValue | PlainMap | null): boolean {
  if (asked === null) return read === undefined || read === '';
  if (typeof asked === 'object' && Array.isArray(asked)) return isSameList(read, asked);
  if (typeof asked === 'object')
    return isSourceMap(read) && Object.entries(asked).every(([key, one]) => read[key] === String(one));
  if (typeof read !== 'string') return read === undefined && asked === '';
  const text = String(asked);
  return (
    read === text ||
    read.trim() === text.trim() ||
    (isTimeText(text) && read.replace('T', ' ') === text.replace('T', ' '))
  );
}

const isTimeText = (text: string): boolean => /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text);

function isSameList(read: SourceData | undefined, asked: readonly (string | PlainMap)[]): boolean {
  const wanted = asked.map(nameOfItem);
  const names =
    typeof read === 'string'
      ? splitNames(read, false)
      : Array.isArray(read)
        ? namesOfItems(read as readonly SourceData[])
        : [];
  return names.length === wanted.length && names.every((name, index) => name === wanted[index]);
}
