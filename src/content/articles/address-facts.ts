import type { ArticleRecord } from '../../domain/article.ts';
import type { Moment } from '../../domain/moment.ts';
import { toSlug } from '../../domain/slug.ts';
import type { AddressPart } from '../../domain/addresses/pattern-parts.ts';
import type { ValuesOf } from '../../domain/addresses/expand-pattern.ts';
import { isSourceMap, type SourceData } from '../../problems/reading/located-data.ts';
import { compactKey } from '../front-matter/key-dialects.ts';
import { datePart } from './date-parts.ts';
import { decodedName } from '../../domain/addresses/decoded-name.ts';
import { titleSlugs } from '../../domain/addresses/title-slugs.ts';

/** What an article's old addresses are made of. */
export interface AddressFacts {
  readonly article: ArticleRecord;
  readonly dated: Moment;
  /** The front matter as the file has it. */
  readonly data: SourceData | undefined;
}

/** Names of files that stand for their folder. */
const FOLDERS_OWN: ReadonlySet<string> = new Set(['index', '_index', 'item', 'post', 'default', 'article']);

/** A date at the beginning of a file's name, with the time of day that Statamic writes behind it. */
const DATE_PREFIX = /^\p{Nd}{4}-\p{Nd}{1,2}-\p{Nd}{1,2}(?:-\p{Nd}{4})?[-_.](?=.)/u;

/** A number by which a folder is put in order, as Grav (`01.blog`) and Kirby (`1_blog`) have it. */
const ORDER_PREFIX = /^\d{1,3}[._](?=\D)/;

/** Prepares what an article has for each part of an address, as other systems make them of its file. */
export function addressFacts({ article, dated, data }: AddressFacts): ValuesOf {
  const place = placeOf(article.file);
  const written = (...names: readonly string[]): string[] => namedValues(data, names);
  // Hugo, Pelican and MkDocs take the title where no slug is written.
  const slugs = (): readonly string[] => {
    const slug = lastSegment(written('slug')[0]);
    return unlike([
      slug ?? withoutDate(place.name),
      ...(slug === undefined ? titleSlugs(article.title) : []),
    ]);
  };
  const folders = place.folders.filter((folder) => !folder.startsWith('_'));
  const categories = (): string[] => unique(written('categories', 'category'));
  const values: Partial<Record<AddressPart, () => readonly (string | undefined)[]>> = {
    slug: slugs,
    title: () => unlike([...slugs(), ...titleSlugs(article.title)]),
    filename: () => {
      const slug = lastSegment(written('slug')[0]);
      return slug === undefined ? [place.name, withoutDate(place.name)] : [slug, place.name];
    },
    path: () => [[...folders, place.name].join('/'), [...folders, withoutDate(place.name)].join('/')],
    section: () => [folders[0], ...written('section'), article.section ?? undefined, ...categories()],
    sections: () => [folders.join('/')],
    // Jekyll takes folders for categories as well, and parts a text at its blanks.
    categories: () => {
      const names = categories();
      const words = names.flatMap((name) => name.split(/\s+/));
      const paths = [names, words].flatMap((list) => [[...folders, ...list].join('/'), list.join('/')]);
      return [...paths, ...names];
    },
    category: () => [
      ...categories(),
      ...written('section'),
      article.section ?? undefined,
      ...written('tags'),
    ],
    author: () => article.authors.map(({ slug }) => slug),
    id: () => written('id', 'postid', 'wordpressid', 'wpid').filter((id) => /^[\w-]+$/.test(id)),
    language: () => ['', place.language, written('lang', 'language', 'locale')[0]],
    extension: () => ['.html'],
  };
  return (part, format) => {
    const list = values[part]?.() ?? [datePart(dated, part, format) ?? undefined];
    const ranged =
      part === 'sections' && format !== null ? list.map((one) => ranging(one ?? '', format)) : list;
    const isFolder = part === 'language';
    return unique(ranged.flatMap((one) => (one === undefined || (one === '' && !isFolder) ? [] : [one])));
  };
}

/** Where a file lies below `articles/`, as addresses show it: without what orders, dates or translates it. */
function placeOf(file: string): { folders: readonly string[]; name: string; language: string | undefined } {
  const segments = file.split('/').slice(1);
  const last = (segments.pop() ?? '').replace(/\.\w+$/, '');
  const [, base = last, language] = /^(.+)\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)$/.exec(last) ?? [];
  const isFoldersOwn = FOLDERS_OWN.has(base.toLowerCase()) && segments.length > 0;
  const name = isFoldersOwn ? (segments.pop() ?? base) : base;
  const plain = (one: string): string => decodedName(one).replace(ORDER_PREFIX, '');
  return { folders: segments.map(plain), name: plain(name), language };
}

const withoutDate = (name: string): string => name.replace(DATE_PREFIX, '');

const lastSegment = (slug: string | undefined): string | undefined => {
  const last = slug?.split('/').findLast((segment) => segment.trim() !== '');
  return last === undefined ? undefined : decodedName(last);
};

/** Those that are not spelled as one before them but for signs and capitals. */
const unlike = (names: readonly string[]): string[] => {
  const seen = new Set<string>();
  return names.filter((name) => {
    const slug = toSlug(name);
    const isNew = !seen.has(slug);
    seen.add(slug);
    return isNew;
  });
};

const unique = (names: readonly string[]): string[] => [...new Set(names)];

/** Hugo’s `:sections[1:]`, `:sections[0]` and `:sections[last]`. */
function ranging(path: string, range: string): string {
  const all = path.split('/').filter((one) => one !== '');
  const place = (text: string): number => (text.trim() === 'last' ? all.length - 1 : Number(text));
  const [from = '', to] = range.split(':');
  if (to === undefined) return all[place(from)] ?? '';
  return all.slice(from === '' ? 0 : place(from), to === '' ? undefined : place(to)).join('/');
}

/** The texts under keys of these compact names: a text, a list of them, names parted by commas, maps with a name. */
function namedValues(data: SourceData | undefined, names: readonly string[]): string[] {
  if (!isSourceMap(data)) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    names.includes(compactKey(key)) ? textsIn(value) : [],
  );
}

function textsIn(value: SourceData): string[] {
  if (typeof value === 'string')
    return value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  if (!isSourceMap(value)) return value.flatMap(textsIn);
  const named = value['slug'] ?? value['name'] ?? value['label'] ?? value['title'];
  return typeof named === 'string' ? [named] : [];
}
