import sharp, { type Sharp } from 'sharp';
import { chooseColourTag } from '../clean/icc-profile.ts';
import { marksOf } from '../notice/marks-of.ts';
import type { PictureNotice } from '../notice/picture-notice.ts';
import { PICTURE_LIMITS, type PictureLimits } from '../picture-limits.ts';

/** A picture to make others from. */
export interface DecodedPicture {
  /** First frame only, the right way up. */
  readonly picture: Sharp;
  readonly notice: PictureNotice;
}

/**
 * Opens a picture's bytes. What is made from it has no metadata but the profile of its colours: sharp writes none
 * unless asked. Colours beyond sRGB keep their own profile, all others are turned into sRGB. Reading fails where
 * data are missing or broken, where the picture has too many pixels, and when it takes too long.
 */
export async function decodePicture(
  source: Buffer,
  limits: PictureLimits = PICTURE_LIMITS,
): Promise<DecodedPicture> {
  const metadata = await sharp(source, { failOn: 'error', limitInputPixels: false }).metadata();
  const picture = decodeInSrgb(source, limits);
  const tag = chooseColourTag(metadata.icc, metadata.space);
  if (tag === 'own') picture.keepIccProfile();
  if (tag === 'srgb') picture.withIccProfile('srgb');
  return { picture, notice: marksOf(metadata, source).notice };
}

/** The same in sRGB, with no profile. */
export function decodeInSrgb(source: Buffer, limits: PictureLimits = PICTURE_LIMITS): Sharp {
  return sharp(source, { failOn: 'error', limitInputPixels: limits.maxPixels, sequentialRead: true })
    .autoOrient()
    .toColourspace('srgb')
    .timeout({ seconds: limits.maxSeconds });
}
