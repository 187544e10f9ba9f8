import { isSourceMap, type LocatedData, type SourceData } from '../../problems/reading/located-data.ts';

/**
 * Takes empty texts (`section: ""`, as templates of other systems write them) for absent values, and
 * with them the maps and lists that hold nothing else.
 */
export function dropEmptyValues(located: LocatedData): LocatedData {
  if (!isSourceMap(located.data)) return located;
  const data: Record<string, SourceData> = Object.create(null);
  for (const [key, value] of Object.entries(located.data)) {
    const kept = withoutEmpty(value);
    if (kept !== undefined) data[key] = kept;
  }
  return { ...located, data };
}

/** Lists keep their empty entries beside others, so that every entry keeps its place. */
function withoutEmpty(value: SourceData): SourceData | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (!isSourceMap(value)) {
    const entries = value.map(withoutEmpty);
    if (entries.every((entry) => entry === undefined)) return undefined;
    return entries.map((entry, index) => entry ?? value[index] ?? '');
  }
  const map: Record<string, SourceData> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) {
    const kept = withoutEmpty(inner);
    if (kept !== undefined) map[key] = kept;
  }
  return Object.keys(map).length === 0 ? undefined : map;
}
