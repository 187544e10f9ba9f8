import { editionFor, editionPath, OWN_EDITION, type SiteLanguages } from '../../domain/edition.ts';
import { languageNamed, primaryLanguage } from '../../domain/language.ts';
import { formerSlugsOf, toSlug } from '../../domain/slug.ts';
import { languagePrefix, standingPath } from '../../domain/urls.ts';

/** What decides where a standing page stands. */
export interface PageSigns {
  /** The name of the file without its ending. */
  readonly name: string;
  /** The language that the end of its name tells, and what name or folder tell together; null for the site's own. */
  readonly byName: string | null;
  readonly byPlace: string | null;
  /** The language of the page; null for the site's own. */
  readonly language: string | null;
  /** What its front matter asks for. */
  readonly slug?: { readonly slug: string; readonly written: string } | undefined;
}

/** Where a standing page stands. */
export interface PageAddress {
  readonly edition: string;
  readonly slug: string;
  readonly path: string;
  /** The slug that it asked for and cannot have, as it belongs to a language; null for none. */
  readonly refused: string | null;
  /** Its path by the former rules, where that was another. */
  readonly formerPath: string | null;
}

/**
 * The address of a standing page: below the prefix of its edition, under the name of its file without the language. In a language
 * that is no edition, `de/about.md` stands beside `about.md`, as `about.de.md` does: by its folder alone, whether there is such another.
 */
export function pageAddress(signs: PageSigns, site: SiteLanguages): PageAddress {
  const { editions } = site;
  const edition = editionFor(signs.language, site);
  if (editions === undefined) return inOneLanguage(signs, site);
  const before = inOneLanguage(signs, { language: site.language });
  const plain = signs.slug?.slug ?? toSlug(isOfSite(signs.byName, site) ? stemOf(signs.name) : signs.name);
  const isApart = edition === OWN_EDITION && !isOfSite(signs.language ?? site.language, site);
  const asked = isApart ? before.slug : plain;
  const isLanguage = languageNamed(asked) !== null || editions.some((one) => one.edition === asked);
  const slug = isLanguage ? apartFromLanguage(asked) : asked;
  const path = editionPath(edition, standingPath(slug));
  const former = before.path === path ? before.formerPath : before.path;
  return { edition, slug, path, refused: isLanguage ? asked : null, formerPath: former };
}

function inOneLanguage({ name, byName, byPlace, slug: given }: PageSigns, site: SiteLanguages): PageAddress {
  const folderLanguage = byName === null ? languagePrefix(byPlace, site.language) : null;
  const plain = toSlug(name);
  const isApart = folderLanguage !== null && given === undefined;
  const asked = isApart ? `${plain}-${folderLanguage}` : (given?.slug ?? plain);
  const isLanguage = languageNamed(asked) !== null;
  const slug = isLanguage ? apartFromLanguage(asked) : asked;
  const before = isApart ? plain : (formerSlugsOf(given?.written ?? name)[0] ?? null);
  const former = isLanguage ? asked : before;
  return {
    edition: OWN_EDITION,
    slug,
    path: standingPath(slug),
    refused: isLanguage ? asked : null,
    formerPath: former === null ? null : standingPath(former),
  };
}

/** Whether a language is one of the site's. */
const isOfSite = (language: string | null, site: SiteLanguages): boolean =>
  language !== null &&
  (editionFor(language, site) !== OWN_EDITION ||
    primaryLanguage(language) === primaryLanguage(site.language));

const stemOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));

/** Where a page stands that asked for the address of a language: one that was published before goes on from there. */
const apartFromLanguage = (slug: string): string => `${slug}-page`;
