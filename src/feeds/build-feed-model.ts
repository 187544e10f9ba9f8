import type { Catalog } from '../catalog/read/catalog.ts';
import type { CorrectedArticle, FeedQueries } from '../catalog/read/feed-queries.ts';
import type { Site } from '../config/site.ts';
import { type Article, type ArticleRecord, summaryOf } from '../domain/article.ts';
import { type AiPreferences, preferencesFor, strictest } from '../domain/machines/ai-preferences.ts';
import { feedPathOf, mapFormats } from '../domain/feed-formats.ts';
import { clipsIn } from '../domain/marks/clip-marks.ts';
import { downloadsIn } from '../domain/marks/download-marks.ts';
import { lastModified } from '../domain/last-modified.ts';
import { type Moment, momentAt } from '../domain/moment.ts';
import { articleKey, CORRECTIONS_KEY, FEED_KEY, fileKey, SITE_KEY } from '../domain/surrogate-keys.ts';
import { authorPath } from '../domain/urls.ts';
import { arrangeGalleries } from '../media/pictures/body-galleries.ts';
import { replaceImages } from '../media/pictures/body-images.ts';
import type { PictureFacts } from '../media/pictures/picture-facts.ts';
import type { Words } from '../words/words.ts';
import { sayDownloads } from '../words/say-downloads.ts';
import { sayInBody } from '../words/say-in-body.ts';
import { feedHtml, linkClips } from './feed-html.ts';
import {
  type FeedAttachment,
  type FeedAuthor,
  type FeedItem,
  type FeedModel,
  type FeedScope,
  feedHomePath,
  type SiteContext,
} from './feed-model.ts';
import { feedPicture, writeImage } from './feed-pictures.ts';
import { articleTag, correctionTag, feedTag } from './permanent-id.ts';
import { escapeXml, legalText } from '../html/escape.ts';

export interface FeedContext extends SiteContext {
  readonly words: Words;
  readonly catalog: Pick<Catalog, 'labelName' | 'file' | keyof FeedQueries>;
  /** Absolute URLs of WebSub hubs. */
  readonly hubs: readonly string[];
  /** What is known of a picture of the site by its `src`; null for one that is not shown. */
  readonly picture: (src: string) => PictureFacts | null;
}

/**
 * A desk that publishes fifteen stories a day shows two days in them, so that a reader who asks twice a day
 * misses none; thirty whole stories are about 40 kB on the wire.
 */
const ITEMS = 30;

/** A feed with the surrogate keys of everything that changes it, and its newest change; undefined for an empty one. */
export interface BuiltFeed {
  readonly model: FeedModel;
  readonly keys: readonly string[];
  /** Milliseconds since 1970. */
  readonly lastModified: number | undefined;
  /** What machines may do with all that it holds. */
  readonly ai: AiPreferences;
}

/**
 * Collects the newest items of a scope, whole, the newest first. Null where there is no such list: a
 * section that site.yaml does not name, a topic or author without a story to show.
 */
export function buildFeedModel(context: FeedContext, scope: FeedScope): BuiltFeed | null {
  const { at, site, catalog, origin, now, hubs } = context;
  const head = describe(context, scope);
  if (head === null) return null;
  const corrected = scope.kind === 'corrections' ? catalog.newestCorrections(ITEMS, now) : [];
  const articles = scope.kind === 'corrections' ? [] : catalog.articlesOf(scope, ITEMS, now);
  const items = [
    ...corrected.map((found) => correctionItem(context, found)),
    ...articles.map((article) => articleItem(context, article)),
  ];
  const newest = items.reduce<Moment | null>(
    (latest, { modified }) => (latest === null || modified.epochMs > latest.epochMs ? modified : latest),
    null,
  );
  const home = at(feedHomePath(scope));
  const model: FeedModel = {
    id: feedTag(home, site, origin),
    title: legalText(head.title),
    description: legalText(head.description),
    language: site.language,
    homeUrl: origin + home,
    selfUrls: mapFormats((format) => origin + feedPathOf(home, format)),
    publisher: publisherOf(context),
    hubs,
    updated: newest ?? instantOf(0, site),
    items,
  };
  return {
    model,
    keys: [SITE_KEY, ...keysOf(scope, articles), ...fileKeys(articles)],
    lastModified: newest?.epochMs,
    ai: strictest([site.ai ?? {}, ...articles.map(({ ai }) => preferencesFor(site.ai, ai))]),
  };
}

const fileKeys = (articles: readonly Article[]): string[] =>
  articles
    .flatMap(({ bodyHtml }) => [...clipsIn(bodyHtml).map(({ src }) => src), ...downloadsIn(bodyHtml)])
    .map(fileKey);

