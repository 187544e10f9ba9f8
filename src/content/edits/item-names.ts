import { isSourceMap, type SourceData } from '../../problems/reading/located-data.ts';
import type { FieldMap, PlainMap } from './field-value.ts';

/** Keys by which a map in a list is known where a form shows its name alone. */
const NAME_KEYS = ['name', 'title', 'label', 'display_name', 'displayName'];

/** What entries of a list mean, so that the same entry is found again; one without a name is itself alone. */
export const namesOfItems = (items: readonly (SourceData | undefined)[]): string[] =>
  items.map((item, index) => (item === undefined ? `\u0000${index}` : nameOfSource(item)));

function nameOfSource(item: SourceData): string {
  if (typeof item === 'string') return item.trim();
  if (!isSourceMap(item)) return JSON.stringify(item);
  const name = NAME_KEYS.map((key) => item[key]).find((one) => typeof one === 'string');
  return typeof name === 'string' ? name.trim() : JSON.stringify(sorted(item));
}

export function nameOfItem(item: string | PlainMap | FieldMap): string {
  if (typeof item === 'string') return item.trim();
  const texts = Object.fromEntries(Object.entries(item).map(([key, value]) => [key, String(value)]));
  return nameOfSource(texts);
}

const sorted = (map: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(map)
      .map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
