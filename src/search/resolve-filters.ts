import type { DatabaseSync } from 'node:sqlite';
import { listQueries } from '../catalog/read/list-queries.ts';
import { indexedLanguages, languagesOfEdition } from '../catalog/search/indexed-languages.ts';
import { labelToken } from '../catalog/search/label-token.ts';
import { catalogSettings, siteReader } from '../catalog/sqlite/settings.ts';
import type { Site, SiteSection } from '../config/site.ts';
import { sectionNames } from '../domain/edition.ts';
import { plainDigits } from '../domain/plain-digits.ts';
import { OWN_EDITION } from '../domain/edition.ts';
import { toSlug } from '../domain/slug.ts';
import { ALL_LANGUAGES, languagesMeant } from './find-languages.ts';
import type { ParsedQuery } from './parse-query.ts';
import type { SearchFilter } from './search-answer.ts';

/** What filters leave of the archive. */
export interface ResolvedFilters {
  readonly filters: readonly SearchFilter[];
  /** Label tokens that an article must have. */
  readonly labels: readonly string[];
  /** The languages, as tags, in one of which an article has to be; null for any. */
  readonly languages: readonly string[] | null;
  /** Every language that a story was indexed in. */
  readonly known: readonly string[];
  /** First and last moment of publication, in milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether a filter is of nothing that there is, so that nothing can be found. */
  readonly isEmpty: boolean;
}

type Given = ParsedQuery['filters'][number];

/** What one filter says; a label, languages or a moment, none of them where nothing is known by its value. */
interface Reading {
  readonly filter: SearchFilter;
  readonly label?: string;
  readonly languages?: readonly string[] | null;
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** As of when, in milliseconds since 1970, and in which edition filters are read. */
export interface FilterSetting {
  readonly now: number;
  readonly edition: string;
  /** Whether readers may see any story in a language; asked for few. */
  readonly hasStories: (language: string) => boolean;
}

/** Prepares reading filters. */
export function filterResolver(
  database: DatabaseSync,
): (given: ParsedQuery['filters'], setting: FilterSetting) => ResolvedFilters {
  const indexed = indexedLanguages(database);
  const storedSite = siteReader(catalogSettings(database));
  const { labelName } = listQueries(database)(OWN_EDITION);

  const readLanguage = (
    value: string,
    site: Site,
    known: readonly string[],
    { hasStories }: FilterSetting,
  ): Reading => {
    const name = 'lang';
    const small = value.toLowerCase();
    if (small === ALL_LANGUAGES) return { filter: { name, value: small, isKnown: true }, languages: null };
    const languages = languagesMeant(value, known, site).filter(hasStories);
    const [first] = languages;
    if (first !== undefined) return { filter: { name, value: first, isKnown: true }, languages };
    const choices = known.filter(hasStories);
    return { filter: { name, value, isKnown: false, choices } };
  };

  const read = (given: Given, site: Site, known: readonly string[], setting: FilterSetting): Reading => {
    const { name, value } = given;
    const { now, edition } = setting;
    if (name === 'lang') return readLanguage(value, site, known, setting);
    if (name === 'after' || name === 'before') return readDay(name, plainDigits(value), site.timeZone);
    const slug = toSlug(value);
    const section = name === 'section' ? sectionMeant(slug, site, edition) : undefined;
    const written = name === 'section' ? section?.name : labelName(name, slug, now);
    if (written == null) return { filter: { name, value, isKnown: false } };
    const label = labelToken(name, section?.slug ?? slug);
    return { filter: { name, value: written, isKnown: true }, label };
  };

  return (given, setting) => {
    const { now, edition } = setting;
    const site = storedSite();
    const known = indexed();
    const wanted = site === null ? [] : given.map((one) => read(one, site, known, setting));
    const asked = wanted.filter(({ filter }) => filter.name === 'lang');
    const ofEdition = () => (site === null ? null : languagesOfEdition(known, edition, site));
    const languages =
      asked.length === 0
        ? ofEdition()
        : asked.reduce<readonly string[] | null>((all, { languages: own = [] }) => both(all, own), null);
    return {
      filters: wanted.map(({ filter }) => filter),
      labels: wanted.flatMap(({ label }) => label ?? []),
      languages,
      known,
      fromMs: Math.max(Number.MIN_SAFE_INTEGER, ...wanted.flatMap(({ fromMs }) => fromMs ?? [])),
      toMs: Math.min(now, ...wanted.flatMap(({ toMs }) => toMs ?? [])),
      isEmpty: languages?.length === 0 || wanted.some(({ filter }) => !filter.isKnown),
    };
  };
}

/** The section that has a slug, or a name in any language of the site that makes it; as the edition calls it. */
function sectionMeant(slug: string, site: Site, edition: string): SiteSection | undefined {
  const meant = sectionNames(site).find((one) => one.slug === slug || toSlug(one.name) === slug);
  const own = site.editions?.find((one) => one.edition === edition)?.sections ?? [];
  return own.find((one) => one.slug === meant?.slug) ?? meant;
}

/** What is in both of two lists, null being all. */
function both(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  return one === null ? other : one.filter((tag) => other === null || other.includes(tag));
}

/** `after` begins with the first moment of a year, month or day in the site's zone; `before` ends ahead of it. */
function readDay(name: 'after' | 'before', value: string, timeZone: string): Reading {
  const start = startOf(value, timeZone);
  if (start === null) return { filter: { name, value, isKnown: false } };
  const filter = { name, value, isKnown: true };
  return name === 'after' ? { filter, fromMs: start } : { filter, toMs: start - 1 };
}

function startOf(value: string, timeZone: string): number | null {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value) ?? [];
  if (year === undefined) return null;
  try {
    const date = Temporal.PlainDate.from(`${year}-${month}-${day}`);
    return date.toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}
