import { type Article, summaryOf } from '../../domain/article.ts';
import { lastModified } from '../../domain/last-modified.ts';
import { authorProfileKey } from '../../domain/surrogate-keys.ts';
import { authorPath, SEARCH_PATH, sectionPath, seriesPath } from '../../domain/urls.ts';
import type { Link, PageContext } from '../parts/page-context.ts';
import type { ShareImages } from './share-image.ts';
import type { Counterpart } from './counterparts.ts';
import { isNewsroom } from './newsroom.ts';
import { languageOf } from '../parts/teaser-view.ts';

/** schema.org type for each kind of article (schema.org NewsArticle and its subtypes). */
const ARTICLE_SCHEMA: Readonly<Record<Article['type'], string>> = {
  news: 'NewsArticle',
  report: 'ReportageNewsArticle',
  analysis: 'AnalysisNewsArticle',
  opinion: 'OpinionNewsArticle',
  background: 'BackgroundNewsArticle',
  review: 'ReviewNewsArticle',
};

/** What an article is for machines (schema.org): the article, its breadcrumbs, and who publishes it. */
export function articleNodes(
  context: PageContext,
  article: Article,
  { images, versions }: { readonly images: ShareImages; readonly versions: readonly Counterpart[] },
): readonly object[] {
  const { at, site, origin } = context;
  const url = origin + article.path;
  const section = site.sections.find(({ slug }) => slug === article.section);
  const node = defined({
    '@type': ARTICLE_SCHEMA[article.type],
    '@id': `${url}#article`,
    mainEntityOfPage: url,
    url,
    headline: article.title,
    description: summaryOf(article),
    image: images.shapes.map(imageObject),
    thumbnailUrl: images.thumbnail,
    datePublished: article.published.iso,
    dateModified: lastModified(article).iso,
    // Google wants one; what nobody signs is the newsroom's.
    author:
      article.authors.length === 0
        ? [newsroom(context)]
        : article.authors.map(({ name, slug }) => ({
            '@type': isNewsroom(name, site) ? 'NewsMediaOrganization' : 'Person',
            name,
            url: origin + at(authorPath(slug)),
            ...pagesElsewhere(context, slug),
          })),
    translator: article.translators?.map((name) => ({ '@type': 'Person', name })) ?? null,
    license: article.license?.url ?? article.license?.name ?? null,
    alternativeHeadline: article.subtitle ?? null,
    publisher: publisherOf(context),
    isPartOf:
      article.series === null
        ? null
        : {
            '@type': 'CreativeWorkSeries',
            name: article.series.name,
            url: origin + at(seriesPath(article.series.slug)),
          },
    position: article.series?.part ?? null,
    articleSection: section?.name ?? null,
    keywords: article.topics.length === 0 ? null : article.topics.map(({ name }) => name),
    inLanguage: languageOf(article.language, site),
    workTranslation: translationNodes(origin, article.path, versions),
    wordCount: article.wordCount,
    isAccessibleForFree: true,
    dateline: article.location,
    citation:
      article.source === null
        ? null
        : defined({ '@type': 'CreativeWork', name: article.source.name, url: article.source.url }),
    correction:
      article.corrections.length === 0
        ? null
        : article.corrections.map(({ date, text }) => ({
            '@type': 'CorrectionComment',
            text,
            datePublished: date.iso,
          })),
  });
  const trail = [
    ...(section === undefined ? [] : [{ text: section.name, url: at(sectionPath(section.slug)) }]),
    { text: article.title, url: article.path },
  ];
  return withContext([node, breadcrumbs(context, trail), organization(context)]);
}

/** The same story in other languages; null for none. */
function translationNodes(
  origin: string,
  own: string,
  versions: readonly Counterpart[],
): readonly object[] | null {
  const others = versions.filter(({ path }) => path !== own);
  if (others.length === 0) return null;
  return others.map(({ path, language }) => ({
    '@type': 'NewsArticle',
    '@id': `${origin}${path}#article`,
    url: origin + path,
    inLanguage: language,
  }));
}

/** Where else an author is, as the author's file tells. */
function pagesElsewhere({ catalog, uses, now }: PageContext, slug: string): { readonly sameAs?: string[] } {
  uses(authorProfileKey(slug));
  const links = catalog.authorProfile(slug, now)?.links ?? [];
  return links.length === 0 ? {} : { sameAs: links.map(({ url }) => url) };
}

/** A list or standing page for machines: where it stands in the site, and what it is about. */
export function pageNodes(
  context: PageContext,
  trail: readonly Link[],
  subjects: readonly object[] = [],
): readonly object[] {
  return withContext([...subjects, breadcrumbs(context, trail), organization(context)]);
}

/** The front for machines: the site itself. */
export function siteNodes(context: PageContext): readonly object[] {
  const { at, site, origin } = context;
  return withContext([
    defined({
      '@type': 'WebSite',
      '@id': `${origin}${at('/')}#website`,
      url: origin + at('/'),
      name: site.name,
      // Google takes the first of these where it cannot take the name (“Provide a site name”).
      alternateName: site.alternateNames ?? null,
      description: site.description,
      inLanguage: site.language,
      publisher: publisherOf(context),
      potentialAction: {
        '@type': 'SearchAction',
        target: { '@type': 'EntryPoint', urlTemplate: `${origin}${at(SEARCH_PATH)}?q={search_term_string}` },
        'query-input': 'required name=search_term_string',
      },
    }),
    organization(context),
  ]);
}

/** Who signs what has no author. */
function newsroom({ site, origin }: PageContext): object {
  return {
    '@type': 'NewsMediaOrganization',
    '@id': organizationId(origin),
    name: site.publisher.name,
    url: site.publisher.url ?? `${origin}/`,
  };
}

/** With what readers of a single node look for in it. */
const publisherOf = (context: PageContext): object => ({ ...newsroom(context), logo: logo(context) });

const logo = ({ origin, assetUrl }: PageContext): object => ({
  '@type': 'ImageObject',
  url: origin + assetUrl('icons/icon-512.png'),
  width: 512,
  height: 512,
});

function organization(context: PageContext): object {
  const { site, origin } = context;
  const { publisher } = site;
  const page = (path: string | null): string | null => (path === null ? null : origin + path);
  return defined({
    '@type': 'NewsMediaOrganization',
    '@id': organizationId(origin),
    name: publisher.name,
    url: publisher.url ?? `${origin}/`,
    logo: logo(context),
    email: publisher.email,
    sameAs: publisher.sameAs.length === 0 ? null : publisher.sameAs,
    publishingPrinciples: page(publisher.publishingPrinciples),
    correctionsPolicy: page(publisher.correctionsPolicy),
    ethicsPolicy: page(publisher.ethicsPolicy),
    ownershipFundingInfo: page(publisher.ownershipFundingInfo),
    masthead: page(publisher.masthead),
  });
}

/** A trail from the front to the page itself (Google: breadcrumb). */
function breadcrumbs({ at, site, origin }: PageContext, trail: readonly Link[]): object {
  const steps = [{ text: site.name, url: at('/') }, ...trail];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ text, url }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: text,
      item: origin + url,
    })),
  };
}

const imageObject = ({ url, width, height }: ShareImages['shapes'][number]): object => ({
  '@type': 'ImageObject',
  url,
  width,
  height,
});

const organizationId = (origin: string): string => `${origin}/#organization`;

/** Each a script of its own, as not everybody looks into an `@graph`. */
const withContext = (nodes: readonly object[]): object[] =>
  nodes.map((node) => ({ '@context': 'https://schema.org', ...node }));

/** Drops the properties that have nothing to say. */
export function defined(node: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null));
}
