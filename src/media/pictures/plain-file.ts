import { cropSize } from './crop-box.ts';
import type { PictureFacts } from './picture-facts.ts';
import { PICTURE_FORMATS } from '../picture-format.ts';
import { cropUrl, originalUrl, variantUrl } from './variant-url.ts';
import { formatsOf, variantSize, widthsOf } from './variant-widths.ts';

/** The one file that stands for a picture where only one can be named. */
export interface PlainFile {
  /** URL path. */
  readonly path: string;
  /** Such as `image/jpeg`. */
  readonly type: string;
  /** Px. */
  readonly width: number;
  readonly height: number;
}

/** Px; wide enough for a column at two device pixels. */
export const PLAIN_WIDTH = 1280;
/** Bytes of a picture that moves; a longer one is not sent to who did not ask for it. */
const MOST_MOVING = 2 * 1024 * 1024;

/**
 * Chooses it: upright, in a format that everybody knows, JPEG or, where something shows through, PNG, and of a
 * size for reading. What moves is itself where `mayMove` and it is small, else a still of it.
 */
export function plainFile(
  facts: PictureFacts,
  { mayMove = false, width: most = PLAIN_WIDTH } = {},
): PlainFile {
  if (facts.isAnimated && mayMove && facts.bytes <= MOST_MOVING) {
    const { width, height } = facts;
    return { path: originalUrl(facts), type: PICTURE_FORMATS[facts.format].contentType, width, height };
  }
  if (facts.isAnimated) {
    const path = cropUrl(facts.hash, 'four-three', null);
    return { path, type: PICTURE_FORMATS.jpeg.contentType, ...cropSize(facts, 'four-three') };
  }
  const format = formatsOf(facts).at(-1) ?? 'jpeg';
  const widths = widthsOf(facts);
  const width = widths.findLast((each) => each <= most) ?? widths[0] ?? facts.width;
  const path = variantUrl(facts.hash, width, format);
  return { path, type: PICTURE_FORMATS[format].contentType, ...variantSize(facts, width) };
}
