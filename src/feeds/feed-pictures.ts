import type { Picture } from '../domain/article.ts';
import { writeAttributes } from '../html/attributes.ts';
import { legalText } from '../html/escape.ts';
import { type BodyImage, keptAttributes } from '../media/pictures/body-images.ts';
import type { PictureFacts } from '../media/pictures/picture-facts.ts';
import { plainFile } from '../media/pictures/plain-file.ts';
import type { FeedPicture } from './feed-model.ts';

/** Where pictures are found, and from which origin. */
export interface FeedPictures {
  readonly origin: string;
  /** What is known of a picture of the site by its `src`; null for one that is not shown. */
  readonly picture: (src: string) => PictureFacts | null;
}

/** A picture in a story: the file that everybody can show, with the editor's words. */
export function writeImage(
  { picture }: Pick<FeedPictures, 'picture'>,
  { src, alt, attribute }: BodyImage,
): string | null {
  const facts = picture(src);
  if (facts === null) return null;
  const { path, ...size } = plainFile(facts, { mayMove: true });
  return `<img${writeAttributes({ src: path, alt, ...keptAttributes(size, attribute) })}>`;
}

/** The lead picture of a story; null where it is not there. */
export function feedPicture(
  { origin, picture }: FeedPictures,
  { src, alt, caption, credit }: Picture,
): FeedPicture | null {
  const facts = picture(src);
  if (facts === null) return null;
  const { path, type, width, height } = plainFile(facts);
  const words = (caption ?? alt).trim();
  return {
    url: origin + path,
    type,
    width,
    height,
    description: words === '' ? null : legalText(words),
    credit: credit === null ? null : legalText(credit),
  };
}
