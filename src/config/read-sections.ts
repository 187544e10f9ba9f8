import { toSlug } from '../domain/slug.ts';
import type { ProblemLog } from '../problems/problem-log.ts';
import { quoteText } from '../problems/quote-text.ts';
import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  type SourceMap,
} from '../problems/reading/located-data.ts';
import { narrow, readEntries } from '../problems/reading/read-entries.ts';
import { readFields } from '../problems/reading/read-fields.ts';
import type { SiteSection } from './site.ts';
import { toTag } from './site-languages.ts';
import { createSectionSchema } from './site-schema.ts';
import { inLanguage, tellMissingWords } from './words-by-language.ts';

/** Sections in the words of each of the site's languages, its own first. */
export type SectionsByLanguage = readonly (readonly SiteSection[])[];

const WORDS = ['name', 'description'];

/**
 * Reads `sections`: a list of names or maps, or a map by slugs. `languages` are the site's, its own first; whatever a section
 * is not called in one of them, it is called as in the site's own.
 */
export function readSections(
  located: LocatedData,
  languages: readonly string[],
  file: string,
  log: ProblemLog,
): SectionsByLanguage {
  const [own = '', ...others] = languages;
  const entries = asEntries(located, languages);
  const list = entries.data;
  if (!Array.isArray(list)) return languages.map(() => []);
  const ownWords = list.map((_, index) =>
    inLanguage(narrow(entries, [index]), WORDS, { language: own, isOwn: true }),
  );
  const listed: LocatedData = {
    data: ownWords.map(({ data }, index) => data ?? list[index] ?? ''),
    at: ([index, ...rest]) =>
      (typeof index === 'number' ? ownWords[index]?.at(rest) : undefined) ?? located.at([]),
    has: ([index, ...rest]) => typeof index === 'number' && (ownWords[index]?.has(rest) ?? false),
  };
  const sections = new Map<string, { readonly section: SiteSection; readonly path: DataPath }>();
  const written = listed.data as readonly SourceData[];
  for (const entry of readEntries(written, listed, createSectionSchema(), file, log)) {
    const { name = '', description } = entry.fields;
    const slug = entry.fields.slug ?? toSlug(name);
    const other = sections.get(slug)?.section.name;
    if (slug === '' || other !== undefined) {
      log.error(
        {
          code: slug === '' ? 'slug-invalid' : 'section-duplicate',
          message:
            slug === ''
              ? `The section ${quoteText(name)} has no letters or digits for its URL.`
              : `The section ${quoteText(name)} has the same URL as ${quoteText(other ?? '')}.`,
          hint: 'Give it a "slug: …" of its own.',
        },
        entry.located.at([]).value,
      );
    } else {
      sections.set(slug, { section: { name, slug, description: description ?? null }, path: entry.path });
    }
  }
  const all = [...sections.values()];
  for (const { path, section } of all) {
    for (const key of WORDS) {
      const words = narrow(entries, [...path, key]);
      tellMissingWords(words, [`sections.${section.slug}`, key], { languages, isOneEnough: false }, log);
    }
  }
  return [
    all.map(({ section }) => section),
    ...others.map((language) =>
      all.map(({ section, path }): SiteSection => {
        const words = inLanguage(narrow(entries, path), WORDS, { language, isOwn: false });
        const { name, description } = readFields(createSectionWords(), words, log, () => false);
        return {
          name: name ?? section.name,
          slug: section.slug,
          description: description ?? section.description,
        };
      }),
    ),
  ];
}

const createSectionWords = () => createSectionSchema().pick({ name: true, description: true }).partial();

/** The same as a list of maps, each part with its place in the file. */
function asEntries(located: LocatedData, languages: readonly string[]): LocatedData {
  const { data } = located;
  const isNames = (entry: SourceData): entry is SourceMap =>
    isSourceMap(entry) &&
    Object.keys(entry).every((key) => {
      const tag = toTag(key);
      return tag !== null && languages.includes(tag);
    });
  if (Array.isArray(data)) {
    const isBare = (index: DataPath[number] | undefined): boolean => {
      const entry = typeof index === 'number' ? data[index] : undefined;
      return entry !== undefined && (typeof entry === 'string' || isNames(entry));
    };
    const place = (path: DataPath): DataPath => {
      const [index, key, ...rest] = path;
      return index !== undefined && key === 'name' && isBare(index) ? [index, ...rest] : path;
    };
    return {
      data: data.map((entry, index) => (isBare(index) ? { name: entry } : entry)),
      at: (path) => located.at(place(path)),
      has: (path) => located.has(place(path)),
    };
  }
  if (!isSourceMap(data)) return located;
  const slugs = Object.keys(data);
  const isDetailed = (entry: SourceData | undefined): boolean =>
    isSourceMap(entry) && WORDS.some((key) => entry[key] !== undefined);
  const place = ([index, key, ...rest]: DataPath): DataPath => {
    const slug = typeof index === 'number' ? slugs[index] : undefined;
    if (slug === undefined) return [];
    if (key === undefined || key === 'slug') return [slug];
    return key === 'name' && !isDetailed(data[slug]) ? [slug, ...rest] : [slug, key, ...rest];
  };
  return {
    data: slugs.map((slug): SourceMap => {
      const entry = data[slug] as SourceData;
      return isSourceMap(entry) && isDetailed(entry) ? { slug, ...entry } : { slug, name: entry };
    }),
    at(path) {
      const { key, value } = located.at(place(path));
      return path[1] === 'slug' ? { key, value: key } : { key, value };
    },
    has: (path) => located.has(place(path)),
  };
}
