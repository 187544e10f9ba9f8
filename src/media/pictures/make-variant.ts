import type { Sharp } from 'sharp';
import { decodePicture } from './decode-picture.ts';
import { decodeOnce } from './decode-once.ts';
import { writeNotice } from '../clean/write-notice.ts';
import { PICTURE_LIMITS, type PictureLimits } from '../picture-limits.ts';
import type { VariantFormat } from './variant-widths.ts';

export interface VariantShape {
  /** Px; a picture that is narrower stays as wide as it is. */
  readonly width: number;
  readonly format: VariantFormat;
}

/**
 * Makes one variant of a picture from its bytes: upright, with the notice of its copyright, its credit line and the
 * profile of its colours, and no other metadata (no place, no camera, no names). What shows through becomes white in
 * a JPEG.
 * @throws PictureError where the picture is damaged, too large or takes too long, BusyError where the machine had no
 * time for it.
 */
export async function makeVariant(
  source: Buffer,
  { width, format }: VariantShape,
  limits: PictureLimits = PICTURE_LIMITS,
): Promise<Buffer> {
  return decodeOnce(limits, async (within) => {
    const { picture, notice } = await decodePicture(source, within);
    const resized = picture.resize({ width, withoutEnlargement: true });
    return writeNotice(encode(resized, format), format, notice);
  });
}

/**
 * Qualities meant for photographs. AVIF of effort 4 is a tenth smaller than of 3 and takes four times as
 * long: 1.5 s for 1280 px, during which the next picture waits.
 */
function encode(picture: Sharp, format: VariantFormat): Sharp {
  if (format === 'avif') return picture.avif({ quality: 50, effort: 3, chromaSubsampling: '4:2:0' });
  if (format === 'webp') return picture.webp({ quality: 75, smartSubsample: true });
  if (format === 'png') return picture.png({ compressionLevel: 9, palette: true, quality: 90 });
  return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 78, mozjpeg: true, progressive: true });
}
