import { FILE_START, type Position } from '../line-index.ts';

/**
 * Data as an editor wrote it: every leaf is its source text, so that `010`, `12:30` and `2016-01-02`
 * mean what they look like. Empty and null values are absent.
 */
export type SourceData = string | readonly SourceData[] | SourceMap;
export interface SourceMap {
  readonly [key: string]: SourceData;
}

export type DataPath = readonly (string | number)[];

export interface Places {
  readonly key: Position;
  readonly value: Position;
}

/** Data whose every part knows its place in the file. */
export interface LocatedData {
  /** Undefined where the text holds nothing. */
  readonly data: SourceData | undefined;
  /** Where a key and its value stand; a path that does not exist leads to its nearest ancestor. */
  readonly at: (path: DataPath) => Places;
  /** Whether the editor wrote this key, even with an empty value. */
  readonly has: (path: DataPath) => boolean;
}

export function isSourceMap(data: SourceData | undefined): data is SourceMap {
  return typeof data === 'object' && !Array.isArray(data);
}

/** The part of data at a path. */
export function valueAt(data: SourceData | undefined, path: DataPath): SourceData | undefined {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object') return undefined;
    value = (value as Readonly<Record<string | number, SourceData>>)[step];
  }
  return value;
}

/** A path as one text. */
export const pathKey = (path: DataPath): string =>
  path.map((step) => `${typeof step}:${step}`).join('\u0000');

/** Records places while data is read. */
export class PlaceBook {
  readonly #places = new Map<string, Places>();

  record(path: DataPath, places: Places): void {
    this.#places.set(pathKey(path), places);
  }

  /** Closes the book over the data that was read. */
  toLocated(data: SourceData | undefined): LocatedData {
    const places = this.#places;
    const start: Places = { key: FILE_START, value: FILE_START };
    return {
      data,
      has: (path) => places.has(pathKey(path)),
      at: (path) => {
        for (let length = path.length; length >= 0; length -= 1) {
          const found = places.get(pathKey(path.slice(0, length)));
          if (found !== undefined)
            return length === path.length ? found : { key: found.value, value: found.value };
        }
        return start;
      },
    };
  }
}
