import type { DataPath, LocatedData, Places, SourceMap } from '../../problems/reading/located-data.ts';

/** The same front matter with other data; `origins` has where a top key’s value is written, where that is under another key. */
export function relocate(
  located: LocatedData,
  data: SourceMap,
  origins: ReadonlyMap<string, DataPath>,
): LocatedData {
  const origin = (path: DataPath): DataPath => {
    const [first, ...rest] = path;
    const moved = typeof first === 'string' ? origins.get(first) : undefined;
    return moved === undefined ? path : [...moved, ...rest];
  };
  return {
    data,
    at: (path): Places => located.at(origin(path)),
    has: (path) => located.has(origin(path)),
  };
}
