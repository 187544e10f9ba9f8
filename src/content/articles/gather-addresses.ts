import type { Site } from '../../config/site.ts';
import { toOldAddress } from '../../domain/addresses/old-address.ts';
import { createLineIndex, type Position } from '../../problems/line-index.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  PlaceBook,
  type SourceData,
  valueAt,
} from '../../problems/reading/located-data.ts';
import { type AddressKind, addressKind } from '../front-matter/address-keys.ts';
import { findingOfAddress, noAddress } from './address-findings.ts';
import { ownHosts } from '../../domain/hosts/own-hosts.ts';
import { readAddress } from './read-address.ts';

/** What the front matter says of former addresses. */
export interface GatheredAddresses {
  /** With every address under `aliases`, in the form in which it is looked up, and without the other keys. */
  readonly located: LocatedData;
  /** Those addresses as they are written, in the same order. */
  readonly texts: readonly string[];
  /** The same front matter before. */
  readonly written: LocatedData;
  /** Addresses with placeholders, which are filled when all else is known. */
  readonly patterns: readonly WrittenPattern[];
  /** Addresses that a text may mean besides: Hugo's aliases without a slash begin at the folder of the file. */
  readonly besides: readonly string[];
}

export interface WrittenPattern {
  readonly key: string;
  readonly pattern: string;
  readonly at: Position;
}

const NO_DATA: LocatedData = new PlaceBook().toLocated(undefined);

/** Of a file without front matter. */
export const NOTHING_GATHERED: GatheredAddresses = {
  located: NO_DATA,
  texts: [],
  written: NO_DATA,
  patterns: [],
  besides: [],
};

/** An article has at most so many aliases; what lists more is no list of addresses. */
const MOST = 500;

/**
 * Gathers what an article's keys of several systems say of where it stood (`aliases`, `redirect_from`, `permalink`,
 * `url`, `guid`; a `slug` with slashes) into `aliases`. What is no address of this site is left out alone and told as a
 * warning. Places still lead to what the editor wrote.
 */
export function gatherAddresses(
  located: LocatedData,
  { site, file }: { readonly site: Site; readonly file: string },
  log: ProblemLog,
): GatheredAddresses {
  const { data } = located;
  const untouched = { located, texts: [], written: located, patterns: [], besides: [] };
  if (!isSourceMap(data)) return untouched;
  const keys = Object.keys(data).flatMap((key) => {
    const kind = addressKind(key);
    return kind === null ? [] : [{ key, kind }];
  });
  const deepSlug = typeof data['slug'] === 'string' && data['slug'].includes('/') ? data['slug'] : null;
  if (keys.length === 0 && deepSlug === null) return untouched;
  keys.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

  const rest: Record<string, SourceData> = Object.assign(Object.create(null), data);
  const found = new Map<string, DataPath>();
  const patterns: WrittenPattern[] = [];
  const besides: string[] = [];
  const isOwnHost = ownHosts(site);
  const read = (text: string, { key, kind }: { key: string; kind: AddressKind }, path: DataPath): void => {
    const address = readAddress(text, kind, isOwnHost);
    if (address.kind === 'pattern') {
      patterns.push({ key, pattern: address.pattern, at: located.at(path).value });
    } else if (address.kind === 'address' && found.size < MOST && !found.has(address.address)) {
      found.set(address.address, path);
      if (address.mended !== null) besides.push(...relativeTo(file, text));
    }
    const finding = findingOfAddress(address, text, key);
    if (finding !== null) log.warn(finding, located.at(path).value);
  };
  for (const named of keys) {
    delete rest[named.key];
    for (const { text, path } of textsOf(data[named.key], [named.key])) {
      if (text !== null) read(text, named, path);
      else log.warn(noAddress(named.key), located.at(path).value);
    }
  }
  if (deepSlug !== null) {
    const slug = deepSlug.split('/').findLast((segment) => segment.trim() !== '');
    if (slug === undefined) delete rest['slug'];
    else rest['slug'] = slug;
    const address = readAddress(deepSlug, 'guid', isOwnHost);
    const whole = address.kind === 'nothing' ? readAddress(`/${deepSlug}`, 'guid', isOwnHost) : address;
    if (whole.kind === 'address' && !found.has(whole.address)) found.set(whole.address, ['slug']);
  }
  const paths = [...found.values()];
  if (paths.length > 0) rest['aliases'] = [...found.keys()];
  const origin = (path: DataPath): DataPath => {
    const [first, index] = path;
    if (first !== 'aliases') return path;
    return (typeof index === 'number' ? paths[index] : undefined) ?? [keys[0]?.key ?? 'slug'];
  };
  return {
    located: {
      data: rest,
      at: (path) => located.at(origin(path)),
      has: (path) => located.has(origin(path)),
    },
    texts: paths.map((path) => String(valueAt(data, path) ?? '')),
    written: located,
    patterns,
    besides,
  };
}

