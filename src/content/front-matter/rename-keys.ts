import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
} from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { addressKind } from './address-keys.ts';
import {
  BODY_KEYS,
  compactKey,
  FOREIGN_CURES,
  FOREIGN_KEYS,
  isPictureKey,
  isSwitch,
  SYNONYMS,
} from './key-dialects.ts';

/**
 * Gives every key its name of ours: other systems' names, other spellings; keys of addresses keep theirs. Warns of keys that mean
 * nothing here and of two keys that mean the same, of which the one with our name wins, then the first.
 * Places still lead to what the editor wrote.
 */
export function renameKeys(located: LocatedData, known: readonly string[], log: ProblemLog): LocatedData {
  if (!isSourceMap(located.data)) return located;
  const ours = compactNames(known);
  const written = new Map<string, string>();
  const data: Record<string, SourceData> = Object.create(null);
  const keys = Object.keys(located.data).sort(
    (a, b) => Number(known.includes(b)) - Number(known.includes(a)),
  );
  for (const key of keys) {
    const value: SourceData | undefined = located.data[key];
    const isPicture: boolean = known.includes('image') && isPictureKey(key, value);
    const own: string | null = isSwitch(key, value)
      ? null
      : (nameOf(key, ours, known) ?? addressName(key, known));
    const name = isPicture ? 'image' : own;
    if (name === null) {
      const compact = compactKey(key);
      const isText = BODY_KEYS.includes(compact) && known.includes('title');
      const isAddress = addressKind(compact) !== null && known.includes('order');
      const isForeign = FOREIGN_KEYS.has(compact) || addressKind(compact) !== null;
      const strange = isAddress ? pageAddress(key) : isForeign ? foreignKey(key) : unknownKey(key, known);
      const finding = isText ? textInFrontMatter(key) : strange;
      log.warn(finding, located.at([key]).key);
    } else if (written.has(name)) {
      log.warn(keyTwice(key, written.get(name) ?? name), located.at([key]).key);
    } else if (value !== undefined) {
      written.set(name, key);
      data[name] = value;
    }
  }
  const translate = (path: DataPath): DataPath => {
    const [first, ...rest] = path;
    return typeof first === 'string' ? [written.get(first) ?? spellingOf(located, first), ...rest] : path;
  };
  return { data, at: (path) => located.at(translate(path)), has: (path) => located.has(translate(path)) };
}

/** Keys of addresses keep their names, as several may be given: whoever reads aliases gathers them. */
const addressName = (key: string, known: readonly string[]): string | null =>
  known.includes('aliases') && addressKind(key) !== null ? key : null;

/** Our name for a key of a document with these keys, or null where it has none. */
export const ownNameOf = (key: string, known: readonly string[]): string | null =>
  nameOf(key, compactNames(known), known);

const compactNamesOf = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/** The known keys by their compact spelling. */
function compactNames(known: readonly string[]): ReadonlyMap<string, string> {
  let names = compactNamesOf.get(known);
  if (names === undefined) {
    names = new Map(known.map((key) => [compactKey(key), key]));
    compactNamesOf.set(known, names);
  }
  return names;
}

/** Our name for a key, or null where it has none. */
function nameOf(key: string, ours: ReadonlyMap<string, string>, known: readonly string[]): string | null {
  if (known.includes(key)) return key;
  const compact = compactKey(key);
  const same = ours.get(compact);
  if (same !== undefined) return same;
  const synonym = Object.hasOwn(SYNONYMS, compact) ? SYNONYMS[compact] : undefined;
  return synonym !== undefined && known.includes(synonym) ? synonym : null;
}

/** A key without value is absent from the data, yet has a place, perhaps in another spelling. */
function spellingOf(located: LocatedData, key: string): string {
  const capital = key.charAt(0).toUpperCase() + key.slice(1);
  return located.has([key]) || !located.has([capital]) ? key : capital;
}

function foreignKey(key: string) {
  return {
    code: 'key-foreign',
    message: `${quoteText(key)} has no meaning here; it was ignored.`,
    hint: FOREIGN_CURES[compactKey(key)] ?? 'Remove the line, or leave it: it does no harm.',
    about: key,
  };
}

/** Of a standing page, which alone has an order. */
const pageAddress = (key: string) => ({
  code: 'key-foreign',
  message: `${quoteText(key)} was ignored: a page has no address but that of its "slug", or else of its file's name.`,
  hint: 'Remove the line; where the page has to have that address, write it as "slug: …".',
});

function unknownKey(key: string, known: readonly string[]) {
  const names = [...known, ...Object.keys(SYNONYMS)].filter((name) => !name.includes('.'));
  return {
    code: 'key-unknown',
    message: `${quoteText(key)} is not a known key; it was ignored.`,
    hint: `${didYouMean(key, names)}Correct or remove it.`,
    about: key,
  };
}

function keyTwice(key: string, winner: string) {
  return {
    code: 'key-synonym',
    message: `${quoteText(key)} means the same as ${quoteText(winner)}, which is given as well; it was ignored.`,
    hint: `Remove one of the two.`,
    about: key,
  };
}

/** What is told of a key that holds the text of an article in another system. */
export const IN_FRONT_MATTER = 'text-in-front-matter';

const textInFrontMatter = (key: string) => ({
  code: IN_FRONT_MATTER,
  message: `${quoteText(key)} is not shown: the text of an article stands below its front matter.`,
  hint: 'Move it below the line that ends the front matter.',
  about: key,
});
