import sharp, { type Sharp } from 'sharp';
import { PICTURE_LIMITS, type PictureLimits } from './picture-limits.ts';

/**
 * Opens a picture's bytes, first frame only, the right way up, in sRGB. Whatever is made from it has no
 * metadata: sharp writes none unless asked. Reading fails where data are missing or broken, where the
 * picture has too many pixels, and when it takes too long.
 */
export function decodePicture(source: Buffer, limits: PictureLimits = PICTURE_LIMITS): Sharp {
  return sharp(source, { failOn: 'error', limitInputPixels: limits.maxPixels, sequentialRead: true })
    .autoOrient()
    .toColourspace('srgb')
    .timeout({ seconds: limits.maxSeconds });
}
