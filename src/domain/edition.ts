import { lookupTags } from './labels.ts';
import { languagePrefix } from './urls.ts';

/** The edition in the site's own language, whose addresses have no prefix. */
export const OWN_EDITION = '';

/** One of the languages of a site besides its own. */
export interface EditionTag {
  /** What stands before its addresses and keys: its language in small letters, `ru` or `pt-br`. */
  readonly edition: string;
  /** BCP 47 tag in canonical form. */
  readonly language: string;
}

/** The languages of a site. */
export interface SiteLanguages {
  /** BCP 47 tag of the site's own. */
  readonly language: string;
  /** Absent for none. */
  readonly editions?: readonly EditionTag[];
}

/**
 * The edition whose lists and feeds have a story in a language, a BCP 47 tag, or null for the site's own: that of the very
 * language, else of the closest one (RFC 4647 §3.4), so that `ru-UA` is in `ru`. What is in no language of the site is
 * in its own edition.
 */
export function editionFor(language: string | null, site: SiteLanguages): string {
  const { editions = [] } = site;
  if (language === null || editions.length === 0) return OWN_EDITION;
  const all: readonly EditionTag[] = [{ edition: OWN_EDITION, language: site.language }, ...editions];
  for (const tag of lookupTags(language)) {
    const found = all.find((one) => one.language === tag);
    if (found !== undefined) return found.edition;
  }
  const [primary = ''] = lookupTags(language).slice(-1);
  return all.find((one) => lookupTags(one.language).includes(primary))?.edition ?? OWN_EDITION;
}

/**
 * What stands before the path of a story in a language: the name of its edition, else its language where that is no edition and
 * not the site's own; null for nothing.
 */
export function storyPrefix(language: string | null, site: SiteLanguages): string | null {
  const edition = editionFor(language, site);
  return edition === OWN_EDITION ? languagePrefix(language, site.language) : edition;
}

/** The names of all editions of a site, its own first. */
export const siteEditions = ({ editions = [] }: Pick<SiteLanguages, 'editions'>): readonly string[] => [
  OWN_EDITION,
  ...editions.map(({ edition }) => edition),
];

/** A path of the site's own edition, as it stands in another: `/ru/topics` for `/topics`, `/ru` for `/`. */
export function editionPath(edition: string, path: string): string {
  if (edition === OWN_EDITION) return path;
  return path === '/' ? `/${edition}` : `/${edition}${path}`;
}

/** A surrogate key of the site's own edition, as another has it: `ru/front` for `front`. */
export const editionKey = (edition: string, key: string): string =>
  edition === OWN_EDITION ? key : `${edition}/${key}`;

/** Whether a surrogate key is this one, as any edition has it. */
export const isKeyIn = (key: string, own: string): boolean => key === own || key.endsWith(`/${own}`);

/** The edition in which a path of the site stands, and the path below its prefix: `/` for the front. */
export function splitEdition(
  path: string,
  { editions = [] }: Pick<SiteLanguages, 'editions'>,
): {
  readonly edition: string;
  readonly path: string;
} {
  const [first = ''] = path.slice(1).split(/[/?#]/, 1);
  if (!editions.some(({ edition }) => edition === first)) return { edition: OWN_EDITION, path };
  const rest = path.slice(first.length + 1);
  return { edition: first, path: rest.startsWith('/') ? rest : `/${rest}` };
}

/** A section, as one language of the site calls it. */
export interface SectionName {
  readonly slug: string;
  readonly name: string;
}

/** The sections of a site, and what its other editions call them. */
export interface SectionsOfSite<Section extends SectionName> {
  readonly sections: readonly Section[];
  readonly editions?: readonly { readonly sections: readonly Section[] }[];
}

const known = new WeakMap<object, readonly SectionName[]>();

/**
 * The sections of a site under every name by which its files may call them: first as in its own language, then as in the others.
 * One list for each site.
 */
export function sectionNames<Section extends SectionName>(site: SectionsOfSite<Section>): readonly Section[] {
  const { sections, editions = [] } = site;
  if (editions.length === 0) return sections;
  const all = known.get(site) ?? [...sections, ...editions.flatMap((edition) => edition.sections)];
  known.set(site, all);
  return all as readonly Section[];
}

/** Each section once, under the first of its names. */
export const firstNames = <Section extends SectionName>(names: readonly Section[]): readonly Section[] =>
  names.filter(({ slug }, at) => names.findIndex((one) => one.slug === slug) === at);
