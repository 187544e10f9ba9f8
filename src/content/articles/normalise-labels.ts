import type { SiteSection } from '../../config/site.ts';
import { firstNames } from '../../domain/edition.ts';
import { topicPath } from '../../domain/urls.ts';
import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  type SourceMap,
} from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { decodeEntities } from '../document/plain-headline.ts';
import { compactKey, LABEL_KEYS } from '../front-matter/key-dialects.ts';
import { splitNames } from '../document/split-names.ts';
import { findSection, MAX_NAME, toPage } from './article-fields.ts';

/** A name as a file has it, and where. */
interface Label {
  readonly name: string;
  readonly path: DataPath;
}

/** Keys whose plain text other systems part by blanks. */
const PARTED: ReadonlySet<string> = new Set(['tags', 'categories']);

/** A list of topics as nearly all files have it. */
const PLAIN = /^[\p{L}\p{N}][^#&\n]{0,100}$/u;

/**
 * Brings what says where an article belongs into `section` and `topics`: other systems' tags and categories, in texts, lists,
 * lists in lists and maps. The first category that names a section is the section, unless there is one; all others are topics.
 * What names no section of the site stands over the headline instead, and is a topic, so that it has a list of its own; that and
 * names that cannot have a page are told. Places still lead to what the editor wrote. `sections` are those of sectionNames.
 */
export function normaliseLabels(
  located: LocatedData,
  sections: readonly SiteSection[],
  log: ProblemLog,
): LocatedData {
  const written = located.data;
  if (!isSourceMap(written) || isUsual(written, sections)) return located;
  const data: Record<string, SourceData> = Object.assign(Object.create(null), written);
  for (const key of [...LABEL_KEYS, 'section']) delete data[key];
  const read = (key: string): Label[] => labelsOf(written[key], [key], PARTED.has(key));
  const isSection = ({ name }: Label): boolean => findSection(sections, name) !== undefined;
  const named = read('section');
  const categories = [...read('categories'), ...read('category')];
  const section = named.find(isSection) ?? (named.length === 0 ? categories.find(isSection) : undefined);
  const strange = named.filter((label) => label !== section && canBePage(label.name));
  const origins = new Map<string, DataPath>();
  if (section !== undefined) {
    data['section'] = section.name;
    origins.set('section', section.path);
  } else if (strange[0] !== undefined && data['kicker'] === undefined) {
    data['kicker'] = strange[0].name;
    origins.set('kicker', strange[0].path);
  }
  for (const label of named) {
    if (label !== section) log.warn(unknownSection(label, sections), located.at(label.path).value);
  }
  const others = [...topicLabels(written, located, log), ...categories.filter((label) => label !== section)];
  const topics = [...strange, ...others.filter((label) => isTold(label, located, log))];
  if (topics.length > 0) {
    data['topics'] = topics.map(({ name }) => name);
    topics.forEach(({ path }, index) => {
      origins.set(`topics.${index}`, path);
    });
    origins.set('topics', topics[0]?.path ?? ['topics']);
  }
  const origin = (path: DataPath): DataPath => {
    const [first, second] = path;
    return origins.get(`${first}.${second}`) ?? origins.get(String(first)) ?? path;
  };
  return {
    data,
    at: (path) => located.at(origin(path)),
    has: (path) => located.has(path) || located.has(origin(path)),
  };
}

function isUsual(data: SourceMap, sections: readonly SiteSection[]): boolean {
  const { topics, section } = data;
  if (LABEL_KEYS.some((key) => key !== 'topics' && data[key] !== undefined)) return false;
  if (section !== undefined && (typeof section !== 'string' || findSection(sections, section) === undefined))
    return false;
  if (topics === undefined) return true;
  if (typeof topics === 'string') return PLAIN.test(topics) && !topics.includes(';');
  return Array.isArray(topics) && topics.every((one) => typeof one === 'string' && PLAIN.test(one));
}

/** Keys that mean topics and nothing else, ours first. */
const TOPIC_KEYS = ['topics', 'tags', 'tag', 'keywords'] as const;

/** Topics by the first key that gives any; the others are told. */
function topicLabels(written: SourceMap, located: LocatedData, log: ProblemLog): Label[] {
  const [first, ...others] = TOPIC_KEYS.filter((key) => written[key] !== undefined);
  if (first === undefined) return [];
  for (const key of others) {
    log.warn(
      {
        code: 'key-synonym',
        message: `${quoteText(key)} means the same as ${quoteText(first)}, which is given as well; it was ignored.`,
        hint: 'Remove one of the two.',
        about: key,
      },
      located.at([key]).key,
    );
  }
  return labelsOf(written[first], [first], PARTED.has(first));
}

/** What a map calls a label by, the surest first, in compact spelling. */
const NAME_KEYS = ['name', 'label', 'title', 'tag', 'text', 'value', 'slug', 'id'];

function labelsOf(value: SourceData | undefined, path: DataPath, isPartedByBlanks: boolean): Label[] {
  if (value === undefined) return [];
  if (typeof value === 'string') {
    return splitNames(value, isPartedByBlanks).flatMap((name) => labelOf(name, path));
  }
  if (!isSourceMap(value)) {
    return value.flatMap((one, index) => {
      const inner = [...path, index];
      return typeof one === 'string' ? labelOf(one, inner) : labelsOf(one, inner, false);
    });
  }
  const names = new Map(Object.keys(value).map((key) => [compactKey(key), key]));
  for (const wanted of NAME_KEYS) {
    const key = names.get(wanted);
    const name = key === undefined ? undefined : value[key];
    if (key !== undefined && typeof name === 'string' && name.trim() !== '')
      return labelOf(name, [...path, key]);
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [] : labelsOf(inner, [...path, key], false),
  );
}

/** None of an empty text. */
function labelOf(written: string, path: DataPath): Label[] {
  const name = decodeEntities(written)
    .trim()
    .replace(/^#+(?=\S)/, '');
  return name === '' ? [] : [{ name, path }];
}

const canBePage = (name: string): boolean => toPage(name).slug !== '';

/** Whether a topic can have a page; another one is told. */
function isTold({ name, path }: Label, located: LocatedData, log: ProblemLog): boolean {
  const page = toPage(name);
  if (page.slug !== '' || page.name === '') return page.slug !== '';
  log.warn(
    {
      code: 'name-invalid',
      message: `${path[0]}: ${quoteText(name)} cannot be a page of its own; it was left out.`,
      hint: `Write a name of up to ${MAX_NAME} characters that has letters or digits.`,
      about: String(path[0]),
    },
    located.at(path).value,
  );
  return false;
}

function unknownSection({ name }: Label, sections: readonly SiteSection[]) {
  const { slug } = toPage(name);
  const slugs = firstNames(sections).map((section) => section.slug);
  // Names of other languages are nearer to a slip than the slug is.
  const names = slugs.length === sections.length ? [] : sections.map((section) => section.name);
  const effect = slug === '' ? 'it was left out' : `it is a topic instead, listed at ${topicPath(slug)}`;
  return {
    code: 'section-unknown',
    message: `section: ${quoteText(name)} is not a section of this site; ${effect}.`,
    hint: `${didYouMean(name, [...slugs, ...names])}Add it to the sections of site.yaml, or choose one of them: ${slugs.join(', ') || 'there are none yet'}.`,
    about: name,
  };
}
