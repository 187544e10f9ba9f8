import { parse, TomlDate, TomlError, type TomlValue } from 'smol-toml';
import { createLineIndex, type Position } from '../line-index.ts';
import { type DataPath, type LocatedData, PlaceBook, type SourceData } from './located-data.ts';
import type { ProblemLog } from '../problem-log.ts';
import type { IsContested } from './duplicate-key.ts';
import { withoutDuplicates } from './toml-duplicates.ts';
import { locateTomlKeys } from './toml-keys.ts';
import { MAX_DATA_DEPTH, MAX_DATA_NODES } from './walk-yaml.ts';

/**
 * Reads TOML into located data; dates become their written text. Of a key that is given twice the last one counts, which is told,
 * but for those that are contested. Never throws.
 */
export function readToml(
  written: string,
  log: ProblemLog,
  place?: (offset: number) => Position,
  isContested?: IsContested,
): LocatedData {
  const placeOf = place ?? createLineIndex(written);
  const text = isContested === undefined ? written : withoutDuplicates(written, log, placeOf, isContested);
  const book = new PlaceBook();
  const start = placeOf(0);
  book.record([], { key: start, value: start });
  try {
    const values = parse(text, { integersAsBigInt: true, maxDepth: MAX_DATA_DEPTH });
    const written = locateTomlKeys(text);
    for (const { path, key, value } of written) {
      book.record(path, { key: placeOf(key), value: placeOf(value) });
    }
    let visited = 0;
    const toSource = (value: TomlValue, path: DataPath): SourceData => {
      visited += 1;
      if (visited > MAX_DATA_NODES) throw new RangeError('too many values');
      if (value instanceof TomlDate) return value.toISOString().replace(/\.000(?=Z|[+-]|$)/, '');
      if (Array.isArray(value)) return value.map((item, index) => toSource(item, [...path, index]));
      if (typeof value !== 'object') return String(value);
      const map: Record<string, SourceData> = Object.create(null);
      for (const [key, item] of Object.entries(value)) map[key] = toSource(item, [...path, key]);
      return map;
    };
    return book.toLocated(toSource(values, []));
  } catch (error) {
    if (!(error instanceof TomlError) && !(error instanceof RangeError)) throw error;
    log.error(
      {
        code: 'toml-invalid',
        message: `This cannot be read as TOML: ${reasonOf(error)}.`,
        hint: 'Put text in double quotes, and write one key = "value" on each line.',
      },
      error instanceof TomlError ? placeOf(offsetOf(text, error.line, error.column)) : start,
    );
    return book.toLocated(undefined);
  }
}

function reasonOf(error: Error): string {
  const line = error.message.split('\n')[0] ?? '';
  return line.replace(/^Invalid TOML document: /, '').replace(/[.\s]+$/, '');
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const next = text.indexOf('\n', start);
    if (next === -1) break;
    start = next + 1;
  }
  return start + column - 1;
}