/** Keys that say it outright come first. */
const ORDER: readonly AddressKind[] = ['other', 'own', 'link', 'guid'];

/** Every text below a value with its place; null stands for what is none. Grav has a map of routes. */
function textsOf(value: SourceData | undefined, path: DataPath): { text: string | null; path: DataPath }[] {
  if (value === undefined) return [];
  if (typeof value === 'string') {
    // One text may list several paths.
    const parts = value.split(/\s*,\s*(?=\/)/);
    const isList = parts.length > 1 && parts.every((part) => part.startsWith('/'));
    return (isList ? parts : [value]).flatMap((text) => (text.trim() === '' ? [] : [{ text, path }]));
  }
  if (path.length > 3) return [{ text: null, path }];
  if (!isSourceMap(value)) return value.flatMap((one, index) => textsOf(one, [...path, index]));
  const keys = Object.keys(value).filter((key) => MAP_KEYS.has(key.toLowerCase()));
  if (keys.length === 0) return [{ text: null, path }];
  return keys.flatMap((key) => textsOf(value[key], [...path, key]));
}

const MAP_KEYS: ReadonlySet<string> = new Set([
  'aliases',
  'default',
  'canonical',
  'path',
  'url',
  'from',
  'permalink',
]);

/** `old-name` in `articles/posts/x.md` as Hugo reads it: `/posts/old-name`. */
function relativeTo(file: string, text: string): string[] {
  const folder = file.split('/').slice(1, -1).map(encodeURIComponent).join('/');
  const base = `https://site.invalid/${folder === '' ? '' : `${folder}/`}`;
  const address = URL.canParse(text.trim(), base) ? toOldAddress(new URL(text.trim(), base).pathname) : null;
  return address === null ? [] : [address];
}

/**
 * Where each of the gathered aliases is written. A front matter is searched for its text first: what knows every place
 * of it takes long.
 */
export function placeAliases(
  { located: { data, at }, texts }: GatheredAddresses,
  frontMatter: string,
): ReadonlyMap<string, Position> {
  const aliases = isSourceMap(data) ? data['aliases'] : undefined;
  if (!Array.isArray(aliases)) return NO_PLACES;
  const placeOf = createLineIndex(frontMatter);
  return new Map(
    aliases.map((alias, index) => {
      const found = findAlone(frontMatter, texts[index] ?? '');
      return [String(alias), found === null ? at(['aliases', index]).value : placeOf(found)];
    }),
  );
}

/** Where a text stands as a value of its own, quotes included; null where it is at no such place, or at several. */
function findAlone(frontMatter: string, text: string): number | null {
  if (text === '') return null;
  let found: number | null = null;
  for (let at = frontMatter.indexOf(text); at !== -1; at = frontMatter.indexOf(text, at + 1)) {
    const isAlone =
      /[\s"'[,]/.test(frontMatter[at - 1] ?? '') && /[\s"'\],]/.test(frontMatter[at + text.length] ?? '');
    if (!isAlone) continue;
    if (found !== null) return null;
    found = /["']/.test(frontMatter[at - 1] ?? '') ? at - 1 : at;
  }
  return found;
}

const NO_PLACES: ReadonlyMap<string, Position> = new Map();
