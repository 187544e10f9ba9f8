import type { DataPath } from './located-data.ts';

/** A key of a TOML text and the offsets at which it and its value begin. */
export interface TomlKey {
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
export function locateTomlKeys(text: string): TomlKey[] {
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
