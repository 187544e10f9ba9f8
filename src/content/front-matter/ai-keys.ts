import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
} from '../../problems/reading/located-data.ts';
import { compactKey } from './key-dialects.ts';
import { relocate } from './relocate.ts';

type Uses = Readonly<Record<string, 'yes' | 'no'>>;

const YES = /^\s*(?:true|yes|on|1|allow|allowed)\s*$/i;
const NO = /^\s*(?:false|no|off|0|disallow|disallowed|none)\s*$/i;
/** Other systems' keys for one use, in compact spelling. */
const KEYS_OF_USES: Readonly<Record<string, 'train' | 'input'>> = {
  aitrain: 'train',
  aitraining: 'train',
  trainai: 'train',
  allowaitraining: 'train',
  datatrainingallowed: 'train',
  aiinput: 'input',
};
/** Keys that hold what a header or a line of robots.txt says. */
const SIGNALS: ReadonlySet<string> = new Set(['contentsignal', 'contentsignals', 'contentusage']);
const SIGNAL = /(?<![\w-])(ai-train|train-ai|ai-input|search)\s*=\s*(yes|no|y|n)(?![\w-])/gi;
const NAMES: Readonly<Record<string, string>> = {
  'ai-train': 'train',
  'train-ai': 'train',
  'ai-input': 'input',
  search: 'search',
};
/** Robots meta tags of some systems; `noimageai` is about pictures alone. */
const ROBOTS: ReadonlySet<string> = new Set(['robots', 'robotsmeta', 'metarobots', 'xrobotstag']);
const NO_AI = /(?<![a-z])noai(?![a-z])/i;

/**
 * Gives a front matter without `ai` the one that other systems' keys tell: `noai: true`, `ai_training: false`,
 * `content_signal: ai-train=no`, `robots: noai`. `written` is the front matter before its limits were taken out, robots among
 * them. A value that cannot be read leaves its key where it is. Documents that know no `ai` stay as they are.
 */
export function gatherAi(located: LocatedData, written: LocatedData, known: readonly string[]): LocatedData {
  const { data } = located;
  if (!known.includes('ai') || !isSourceMap(data) || data['ai'] !== undefined) return located;
  const uses: Record<string, 'yes' | 'no'> = {};
  const read = new Set<string>();
  const take = (key: string, value: SourceData | undefined): void => {
    const found = value === undefined ? null : usesIn(compactKey(key), value);
    if (found === null) return;
    for (const [use, answer] of Object.entries(found)) uses[use] ??= answer;
    read.add(key);
  };
  for (const [key, value] of Object.entries(data)) take(key, value);
  const before = isSourceMap(written.data) ? written.data : {};
  for (const [key, value] of Object.entries(before)) if (ROBOTS.has(compactKey(key))) take(key, value);
  const [first] = read;
  if (first === undefined) return located;
  const rest = Object.entries(data).filter(([key]) => !read.has(key));
  const origins = new Map<string, DataPath>([['ai', [first]]]);
  return relocate(
    located,
    Object.assign(Object.create(null), Object.fromEntries(rest), { ai: uses }),
    origins,
  );
}

/** What a key says of uses; null where it is no such key, or cannot be read. */
function usesIn(key: string, value: SourceData): Uses | null {
  if (ROBOTS.has(key)) return leavesOf(value).some((leaf) => NO_AI.test(leaf)) ? { train: 'no' } : null;
  if (typeof value !== 'string') return null;
  if (key === 'noai') return YES.test(value) ? { train: 'no' } : NO.test(value) ? {} : null;
  if (SIGNALS.has(key)) {
    const said = [...value.matchAll(SIGNAL)].map(([, name = '', answer = '']) => [
      NAMES[name.toLowerCase()] ?? '',
      /^y/i.test(answer) ? 'yes' : 'no',
    ]);
    return said.length === 0 ? null : (Object.fromEntries(said) as Uses);
  }
  const use = Object.hasOwn(KEYS_OF_USES, key) ? KEYS_OF_USES[key] : undefined;
  if (use === undefined) return null;
  if (YES.test(value)) return { [use]: 'yes' };
  return NO.test(value) ? { [use]: 'no' } : null;
}

/** The texts of a value: itself, those of a list, or the keys that a map answers with yes. */
function leavesOf(value: SourceData): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && YES.test(inner) ? [key] : [],
  );
}
