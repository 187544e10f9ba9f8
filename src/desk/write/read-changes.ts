import { fieldName, type FormField, formerName } from './form-fields.ts';

/** What is to become of keys: null removes one. */
export type FieldChanges = Readonly<Record<string, string | readonly string[] | null>>;

/** The names of a list as a form shows them, and as they are read again. */
const showList = (names: readonly string[]): string => names.join(', ');
const readList = (text: string): string[] =>
  text
    .split(/[,\n،、]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What a form shows of a value; null for one that it cannot show, which is left to the source. */
export function showValue(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === undefined || value === null) return '';
  if (!Array.isArray(value)) return null;
  const names = value.every((one) => typeof one === 'string' && readList(one).length === 1);
  return names ? showList(value as string[]) : null;
}

/**
 * The fields that somebody touched: those whose text is another than when the page was made. A field that the form does not have
 * changes nothing, and an emptied one removes its key.
 */
export function readChanges(
  fields: readonly FormField[],
  sent: Readonly<Record<string, string | undefined>>,
): FieldChanges {
  const changes: Record<string, string | readonly string[] | null> = {};
  for (const { key, kind } of fields) {
    const typed = sent[fieldName(key)];
    const before = sent[formerName(key)];
    if (typed === undefined || before === undefined || oneLine(typed) === oneLine(before)) continue;
    const text = oneLine(typed);
    changes[key] = text === '' ? null : kind === 'list' ? readList(text) : text;
  }
  return changes;
}

/** Front matter has values of one line; a form may break them. */
const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
