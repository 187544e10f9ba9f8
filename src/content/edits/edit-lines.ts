import type { DataPath } from '../../problems/reading/located-data.ts';
import { readFieldLine } from '../front-matter/field-lines.ts';
import { isPlainList, type PlainValue } from './field-value.ts';

/** What the lines of Kirby part fields by. */
const RULE = /^-{4,}[ \t]*$/m;

/**
 * A header of `Key: value` lines in which one value is another, or is gone for null. Lists are names with commas between. Null
 * where the path leads inside a value: such headers have none.
 */
export function editHeaderLines(block: string, path: DataPath, value: PlainValue | null): string | null {
  const [key] = path;
  if (path.length !== 1 || typeof key !== 'string') return null;
  const written = value === null ? null : writeValue(value);
  if (written === undefined) return null;
  const lines = block.split('\n');
  const at = lines.findIndex((line) => readFieldLine(line)?.key.toLowerCase() === key.toLowerCase());
  if (at === -1) return written === null ? block : addLine(block, lines, key, written);
  let end = at + 1;
  while (end < lines.length && /^(?:[ \t]+\S|[-*] +\S)/.test(lines[end] ?? '')) end += 1;
  const line = lines[at] ?? '';
  const field = readFieldLine(line);
  const head = field === null || field.value === '' ? `${line.trimEnd()} ` : line.slice(0, field.valueAt);
  return [...lines.slice(0, at), ...(written === null ? [] : [head + written]), ...lines.slice(end)].join(
    '\n',
  );
}

/** Undefined for a value that a line cannot hold. */
function writeValue(value: PlainValue): string | undefined {
  if (typeof value !== 'object') return String(value).includes('\n') ? undefined : String(value);
  if (!isPlainList(value)) return undefined;
  const isOfNames = value.every((item) => typeof item === 'string' && !/[,;\n]/.test(item));
  return isOfNames ? value.join(', ') : undefined;
}

function addLine(block: string, lines: readonly string[], key: string, written: string): string {
  const first = lines.find((line) => readFieldLine(line) !== null) ?? '';
  const lead = /^(?:\.\. |:)/.exec(first)?.[0] ?? '';
  const line = `${lead}${key}: ${written}`;
  if (RULE.test(block)) return `${line}\n\n----\n\n${block}`;
  const end = block.trimEnd().length;
  return `${block.slice(0, end)}\n${line}${block.slice(end)}`;
}
