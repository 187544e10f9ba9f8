import { likelyLocale } from '../../domain/language.ts';
import { MANIFEST_PATH, OPENSEARCH_PATH } from '../../domain/urls.ts';
import { type Alternate, feedAlternates } from './alternates.ts';
import { type Counterpart, samePages } from './counterparts.ts';
import { languageAlternates, type LanguageAlternate } from './edition-links.ts';
import type { PageContext } from '../parts/page-context.ts';
import { type ShareImage, siteCard } from './share-image.ts';

/** What the `<head>` says of a page. Every URL is absolute. */
export interface PageHead {
  /** Whole text of `<title>`. */
  readonly title: string;
  readonly description: string | null;
  /** Names with commas between, the newsroom's where nobody is named; null but for articles. */
  readonly author: string | null;
  /** Accounts of the Fediverse, as `@user@host`, of those who wrote it. */
  readonly creators: readonly string[];
  /** null for pages that are no one's address: errors. */
  readonly canonical: string | null;
  readonly robots: string;
  /** The page's own, then the site's feeds. */
  readonly alternates: readonly Alternate[];
  /** The same page in each of its languages; none where it is in one. */
  readonly languages: readonly LanguageAlternate[];
  /** Path of the web app manifest. */
  readonly manifest: string;
  /** How browsers search the site (OpenSearch). */
  readonly search: { readonly title: string; readonly url: string };
  readonly openGraph: readonly { readonly property: string; readonly content: string }[];
  readonly twitter: readonly { readonly name: string; readonly content: string }[];
  /** Stories can be kept for reading offline. */
  readonly offersOffline: boolean;
  /** Nodes of schema.org, each with its context; the view escapes them for script. None for errors. */
  readonly structuredData: readonly object[];
}

/** What a page tells of itself; `path` is null for a page that is nobody's address. */
export interface HeadFacts {
  readonly title: string;
  readonly description: string | null;
  readonly path: string | null;
  readonly structuredData: readonly object[];
  readonly article?: ArticleFacts;
  /** The versions of this page in several languages, its own among them; by default those that its address tells. */
  readonly versions?: readonly Counterpart[];
  /** Other forms of this very page, such as its feeds. */
  readonly alternates?: readonly Alternate[];
  /** Absolute URL of the original, where this page republishes it. */
  readonly canonical?: string | null;
}

/** Open Graph facts of an article; times are RFC 3339 with offset. */
export interface ArticleFacts {
  readonly published: string;
  readonly modified: string | null;
  readonly expires: string | null;
  readonly section: string | null;
  readonly authors: readonly { readonly name: string; readonly url: string }[];
  /** As in PageHead. */
  readonly creators: readonly string[];
  readonly tags: readonly string[];
  /** null where the site's own card stands in. */
  readonly image: ShareImage | null;
  readonly language: string | null;
}

/** Large pictures and full snippets are welcome (Google: robots meta tag). */
const INDEXED = 'index,follow,max-image-preview:large,max-snippet:-1,max-video-preview:-1';
const NOT_INDEXED = 'noindex,follow';

/** Builds the head of a page. */
export function buildHead(context: PageContext, facts: HeadFacts): PageHead {
  const { at, site, words, origin } = context;
  const ownUrl = facts.path === null ? null : origin + facts.path;
  const canonical = facts.canonical ?? ownUrl;
  const image: ShareImage = facts.article?.image ?? siteCard(context);
  const versions = facts.versions ?? (facts.path === null ? [] : samePages(context, facts.path));
  const title =
    facts.path !== at('/')
      ? `${facts.title} | ${site.name}`
      : [site.name, ...(site.description === null ? [] : [site.description])].join(': ');
  return {
    title,
    description: facts.description,
    author:
      facts.article === undefined
        ? null
        : facts.article.authors.map(({ name }) => name).join(', ') || site.publisher.name,
    creators: facts.article?.creators ?? [],
    canonical,
    robots: ownUrl === null ? NOT_INDEXED : INDEXED,
    alternates: [
      ...(facts.alternates ?? []),
      ...feedAlternates(context, at('/'), words.plain('feed-newest')),
    ],
    languages: languageAlternates(context, versions),
    manifest: at(MANIFEST_PATH),
    search: { title: site.name, url: origin + at(OPENSEARCH_PATH) },
    openGraph: ownUrl === null ? [] : openGraph(context, { ...facts, versions }, ownUrl, image),
    twitter:
      ownUrl === null
        ? []
        : [
            { name: 'twitter:card', content: 'summary_large_image' },
            { name: 'twitter:title', content: facts.title },
            ...optional('name', 'twitter:description', facts.description),
            { name: 'twitter:image', content: image.url },
            { name: 'twitter:image:alt', content: image.alt },
          ],
    structuredData: facts.structuredData,
    offersOffline: site.offline,
  };
}

/** The Open Graph protocol (ogp.me); `article:*` has no `og:` prefix. */
function openGraph(
  { site }: PageContext,
  { versions, ...facts }: HeadFacts & { readonly versions: readonly Counterpart[] },
  ownUrl: string,
  image: ShareImage,
): PageHead['openGraph'] {
  const { article } = facts;
  return [
    { property: 'og:title', content: facts.title },
    { property: 'og:type', content: article === undefined ? 'website' : 'article' },
    { property: 'og:url', content: facts.canonical ?? ownUrl },
    { property: 'og:site_name', content: site.name },
    { property: 'og:locale', content: openGraphLocale(article?.language ?? site.locale) },
    ...versions
      .filter(({ path }) => path !== facts.path)
      .map(({ language }) => ({
        property: 'og:locale:alternate',
        content: openGraphLocale(language),
      })),
    ...optional('property', 'og:description', facts.description),
    { property: 'og:image', content: image.url },
    { property: 'og:image:type', content: image.type },
    { property: 'og:image:width', content: String(image.width) },
    { property: 'og:image:height', content: String(image.height) },
    { property: 'og:image:alt', content: image.alt },
    ...(article === undefined
      ? []
      : [
          { property: 'article:published_time', content: article.published },
          ...optional('property', 'article:modified_time', article.modified),
          ...optional('property', 'article:expiration_time', article.expires),
          ...optional('property', 'article:section', article.section),
          ...article.authors.map(({ url }) => ({ property: 'article:author', content: url })),
          ...article.tags.map((content) => ({ property: 'article:tag', content })),
        ]),
  ];
}

/** `en-GB` → `en_GB`; a bare language takes its likeliest region (CLDR): `hy` → `hy_AM`. */
function openGraphLocale(tag: string): string {
  const { language, region } = likelyLocale(tag);
  return `${language}_${region ?? language.toUpperCase()}`;
}

function optional<K extends string>(
  key: K,
  name: string,
  content: string | null,
): ({ [P in K]: string } & { content: string })[] {
  return content === null ? [] : [{ [key]: name, content } as { [P in K]: string } & { content: string }];
}
