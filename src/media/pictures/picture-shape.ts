import type { PictureFacts } from './picture-facts.ts';

/**
 * How a picture is laid out in a column. `small`: as wide as it is. `tall`: a portrait, some two thirds of the column.
 * `slim`: what a phone shows, half of it. `wide`: all of it; so is what is so tall that it is read on the way down.
 */
export type PictureShape = 'small' | 'tall' | 'slim' | 'wide';

/** Px; enlarging a picture below that to the column's width would show how small it is. */
const SMALL_WIDTH = 480;

/** Width by height: above these it is no portrait, a portrait, a phone's screen; below them a strip. */
const SQUARE = 0.9;
const PORTRAIT = 0.62;
const SCREEN = 0.4;

export function pictureShape({ width, height }: Pick<PictureFacts, 'width' | 'height'>): PictureShape {
  if (width < SMALL_WIDTH) return 'small';
  const ratio = width / height;
  if (ratio >= SQUARE || ratio < SCREEN) return 'wide';
  return ratio < PORTRAIT ? 'slim' : 'tall';
}
