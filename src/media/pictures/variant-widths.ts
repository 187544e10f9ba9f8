import type { PictureFacts } from './picture-facts.ts';

export type VariantFormat = 'avif' | 'webp' | 'jpeg' | 'png';

/**
 * Px; columns and screens of phones, tablets and desks, at one to three device pixels. Pages offer some of them, each place its own
 * (pages/parts/picture-places.ts); none goes, as addresses of pictures are shared.
 */
const VARIANT_WIDTHS: readonly number[] = [320, 480, 640, 672, 800, 1080, 1280, 1344, 1600, 2000];
/** Those of a column. */
export const COLUMN_WIDTHS: readonly number[] = [480, 672, 800, 1080, 1344, 2000];
export const LARGEST_WIDTH = 2000;

/**
 * The widths that a picture is offered in, in px, rising: the listed ones up to its own, and its own where
 * the list goes on. Empty for what is animated, which is served as it is.
 */
export function widthsOf({ width, isAnimated }: PictureFacts): readonly number[] {
  if (isAnimated) return [];
  const listed = VARIANT_WIDTHS.filter((each) => each <= width);
  return width >= LARGEST_WIDTH || listed.at(-1) === width ? listed : [...listed, width];
}

/**
 * The formats that a picture is offered in, best first; the last one every browser knows. What shows
 * through stays so: WebP and PNG. Empty for what is animated.
 */
export function formatsOf({ hasAlpha, isAnimated }: PictureFacts): readonly VariantFormat[] {
  if (isAnimated) return [];
  return hasAlpha ? ['webp', 'png'] : ['avif', 'webp', 'jpeg'];
}

/** Width and height in px of the variant of this width. */
export function variantSize(facts: PictureFacts, width: number): { width: number; height: number } {
  return { width, height: Math.max(1, Math.round((facts.height * width) / facts.width)) };
}
