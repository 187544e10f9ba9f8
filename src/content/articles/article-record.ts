import {
  type ArticleRecord,
  articleId,
  type Byline,
  type KeyPoint,
  type Picture,
} from '../../domain/article.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import type { Moment } from '../../domain/moment.ts';
import type { IsOwnHost } from '../../domain/hosts/own-hosts.ts';
import { fillFileMarks } from '../../domain/marks/file-marks.ts';
import { hasMarks } from '../markdown/html/inline-caption.ts';
import { renderLine } from '../markdown/render-line.ts';
import { locatePicture } from '../document/locate-picture.ts';
import type { WrittenIn } from '../markdown/inspect/body-finding.ts';
import { articlePath } from '../../domain/urls.ts';
import type { Limits } from '../../domain/visibility.ts';
import type { LocatedData } from '../../problems/reading/located-data.ts';
import type { WrittenAuthor } from './authors-field.ts';
import type { ArticleFields } from './schema.ts';

/** What an article is made of, once all of it is known. */
export interface ResolvedFields
  extends Pick<ArticleRecord, 'file' | 'title' | 'slug' | 'language' | 'excerpt'> {
  /** What the story says in short; empty for most. */
  readonly points: readonly KeyPoint[];
  readonly fields: ArticleFields;
  readonly bylines: readonly Byline[];
  readonly limits: Limits;
  readonly dated: Moment;
  /** What stands before its path; see storyPrefix. */
  readonly prefix: string | null;
  readonly edition: string;
  /** What it has in common with its versions in other languages; null for nothing. */
  readonly translation: string | null;
  readonly isOwnHost: IsOwnHost;
  /** Whether pictures of a host are fetched. */
  readonly isPictureHost: IsOwnHost;
}

/** An article is of the day when it became public; its URL keeps the day of its `date`, whatever limits it. */
export function toRecord({
  fields,
  bylines,
  limits,
  file,
  title,
  dated,
  slug,
  language,
  prefix,
  edition,
  translation,
  excerpt,
  points,
  isOwnHost,
  isPictureHost,
}: ResolvedFields): ArticleRecord {
  const { from } = limits;
  const published = from !== null && from.epochMs > dated.epochMs ? from : dated;
  const path = articlePath(dated.day, slug, prefix);
  const { source, image } = fields;
  return {
    id: fields.id ?? articleId(file),
    file,
    path,
    slug,
    title,
    description: fields.description ?? fields.subtitle ?? null,
    excerpt,
    ...readSeldom(fields),
    ...(points.length === 0 ? {} : { points }),
    language,
    ...(edition === OWN_EDITION ? {} : { edition }),
    ...(translation === null ? {} : { translation }),
    published,
    updated: readUpdated(fields, published),
    expires: fields.expires?.moment ?? null,
    isDraft: limits.isHeld || (fields.draft ?? false),
    type: fields.type ?? 'news',
    section: fields.section ?? null,
    topics: fields.topics ?? [],
    authors: bylines
      .filter(({ idAt }) => idAt === undefined)
      .map((one) => ({ name: one.name, slug: one.slug })),
    ...(bylines.some(({ ids, idAt }) => ids !== undefined || idAt !== undefined) ? { bylines } : {}),
    series: fields.series ?? null,
    image: readPicture(image, { file, isOwnHost, isPictureHost, language: language ?? 'en' }),
    source: source === undefined ? null : { name: source.name, url: source.url ?? null },
    location: fields.location ?? null,
    corrections: (fields.corrections ?? []).map((one) => ({ date: one.date.moment, text: one.text })),
    canonical: fields.canonical ?? null,
    aliases: (fields.aliases ?? []).filter((alias) => alias !== path),
  };
}

/** The authors with what tells who they are beside their names. */
export function readBylines(authors: readonly WrittenAuthor[], located: LocatedData): Byline[] {
  return authors.map(({ name, slug, ids, isId, index }) => ({
    name,
    slug,
    ...(ids.length === 0 ? {} : { ids }),
    ...(isId ? { idAt: located.at(index === null ? ['authors'] : ['authors', index]).value } : {}),
  }));
}

/** What few articles have, absent from the others. */
function readSeldom(fields: ArticleFields) {
  const { title, description, subtitle, kicker, translator, license, ai, history } = fields;
  const isSecond = subtitle !== undefined && description !== undefined;
  const names = (translator?.authors ?? []).filter(({ isId }) => !isId).map(({ name }) => name);
  return {
    ...(isSecond && subtitle !== description && subtitle !== title ? { subtitle } : {}),
    ...(kicker === undefined ? {} : { kicker }),
    ...(names.length === 0 ? {} : { translators: names }),
    ...(license === undefined ? {} : { license }),
    ...(history === false ? { history } : {}),
    ...(ai === undefined || Object.keys(ai).length === 0 ? {} : { ai }),
  };
}

/** An update before the publication is ignored; `updated` of the same day as `date` begins with it. */
function readUpdated(fields: ArticleFields, published: Moment): Moment | null {
  const updated = fields.updated?.moment ?? null;
  return updated !== null && updated.epochMs > published.epochMs ? updated : null;
}

function readPicture(
  image: ArticleFields['image'],
  text: WrittenIn & { readonly language: string },
): ArticleRecord['image'] {
  const source = image === undefined ? null : locatePicture(image.src, text);
  if (image === undefined || source === null) return null;
  return {
    ...source,
    alt: image.alt ?? '',
    ...readCaption(image.caption, text),
    credit: image.credit ?? null,
    focus: image.focus ?? null,
  };
}

/** A caption may have links and emphasis; machines take its words. */
function readCaption(
  caption: string | undefined,
  text: { readonly file: string; readonly language: string },
): Pick<Picture, 'caption' | 'captionHtml'> {
  if (caption === undefined || !hasMarks(caption)) return { caption: caption ?? null };
  const { html, plainText } = renderLine(caption.trim().replace(/\s+/g, ' '), text);
  // A caption is shown where links to files are not led anywhere.
  const captionHtml = fillFileMarks(html, () => null);
  return { caption: plainText.trim() || null, captionHtml };
}
