import { type DataPath, isSourceMap, type SourceData } from '../../problems/reading/located-data.ts';
import { compactKey, SYNONYMS } from './key-dialects.ts';
import { limitKey, limitOf, NESTED_LIMITS } from './limit-keys.ts';
import { readLimit } from './read-limit.ts';

/** Keys without which there is no story: what it is called, and when it is of. */
const REQUIRED: ReadonlySet<string> = new Set(['title', 'date']);

/**
 * Whether no guess may be made of a key with these values: it is the title or the date, or limits who may see the story or when, or is
 * a map of other systems with such a limit in it. Keys that mean a limit at times only do so where a value says so; without
 * values, where they may.
 */
export function isContested(path: DataPath, values: readonly SourceData[]): boolean {
  const [first] = path;
  if (path.length === 1 && REQUIRED.has(ownName(String(first)))) return true;
  const isLimit = path.some((step) => {
    const meaning = typeof step === 'string' ? limitOf(step) : null;
    if (meaning === null || meaning.isStrict) return meaning !== null;
    return values.length === 0 || values.some((value) => readLimit(meaning, value, 'UTC').kind === 'hidden');
  });
  return isLimit || (NESTED_LIMITS.has(limitKey(String(first))) && values.some(holdsLimit));
}

/** Whether a value has a key in it, however deep, that limits by its value. */
function holdsLimit(value: SourceData): boolean {
  if (typeof value === 'string') return false;
  if (!isSourceMap(value)) return value.some(holdsLimit);
  return Object.entries(value).some(([key, inner]) => {
    const meaning = limitOf(key);
    const kind = meaning === null ? 'no-limit' : readLimit(meaning, inner, 'UTC').kind;
    return (kind !== 'no-limit' && kind !== 'nothing') || holdsLimit(inner);
  });
}

function ownName(key: string): string {
  const compact = compactKey(key);
  return Object.hasOwn(SYNONYMS, compact) ? (SYNONYMS[compact] ?? compact) : compact;
}
