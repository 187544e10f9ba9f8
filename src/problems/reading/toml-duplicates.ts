import type { Position } from '../line-index.ts';
import type { ProblemLog } from '../problem-log.ts';
import { type IsContested, keyRepeated, keyTwice } from './duplicate-key.ts';
import { pathKey } from './located-data.ts';
import { locateTomlKeys, type TomlKey } from './toml-keys.ts';

/** A value that goes on below its line. */
const OPEN = /^(?:"""|'''|\[[^\]]*$|\{[^}]*$)/;

/**
 * A TOML text in which no key stands twice: the lines of all but the last are blank, so that all places stay. Each is told, and is
 * an error where it is contested. Other texts come back as they are.
 */
export function withoutDuplicates(
  text: string,
  log: ProblemLog,
  place: (offset: number) => Position,
  isContested: IsContested,
): string {
  const last = new Map<string, TomlKey>();
  let kept = text;
  for (const key of locateTomlKeys(text)) {
    const { path } = key;
    const earlier = last.get(pathKey(path));
    last.set(pathKey(path), key);
    if (earlier === undefined || earlier.key === key.key || earlier.value === earlier.key) continue;
    const [first, second] = [valueOn(text, earlier), valueOn(text, key)];
    if (OPEN.test(first) || OPEN.test(second)) continue;
    const isSame = first === second;
    const end = earlier.value + first.length;
    kept = kept.slice(0, earlier.key) + ' '.repeat(end - earlier.key) + kept.slice(end);
    const at = place(key.key);
    if (!isSame && isContested(path, [unquoted(first), unquoted(second)])) {
      log.error(keyTwice(String(path.at(-1)), place(earlier.key).line), at);
      continue;
    }
    const line = `${text.slice(key.key, key.value + second.length)}\n`;
    const isWhole = at.column === 1 && `${text}\n`.startsWith(line, key.key);
    const fix = isSame && isWhole ? { old: line, repaired: '' } : undefined;
    log.warn(keyRepeated(String(path.at(-1)), place(earlier.key).line, isSame, fix), at);
  }
  return kept;
}

/** The value on its line, with what stands behind it. */
function valueOn(text: string, { value }: TomlKey): string {
  const end = text.indexOf('\n', value);
  return (end === -1 ? text.slice(value) : text.slice(value, end)).trimEnd();
}

const unquoted = (value: string): string => value.replace(/^(["'])(.*)\1$/, '$2');
