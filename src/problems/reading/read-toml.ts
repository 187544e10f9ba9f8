import { parse, TomlDate, TomlError, type TomlValue } from 'smol-toml';
import { createLineIndex, type Position } from '../line-index.ts';
import { type DataPath, type LocatedData, PlaceBook, type SourceData } from './located-data.ts';
import type { ProblemLog } from '../problem-log.ts';
import { MAX_DATA_DEPTH, MAX_DATA_NODES } from './walk-yaml.ts';

/** Reads TOML into located data; dates become their written text. Never throws. */
export function readToml(text: string, log: ProblemLog, place?: (offset: number) => Position): LocatedData {
  const placeOf = place ?? createLineIndex(text);
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

/** A key of a TOML text and the offsets at which it and its value begin. */
interface TomlKey {
  readonly path: DataPath;
  readonly key: number;
  readonly value: number;
}

const HEADER = /^(?<indent>\s*)\[(?<isList>\[?)(?<name>[^\]]+)\]/;
const ASSIGNMENT = /^(?<indent>\s*)(?<name>[\w-]+|"[^"]*"|'[^']*')(?<equals>\s*=\s*)/;

/**
 * Finds where the keys of a TOML text stand, line by line, headers (`[image]`, `[[corrections]]`)
 * included. It places problems and never decides values: a key it misses is placed at its parent.
 */
function locateTomlKeys(text: string): TomlKey[] {
  const found: TomlKey[] = [];
  const listLengths = new Map<string, number>();
  let parent: DataPath = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const header = HEADER.exec(line)?.groups;
    const assignment = ASSIGNMENT.exec(line)?.groups;
    if (header !== undefined) {
      const steps = (header['name'] ?? '').split('.').map(unquote);
      const at = offset + (header['indent'] ?? '').length;
      parent = steps;
      if (header['isList'] !== '') {
        const index = listLengths.get(steps.join('.')) ?? 0;
        listLengths.set(steps.join('.'), index + 1);
        if (index === 0) found.push({ path: steps, key: at, value: at });
        parent = [...steps, index];
      }
      found.push({ path: parent, key: at, value: at });
    } else if (assignment !== undefined) {
      const key = offset + (assignment['indent'] ?? '').length;
      const name = assignment['name'] ?? '';
      const value = key + name.length + (assignment['equals'] ?? '').length;
      found.push({ path: [...parent, unquote(name)], key, value });
    }
    offset += line.length + 1;
  }
  return found;
}

const unquote = (name: string): string => name.trim().replace(/^(["'])(.*)\1$/, '$2');
