import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../../catalog/sqlite/columns.ts';
import type { ReadArticle } from '../../catalog/publish/file-read.ts';
import { catalogSettings, editionsReader } from '../../catalog/sqlite/settings.ts';
import type { Teaser } from '../../catalog/store/teaser.ts';
import { VISIBLE_IN } from '../../catalog/store/visible.ts';
import { findArticlePictures } from './article-pictures.ts';
import { findPictures, type PictureReference } from '../../content/articles/picture-references.ts';
import type { AuthorProfile, StandingPage } from '../../domain/article.ts';
import { mediaFile } from '../../domain/media-file.ts';
import { FETCHED_FOLDER } from '../../domain/picture-name.ts';
import type { SiteHosts } from '../../domain/hosts/site-hosts.ts';
import type { WarmPicture } from './warm-variants.ts';

/** An article's file, its text and its Teaser as JSON. */
export interface ArticleWithPictures {
  readonly file: string;
  readonly text: string;
  /** Where its body begins in the text, in UTF-16 code units. */
  readonly bodyStart: number;
  readonly teaser: string;
}

/** Such an article from columns of these names. */
export const readArticlePictures = (row: Record<string, unknown>): ArticleWithPictures => ({
  file: requiredText(row, 'file'),
  text: requiredText(row, 'text'),
  bodyStart: Number(row['body_start']),
  teaser: requiredText(row, 'teaser'),
});

/** The pictures that an article may show: its lead picture, wherever that is written, and those of its text. */
export function picturesOfArticle(article: ArticleWithPictures, hosts: SiteHosts): PictureReference[] {
  return ledBy(leadOf(article.teaser), findArticlePictures(article, hosts));
}

/** The lead picture of a Teaser as JSON. */
export const leadOf = (teaser: string): string | null => (JSON.parse(teaser) as Teaser).image?.src ?? null;

/** So many articles stand on the fronts and first lists. */
const NEWEST = 36;

/** The lead pictures of the newest articles that readers find in each edition. */
export function newestLeads(database: DatabaseSync, now: number): WarmPicture[] {
  const newest = database.prepare(
    `SELECT teaser, published_ms FROM article
     WHERE ${VISIBLE_IN} ORDER BY published_ms DESC, id DESC LIMIT ${NEWEST}`,
  );
  const editions = editionsReader(catalogSettings(database))();
  return editions
    .flatMap((edition) => newest.all({ edition, now }))
    .flatMap((row) => {
      const src = leadOf(requiredText(row, 'teaser'));
      return src === null ? [] : [{ src, publishedMs: Number(row['published_ms']), place: 'lead' as const }];
    });
}

/** Pictures of one article that are made before readers ask: those that a screen or two show. */
const MOST_OF_ARTICLE = 6;

/** The pictures of a new article that readers will ask for; none where nobody finds it. `now` is milliseconds since 1970. */
export function picturesToWarm(
  { row }: ReadArticle,
  references: readonly PictureReference[],
  now: number,
): WarmPicture[] {
  if (row.isDraft || (row.expiresMs !== null && row.expiresMs <= now)) return [];
  const lead = leadOf(row.teaser);
  return references
    .filter(({ isCertain }) => isCertain)
    .slice(0, MOST_OF_ARTICLE)
    .map(({ src }) => ({ src, publishedMs: row.publishedMs, place: src === lead ? 'lead' : 'body' }));
}

/**
 * The pictures that the page of an author shows: the portrait, and those of the biography, which `text` holds, or the
 * whole file; as it is stored where there is none.
 */
export function picturesOfAuthor(
  { file, picture, bodyHtml }: AuthorProfile,
  hosts: SiteHosts,
  text?: string,
): PictureReference[] {
  const found =
    text === undefined ? picturesOfHtml({ file, bodyHtml }, hosts) : findPictures(text, file, hosts);
  return ledBy(picture?.src ?? null, found);
}

/** The pictures of a stored body, but for those that are fetched, which it says by their addresses; see webPicturesIn. */
export const picturesOfHtml = (
  { file, bodyHtml }: Pick<StandingPage, 'file' | 'bodyHtml'>,
  hosts: SiteHosts,
): PictureReference[] =>
  findPictures(bodyHtml, file, hosts).filter(({ src }) => !src.startsWith(`/media/${FETCHED_FOLDER}/`));

/** A picture that is shown for certain, wherever its name was found, before the others. */
function ledBy(src: string | null, found: PictureReference[]): PictureReference[] {
  if (src === null) return found;
  const lead = found.find((one) => one.src === src);
  // Where its name is not to be found in the text, nobody knows how much of the path it says.
  const tail = lead?.tail ?? (mediaFile(src)?.split('/').length ?? 2) - 1;
  const isAnywhere = lead?.isAnywhere ?? false;
  const first = { src, tail, isAnywhere, offset: lead?.offset ?? 0, isCertain: true };
  return [first, ...found.filter((one) => one !== lead)];
}
