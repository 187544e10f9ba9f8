import { requiredText } from '../catalog/columns.ts';
import type { Teaser } from '../catalog/teaser.ts';
import { findPictures, type PictureReference } from '../content/picture-references.ts';
import type { AuthorProfile } from '../domain/article.ts';

/** An article's file, its text and its Teaser as JSON. */
export interface ArticleWithPictures {
  readonly file: string;
  readonly text: string;
  readonly teaser: string;
}

/** Such an article from columns of these names. */
export const readArticlePictures = (row: Record<string, unknown>): ArticleWithPictures => ({
  file: requiredText(row, 'file'),
  text: requiredText(row, 'text'),
  teaser: requiredText(row, 'teaser'),
});

/** The pictures that an article may show: its lead picture, wherever that is written, and those of its text. */
export function picturesOfArticle({ file, text, teaser }: ArticleWithPictures): PictureReference[] {
  const { image } = JSON.parse(teaser) as Teaser;
  return ledBy(image?.src ?? null, findPictures(text, file));
}

/**
 * The pictures that the page of an author shows: the portrait, and those of the biography, which `text` holds, or the
 * whole file.
 */
export function picturesOfAuthor(
  { file, picture, bodyHtml }: AuthorProfile,
  text = bodyHtml,
): PictureReference[] {
  return ledBy(picture?.src ?? null, findPictures(text, file));
}

/** A picture that is shown for certain, wherever its name was found, before the others. */
function ledBy(src: string | null, found: PictureReference[]): PictureReference[] {
  if (src === null) return found;
  const lead = found.find((one) => one.src === src);
  return [{ src, offset: lead?.offset ?? 0, isCertain: true }, ...found.filter((one) => one !== lead)];
}
