import { editionPath } from '../../domain/edition.ts';
import { textDirection } from '../../domain/language.ts';
import { translationKey } from '../../domain/surrogate-keys.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { ownLanguageName } from '../../words/language-name.ts';
import type { PageContext } from '../parts/page-context.ts';
import { counterpartIn, type Counterpart, editionsOf } from './counterparts.ts';

/** A way to the same, or the nearest, in another language. */
export interface LanguageLink {
  /** The language by its own name: `Русский`. */
  readonly text: string;
  readonly url: string;
  /** BCP 47 tag, and its direction. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** A language of the switch. */
export interface EditionLink extends LanguageLink {
  readonly isCurrent: boolean;
}

/** The same page in a language, for machines. The URL is absolute. */
export interface LanguageAlternate {
  /** BCP 47 tag, or `x-default` for readers of none of these. */
  readonly hreflang: string;
  readonly url: string;
}

/**
 * The switch of languages, this page's among them; empty where the site has one. `versions` are those of the story that the
 * page is: they come before lists.
 */
export function buildEditionLinks(
  context: PageContext,
  path: string,
  versions: readonly Counterpart[] = [],
): readonly EditionLink[] {
  const editions = editionsOf(context.site);
  if (editions.length < 2) return [];
  return editions.map(({ edition, language }) => {
    const isCurrent = edition === context.edition;
    const version = versions.find((one) => one.edition === edition && !isCurrent);
    const url = isCurrent ? path : (version?.path ?? counterpartIn(context, path, edition));
    return { ...languageLink(language, url === '' ? editionPath(edition, '/') : url), isCurrent };
  });
}

/** The versions of a story that readers may see, its own among them; none where it is told in one language. */
export function storyVersions(
  { catalog, now, uses }: PageContext,
  { translation }: Pick<ArticleRecord, 'translation'>,
): readonly Counterpart[] {
  if (translation === undefined) return [];
  uses(translationKey(translation));
  const versions = catalog.versionsOf(translation, now);
  return versions.length < 2 ? [] : versions;
}

/** Ways to the other versions of a page. */
export const otherVersions = (versions: readonly Counterpart[], path: string): readonly LanguageLink[] =>
  versions.filter((one) => one.path !== path).map((one) => languageLink(one.language, one.path));

/**
 * All versions of a page, as search engines want them on each: reciprocal, the page itself among them (Google: localized versions). The first
 * is for readers of none of these languages.
 */
export function languageAlternates(
  { origin }: Pick<PageContext, 'origin'>,
  versions: readonly Counterpart[],
): readonly LanguageAlternate[] {
  const [first] = versions;
  if (first === undefined) return [];
  return [
    ...versions.map(({ language, path }) => ({ hreflang: language, url: origin + path })),
    { hreflang: 'x-default', url: origin + first.path },
  ];
}

const languageLink = (language: string, url: string): LanguageLink => ({
  text: ownLanguageName(language),
  url,
  lang: language,
  dir: textDirection(language),
});
