import type { Site } from '../config/site.ts';
import { type ArticleRecord, summaryOf } from '../domain/article.ts';
import { textDirection } from '../domain/language.ts';
import { authorPath } from '../domain/urls.ts';
import type { OembedRequest } from './oembed-request.ts';
import { escapeXml, legalText } from '../html/escape.ts';
import { element, textElement, xmlDocument } from './xml.ts';

export interface OembedContext {
  readonly site: Site;
  readonly at: (path: string) => string;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  /** The article's share picture; null for none. */
  readonly thumbnail: OembedThumbnail | null;
}

export interface OembedThumbnail {
  /** Absolute. */
  readonly url: string;
  /** Px. */
  readonly width: number;
  readonly height: number;
}

/** An answer of type `rich`: a quotation of the story that needs no script and no style of ours. */
export type OembedAnswer = Readonly<Record<string, string | number>>;

/** How long a consumer may keep an answer, in seconds. */
const CACHE_AGE = 3600;
/** Px; a headline, a standfirst and a byline take about this much room. */
const CARD = { width: 600, height: 200 };

/** Describes a live article to a site that embeds it (oembed.com §2.3). */
export function buildOembed(
  { at, site, origin, thumbnail }: OembedContext,
  article: ArticleRecord,
  { maxWidth, maxHeight }: Pick<OembedRequest, 'maxWidth' | 'maxHeight'>,
): OembedAnswer {
  const width = Math.min(CARD.width, maxWidth ?? CARD.width);
  const height = Math.min(CARD.height, maxHeight ?? CARD.height);
  const [author] = article.authors;
  const fits =
    thumbnail !== null &&
    thumbnail.width <= (maxWidth ?? thumbnail.width) &&
    thumbnail.height <= (maxHeight ?? thumbnail.height);
  return {
    version: '1.0',
    type: 'rich',
    title: legalText(article.title),
    // What nobody signs is the newsroom's.
    author_name: author === undefined ? legalText(site.publisher.name) : authorNames(article),
    author_url:
      author === undefined ? (site.publisher.url ?? origin + at('/')) : origin + at(authorPath(author.slug)),
    provider_name: legalText(site.name),
    provider_url: origin + at('/'),
    cache_age: CACHE_AGE,
    ...(fits
      ? {
          thumbnail_url: thumbnail.url,
          thumbnail_width: thumbnail.width,
          thumbnail_height: thumbnail.height,
        }
      : {}),
    html: cardHtml(article, site, origin),
    width,
    height,
  };
}

export const writeOembedJson = (answer: OembedAnswer): string => JSON.stringify(answer);

export const writeOembedXml = (answer: OembedAnswer): string =>
  xmlDocument(
    element(
      'oembed',
      {},
      Object.entries(answer).map(([name, value]) => textElement(name, String(value))),
    ),
  );

function cardHtml(article: ArticleRecord, site: Site, origin: string): string {
  const language = article.language ?? site.language;
  const url = escapeXml(origin + article.path);
  const summary = summaryOf(article);
  const byline = [authorNames(article), site.name].filter((text, index, all) => all.indexOf(text) === index);
  const lines = [
    `<p><a href="${url}"><strong>${escapeXml(article.title)}</strong></a></p>`,
    ...(summary === null ? [] : [`<p>${escapeXml(summary)}</p>`]),
    `<footer>${escapeXml(byline.filter((text) => text !== '').join(' · '))}</footer>`,
  ];
  const attributes = `cite="${url}" lang="${escapeXml(language)}" dir="${textDirection(language)}"`;
  return `<blockquote ${attributes}>${lines.join('')}</blockquote>`;
}

const authorNames = ({ authors }: ArticleRecord): string =>
  authors.map(({ name }) => legalText(name)).join(', ');
