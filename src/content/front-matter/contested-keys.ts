import type { DataPath, SourceData } from '../../problems/reading/located-data.ts';
import { compactKey, SYNONYMS } from './key-dialects.ts';
import { limitOf } from './limit-keys.ts';
import { readLimit } from './read-limit.ts';

/** Keys without which there is no story: what it is called, and when it is of. */
const REQUIRED: ReadonlySet<string> = new Set(['title', 'date']);

/**
 * Whether no guess may be made of a key with these values: it is the title or the date, or limits who may see the story or when. Keys
 * that mean a limit at times only do so where a value says so; without values, where they may.
 */
export function isContested(path: DataPath, values: readonly SourceData[]): boolean {
  const [first] = path;
  if (path.length === 1 && REQUIRED.has(ownName(String(first)))) return true;
  return path.some((step) => {
    const meaning = typeof step === 'string' ? limitOf(step) : null;
    if (meaning === null || meaning.isStrict) return meaning !== null;
    return values.length === 0 || values.some((value) => readLimit(meaning, value, 'UTC').kind === 'hidden');
  });
}

function ownName(key: string): string {
  const compact = compactKey(key);
  return Object.hasOwn(SYNONYMS, compact) ? (SYNONYMS[compact] ?? compact) : compact;
}