function keysOf(scope: FeedScope, articles: readonly Article[]): string[] {
  switch (scope.kind) {
    case 'all':
      return [FEED_KEY];
    case 'corrections':
      return [CORRECTIONS_KEY];
    default:
      // Stories come to a list and go with its key; what changes in one of them is told by its own.
      return [
        `${scope.kind}:${scope.slug}`,
        ...articles.flatMap(({ id, linkKeys = [] }) => [articleKey(id), ...linkKeys]),
      ];
  }
}

/** The name and description of a feed; null where its list does not exist. */
function describe(
  { site, catalog, words, now }: FeedContext,
  scope: FeedScope,
): { readonly title: string; readonly description: string } | null {
  const about = site.description ?? site.name;
  const titleOf = (list: string): string => words.say('feed-title', { list, site: site.name });
  switch (scope.kind) {
    case 'all':
      return { title: site.name, description: about };
    case 'corrections':
      return {
        title: titleOf(words.plain('corrections')),
        description: words.plain('feed-corrections-text'),
      };
    case 'section': {
      const section = site.sections.find(({ slug }) => slug === scope.slug);
      if (section === undefined) return null;
      return { title: titleOf(section.name), description: section.description ?? about };
    }
    default: {
      const name = catalog.labelName(scope.kind, scope.slug, now);
      return name === null ? null : { title: titleOf(name), description: about };
    }
  }
}

function articleItem(context: FeedContext, article: Article): FeedItem {
  const { at, site, origin } = context;
  const url = origin + article.path;
  const summary = summaryOf(article);
  const section = site.sections.find(({ slug }) => slug === article.section);
  const categories = [section?.name ?? null, ...article.topics.map(({ name }) => name)];
  return {
    ...itemHead(context, article),
    id: articleTag(article, site, origin),
    title: legalText(article.title),
    summary: summary === null ? null : legalText(summary),
    contentHtml: feedHtml(showBody(context, article), url),
    attachment: attachmentOf(context, article),
    published: article.published,
    modified: lastModified(article),
    // What nobody signs is the newsroom's: in RSS nothing but an item can say so.
    authors:
      article.authors.length === 0
        ? [publisherOf(context)]
        : article.authors.map(({ name, slug }) => ({
            name: legalText(name),
            url: origin + at(authorPath(slug)),
          })),
    categories: [...new Set(categories.flatMap((name) => (name === null ? [] : [legalText(name)])))],
    picture: article.image === null ? null : feedPicture(context, article.image),
  };
}

const publisherOf = ({ site, origin }: FeedContext): FeedAuthor => ({
  name: legalText(site.publisher.name),
  url: site.publisher.url ?? `${origin}/`,
});

/** A correction, told in its own words, with the way to its story. */
function correctionItem(context: FeedContext, { article, correction }: CorrectedArticle): FeedItem {
  const { site, origin } = context;
  const head = itemHead(context, article);
  const text = legalText(correction.text);
  const link = `<a href="${escapeXml(head.url)}">${escapeXml(article.title)}</a>`;
  return {
    ...head,
    id: correctionTag(article, correction, site, origin),
    title: context.words.say('feed-correction', { title: legalText(article.title) }),
    summary: text,
    contentHtml: `<p>${escapeXml(text)}</p>\n<p>${link}</p>`,
    published: correction.date,
    modified: correction.date,
    authors: [],
    categories: [],
    picture: null,
    attachment: null,
  };
}

const itemHead = ({ site, origin }: FeedContext, { path, language }: ArticleRecord) => ({
  url: origin + path,
  language: language ?? site.language,
});

/** A body with the interface’s words and the pictures that are there, after what the story says in short. */
function showBody(context: FeedContext, { bodyHtml, points = [] }: Article): string {
  const { words, site, catalog } = context;
  const withSizes = sayDownloads(bodyHtml, { words, locale: site.locale, file: catalog.file });
  const linked = linkClips(withSizes, (src) => catalog.file(src)?.src ?? null);
  const arranged = arrangeGalleries(linked, (src) => context.picture(src) !== null);
  const shown = replaceImages(sayInBody(arranged, context.words), (image) => writeImage(context, image));
  if (points.length === 0) return shown;
  const items = points.map(({ html }) => `<li>${html}</li>`).join('\n');
  const heading = escapeXml(context.words.plain('story-points'));
  return `<p><strong>${heading}</strong></p>\n<ul>\n${items}\n</ul>\n${shown}`;
}

/** The first film or recording of a story that is there. */
function attachmentOf({ catalog, origin }: FeedContext, { bodyHtml }: Article): FeedAttachment | null {
  const [first] = clipsIn(bodyHtml).flatMap(({ src }) => catalog.file(src) ?? []);
  return first === undefined ? null : { url: origin + first.src, type: first.type, bytes: first.bytes };
}

const instantOf = (epochMs: number, site: Site): Moment =>
  momentAt(Temporal.Instant.fromEpochMilliseconds(epochMs), site.timeZone, 'minute');
