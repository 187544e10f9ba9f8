import { z } from 'zod';
import { toSlug } from '../../domain/slug.ts';
import { type SourceData, type SourceMap, isSourceMap } from '../../problems/reading/located-data.ts';
import { toPage } from './article-fields.ts';

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
  readonly kind: 'no-page' | 'no-name' | 'details';
  readonly index: number | null;
  /** The name that cannot be a page; of details, whose they are. */
  readonly name: string;
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
  else for (const name of data.split(data.includes(';') ? ';' : ',')) takeName(name, [], null, into);
  return { authors: [...into.authors.values()], faults: into.faults };
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

/** An address behind a name, as mail programs write it, is not shown. */
const MAIL = /\s*<[^<>\s]+@[^<>\s]+>\s*$/;

function takeName(text: string, ids: readonly string[], index: number | null, into: Gathering): void {
  const { name, slug } = toPage(text.includes('<') ? text.replace(MAIL, '') : text);
  if (name === '') return;
  if (slug === '') into.faults.push({ kind: 'no-page', index, name, keys: [] });
  else if (!into.authors.has(slug)) {
    into.authors.set(slug, { name, slug, ids, isId: isIdNotName(name), index });
  }
}
