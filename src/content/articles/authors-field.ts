import { z } from 'zod';
import { toSlug } from '../../domain/slug.ts';
import { type SourceData, type SourceMap, isSourceMap } from '../../problems/reading/located-data.ts';
import { decodeEntities } from '../document/plain-headline.ts';
import { MAX_NAME, toPage } from './article-fields.ts';
import { isDescription, isLongByline, shortenByline, splitByline } from '../document/split-byline.ts';

/**
 * What databases call authors by: a number (WordPress), 24 hexadecimal digits (MongoDB, Ghost), a UUID with or without its
 * hyphens, and a number behind the word for what it counts (`wp:12`, `user_7`). A name in letters is never one, nor is a
 * short word of few letters that a newsroom may sign with.
 */
const ID =
  /^(?:\d+|[\da-f]{24}|[\da-f]{32}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|[a-z]{2,10}:\d+|(?:author|user|usr|uid|id|wp)[_#-]?\d+)$/i;

/** Whether a byline is the id of a record and no name that readers could know anybody by. */
export const isIdNotName = (name: string): boolean => name.length <= 36 && /\d/.test(name) && ID.test(name);

/** One author as a file names it. */
export interface WrittenAuthor {
  readonly name: string;
  readonly slug: string;
  /** Slugs of the ids that stand beside the name, the surest first. */
  readonly ids: readonly string[];
  /** Whether the name is an id, which readers are not shown. */
  readonly isId: boolean;
  /** Place in the list; null where one text or map names all. */
  readonly index: number | null;
}

/** What of a value could not be used, and where in the list it stands. */
export interface AuthorFault {
  readonly kind: 'no-page' | 'no-name' | 'details' | 'too-long';
  readonly index: number | null;
  /** The name that cannot be a page, or is too long for one; of details, whose they are. */
  readonly name: string;
  /** Of a name that is too long: what it was read as. */
  readonly readAs?: readonly string[];
  /** Keys that tell of the author what the author's own file tells. */
  readonly keys: readonly string[];
}

export interface WrittenAuthors {
  readonly authors: readonly WrittenAuthor[];
  readonly faults: readonly AuthorFault[];
}

/**
 * Who wrote an article: a text with commas, or with semicolons where it has any; a map as other systems write authors; or
 * a list of these. It refuses nothing: what names nobody is a fault.
 */
export const authorsField = () =>
  z.unknown().transform((data): WrittenAuthors => readAuthors(data as SourceData));

interface Gathering {
  readonly authors: Map<string, WrittenAuthor>;
  readonly faults: AuthorFault[];
}

function readAuthors(data: SourceData): WrittenAuthors {
  const into: Gathering = { authors: new Map(), faults: [] };
  if (isList(data)) for (const [index, one] of data.entries()) take(one, index, into);
  else if (isSourceMap(data)) takeMap(data, null, into);
  else takeText(data, into);
  return { authors: [...into.authors.values()], faults: into.faults };
}

function takeText(text: string, into: Gathering): void {
  const parts = splitByline(text);
  const names = parts.filter((part, index) => index === 0 || !isDescription(part));
  const before = into.authors.size;
  for (const name of names) takeName(name, [], null, into);
  if (names.length === parts.length) return;
  const readAs = [...into.authors.values()].slice(before).map(({ name }) => name);
  into.faults.push({ kind: 'too-long', index: null, name: text, keys: [], readAs });
}

const isList = (data: SourceData): data is readonly SourceData[] => Array.isArray(data);

function take(data: SourceData, index: number, into: Gathering): void {
  if (isList(data)) for (const one of data) take(one, index, into);
  else if (isSourceMap(data)) takeMap(data, index, into);
  else takeName(data, [], index, into);
}

/** Keys of author maps, in lower case without `_` and `-`. A title is a name only where nothing else is. */
const NAME_KEYS = ['name', 'displayname', 'fullname', 'author', 'title', 'label'];
const FIRST_KEYS = ['firstname', 'first', 'givenname', 'given'];
const LAST_KEYS = ['lastname', 'last', 'familyname', 'family', 'surname'];
const ID_KEYS = ['id', 'slug', 'username', 'handle', 'key'];

function takeMap(map: SourceMap, index: number | null, into: Gathering): void {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(map)) {
    if (typeof value === 'string') texts.set(key.toLowerCase().replace(/[_-]/g, ''), value);
  }
  const first = (keys: readonly string[]): string | undefined =>
    keys.map((key) => texts.get(key)).find((text) => text !== undefined && text.trim() !== '');
  const ids = ID_KEYS.flatMap((key) => texts.get(key) ?? []);
  const parts = [first(FIRST_KEYS), first(LAST_KEYS)].filter((part) => part !== undefined).join(' ');
  const isNamed = first(NAME_KEYS.slice(0, 4)) !== undefined;
  const name = isNamed ? first(NAME_KEYS) : parts === '' ? (first(NAME_KEYS) ?? ids[0]) : parts;
  if (name === undefined && texts.size === 0 && takeByKeys(map, index, into)) return;
  if (name === undefined) {
    into.faults.push({ kind: 'no-name', index, name: '', keys: Object.keys(map) });
    return;
  }
  takeName(
    name,
    ids.map((id) => toSlug(id)).filter((id) => id !== ''),
    index,
    into,
  );
  const unused = Object.keys(map).filter((key) => {
    const plain = key.toLowerCase().replace(/[_-]/g, '');
    if (plain === 'title') return isNamed || parts !== '';
    return ![...NAME_KEYS, ...FIRST_KEYS, ...LAST_KEYS, ...ID_KEYS].includes(plain);
  });
  if (unused.length > 0) into.faults.push({ kind: 'details', index, name, keys: unused });
}

/** Authors by their ids: `{jdoe: {name: Jane Doe}}`. Returns whether the map is one of these. */
function takeByKeys(map: SourceMap, index: number | null, into: Gathering): boolean {
  const authors = Object.entries(map);
  if (authors.length === 0 || !authors.every(([, author]) => isSourceMap(author))) return false;
  for (const [id, author] of authors) takeMap({ id, ...(author as SourceMap) }, index, into);
  return true;
}

/** An address behind a name, as mail programs write it, is not shown. */
const MAIL = /\s*<[^<>\s]+@[^<>\s]+>\s*$/;

function takeName(text: string, ids: readonly string[], index: number | null, into: Gathering): void {
  const plain = text.includes('&') ? decodeEntities(text) : text;
  const { name, slug } = toPage(plain.includes('<') ? plain.replace(MAIL, '') : plain);
  if (name === '') return;
  const readAs = isLongByline(name, MAX_NAME) ? shortenByline(name, MAX_NAME) : [name];
  if (readAs[0] !== name) {
    into.faults.push({ kind: 'too-long', index, name, keys: [], readAs });
    for (const one of readAs) takeName(one, [], index, into);
  } else if (slug === '') into.faults.push({ kind: 'no-page', index, name, keys: [] });
  else if (!into.authors.has(slug)) {
    into.authors.set(slug, { name, slug, ids, isId: isIdNotName(name), index });
  }
}
