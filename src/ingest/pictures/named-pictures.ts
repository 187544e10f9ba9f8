import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../../catalog/sqlite/columns.ts';
import type { Teaser } from '../../catalog/store/teaser.ts';
import { findArticlePictures } from './article-pictures.ts';
import { findPictures, type PictureReference } from '../../content/articles/picture-references.ts';
import type { AuthorProfile } from '../../domain/article.ts';
import { mediaFile } from '../../domain/media-file.ts';
import type { IsOwnHost } from '../../domain/hosts/own-hosts.ts';
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
export function picturesOfArticle(article: ArticleWithPictures, isOwnHost: IsOwnHost): PictureReference[] {
  return ledBy(leadOf(article.teaser), findArticlePictures(article, isOwnHost));
}

/** The lead picture of a Teaser as JSON. */
export const leadOf = (teaser: string): string | null => (JSON.parse(teaser) as Teaser).image?.src ?? null;

/** So many articles stand on the fronts and first lists. */
const NEWEST = 36;

/** The lead pictures of the newest articles that readers find. */
export function newestLeads(database: DatabaseSync, now: number): WarmPicture[] {
  const newest = database.prepare(
    `SELECT teaser, published_ms FROM article
     WHERE is_draft = 0 AND published_ms <= ? AND (expires_ms IS NULL OR expires_ms > ?)
     ORDER BY published_ms DESC, id DESC LIMIT ${NEWEST}`,
  );
  return newest.all(now, now).flatMap((row) => {
    const src = leadOf(requiredText(row, 'teaser'));
    return src === null ? [] : [{ src, publishedMs: Number(row['published_ms']), place: 'lead' as const }];
  });
}

/**
 * The pictures that the page of an author shows: the portrait, and those of the biography, which `text` holds, or the
 * whole file.
 */
export function picturesOfAuthor(
  { file, picture, bodyHtml }: AuthorProfile,
  isOwnHost: IsOwnHost,
  text = bodyHtml,
): PictureReference[] {
  return ledBy(picture?.src ?? null, findPictures(text, file, isOwnHost));
}

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
