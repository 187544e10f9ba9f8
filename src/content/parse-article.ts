import type { Site } from '../config/site.ts';
import type { Article } from '../domain/article.ts';
import type { Moment } from '../domain/moment.ts';
import { articlePath } from '../domain/urls.ts';
import type { Position } from '../problems/line-index.ts';
import type { Problem } from '../problems/problem.ts';
import { createProblemLog } from '../problems/problem-log.ts';
import { checkArticle } from './check-article.ts';
import { settleCategories } from './front-matter/settle-categories.ts';
import { judgePicture } from './markdown/picture-source.ts';
import { placeAliases } from './place-aliases.ts';
import { readBody, readDocument } from './read-document.ts';
import { readFileName } from './read-file-name.ts';
import { type ArticleFields, articleSchemaOf, MAX_TITLE } from './schema.ts';

export interface TextFile {
  /** Path below the content folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

export interface ParsedArticle {
  /** Null where any problem is an error; warnings leave it readable. */
  readonly article: Article | null;
  /** Where each alias is written. */
  readonly aliasPlaces: ReadonlyMap<string, Position>;
  readonly problems: Problem[];
}

/**
 * Parses one article. Pure: no clock, no disk. Never throws, and takes at most about 2.3 s.
 */
export function parseArticle({ file, text }: TextFile, site: Site): ParsedArticle {
  const log = createProblemLog(file);
  const document = readDocument(text, articleSchemaOf(site), log, ['categories'], (located) =>
    settleCategories(located, site.sections),
  );
  if (document === null) return { article: null, aliasPlaces: new Map(), problems: log.list() };
  const { fields, located } = document;
  const hasTitle = located.has(['title']);
  const language = fields.language ?? site.language;
  const body = readBody(document, { file, title: hasTitle ? (fields.title ?? '') : null, language }, log);
  const name = readFileName(file, site.timeZone);
  if (document.isReadable)
    checkArticle({ document, file, name, sections: site.sections, headline: body?.headline ?? null }, log);
  const title = fields.title ?? body?.headline?.slice(0, MAX_TITLE);
  const published = fields.date?.moment ?? (located.has(['date']) ? undefined : name.day);
  const slug = fields.slug?.slug ?? name.slug;
  if (log.hasErrors || body === null || title === undefined || published == null) {
    return { article: null, aliasPlaces: new Map(), problems: log.list() };
  }
  const path = articlePath(published.day, slug);
  return {
    article: {
      id: fields.id ?? file.replace(/^articles\//, '').replace(/\.(?:md|markdown)$/i, ''),
      file,
      path,
      slug,
      title,
      description: fields.description ?? null,
      language: fields.language ?? null,
      published,
      updated: readUpdated(fields, published),
      expires: fields.expires?.moment ?? null,
      isDraft: fields.draft ?? false,
      type: fields.type ?? 'news',
      section: fields.section ?? null,
      topics: fields.topics ?? [],
      authors: fields.authors ?? [],
      image: readPicture(fields.image, file),
      source:
        fields.source === undefined ? null : { name: fields.source.name, url: fields.source.url ?? null },
      location: fields.location ?? null,
      corrections: (fields.corrections ?? []).map((one) => ({ date: one.date.moment, text: one.text })),
      canonical: fields.canonical ?? null,
      aliases: (fields.aliases ?? []).filter((alias) => alias !== path),
      bodyHtml: body.html,
      wordCount: body.wordCount,
    },
    aliasPlaces: placeAliases(located),
    problems: log.list(),
  };
}

/** An update before the publication is ignored; `updated` of the same day as `date` begins with it. */
function readUpdated(fields: ArticleFields, published: Moment): Moment | null {
  const updated = fields.updated?.moment ?? null;
  return updated !== null && updated.epochMs > published.epochMs ? updated : null;
}

function readPicture(image: ArticleFields['image'], file: string): Article['image'] {
  if (image === undefined) return null;
  const source = judgePicture(image.src, file);
  if (source.kind !== 'media') return null;
  return {
    src: source.src,
    alt: image.alt ?? '',
    caption: image.caption ?? null,
    credit: image.credit ?? null,
  };
}
