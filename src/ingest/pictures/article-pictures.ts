import type { SiteHosts } from '../../domain/hosts/site-hosts.ts';
import { runTextSteps } from '../../content/markdown/dialects/run-text-steps.ts';
import { findPictures, type PictureReference } from '../../content/articles/picture-references.ts';

/** The text of an article's file, and where its body begins in it, in UTF-16 code units. */
interface ArticleText {
  readonly file: string;
  readonly text: string;
  readonly bodyStart: number;
}

/**
 * Every picture and other file that an article may show, as findPictures tells: of its front matter as it is written, of its body as it
 * reads in our own Markdown. Offsets are those of the text.
 */
export function findArticlePictures(
  { file, text, bodyStart }: ArticleText,
  hosts: SiteHosts,
): PictureReference[] {
  const { text: body, isEdited, toOriginal } = runTextSteps(text.slice(bodyStart), { file, title: null });
  if (!isEdited) return findPictures(text, file, hosts);
  const found = new Map<string, PictureReference>();
  const inBody = findPictures(body, file, hosts).map((one) => ({
    ...one,
    offset: bodyStart + toOriginal(one.offset),
  }));
  for (const one of [...findPictures(text.slice(0, bodyStart), file, hosts), ...inBody]) {
    const known = found.get(one.src);
    if (known === undefined || (one.isCertain && !known.isCertain)) found.set(one.src, one);
  }
  return [...found.values()];
}
