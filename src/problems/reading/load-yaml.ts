import { defineScalarTag, FAILSAFE_SCHEMA, load, NOT_RESOLVED } from 'js-yaml';
import { findSymbolValues } from './heal-yaml.ts';
import { type DataPath, type LocatedData, pathKey, type SourceData, valueAt } from './located-data.ts';
import { MAX_DATA_DEPTH, MAX_DATA_NODES } from './walk-yaml.ts';

/** Words that stand for nothing, unless they are in quotes. */
const nullTag = defineScalarTag('tag:yaml.org,2002:null', {
  implicit: true,
  implicitFirstChars: ['', '~', 'n', 'N'],
  resolve: (source) => (/^(?:|~|null|Null|NULL)$/.test(source) ? null : NOT_RESOLVED),
  identify: () => false,
});

const OPTIONS = { schema: FAILSAFE_SCHEMA.withTags(nullTag), maxDepth: MAX_DATA_DEPTH, maxAliases: 0 };

/** Longest text: where a place is asked for, the other parser reads it again, under no deadline. */
const MAX_LENGTH = 16 * 1024;

/**
 * What may be told of a text that js-yaml reads without a word: tabs, control characters, anchors, tags, and what follows
 * a comment's mark. It may be a part of a value as well.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
const TELLING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff]|(?:^|[\s[{,:-])[#&!%]|^ *(?:---|\.\.\.)/m;

/**
 * Reads YAML that has nothing to be told of with js-yaml, which knows no places: these are found by `locate`, the slower
 * parser, when the first one is asked for. Null for any other text, sound or not. `textKeys` are as for readYaml.
 */
export function loadYaml(
  text: string,
  textKeys: ReadonlySet<string>,
  locate: () => LocatedData,
): LocatedData | null {
  if (text.length > MAX_LENGTH || TELLING.test(text) || findSymbolValues(text, textKeys).length > 0)
    return null;
  const empty = new Set<string>();
  let visited = 0;
  /** A list's null is left out, and what follows it takes its number. */
  const toSource = (value: unknown, path: DataPath): SourceData => {
    if (++visited > MAX_DATA_NODES) throw new RangeError('too many values');
    if (typeof value !== 'object' || value === null) return value as string;
    const isList = Array.isArray(value);
    const data: Record<string | number, SourceData> & SourceData[] = isList ? [] : Object.create(null);
    for (const [key, inner] of Object.entries(value)) {
      // Any key that stands for nothing has this name.
      if (key === 'null') throw new TypeError('a key that may be none');
      const step = isList ? data.length : key;
      if (inner === null) empty.add(pathKey([...path, step]));
      else data[step] = toSource(inner, [...path, step]);
    }
    return data;
  };
  try {
    const data = toSource(load(text, OPTIONS), []);
    if (typeof data !== 'object' || data === null) return null;
    let located: LocatedData | null = null;
    const places = (): LocatedData => (located ??= locate());
    return {
      data,
      at: (path) => places().at(path),
      has: (path) => valueAt(data, path) !== undefined || empty.has(pathKey(path)),
    };
  } catch {
    // What is wrong, and where, is for the other parser to say.
    return null;
  }
}
