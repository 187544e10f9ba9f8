import sharp, { type Sharp } from 'sharp';
import { type CropShape, defaultFocus, type FocalPoint, planCrop, type Size } from './crop-box.ts';
import { decodeOnce } from './decode-once.ts';
import { decodeInSrgb } from './decode-picture.ts';
import { marksOf } from '../notice/marks-of.ts';
import type { PictureNotice } from '../notice/picture-notice.ts';
import { writeNotice } from '../clean/write-notice.ts';
import { PICTURE_LIMITS, type PictureLimits } from '../picture-limits.ts';

/** Messengers drop the picture of a link that is heavier (WhatsApp: 300 KB). */
export const MAX_CROP_BYTES = 300 * 1024;
const QUALITIES: readonly number[] = [82, 74, 66, 58, 50, 42, 34, 26, 18, 10];

/**
 * Cuts a picture to a shape around its focal point, as a JPEG of at most 300 KB: the quality goes down
 * until it fits. Upright, on white, with its notice and credit line and no other metadata. In sRGB, since those who
 * cut and encode it again, as messengers do, lose other profiles.
 * @param size of the upright picture, as probed; px.
 * @param focus null for the default: the middle, and the upper third of an upright picture.
 * @throws PictureError where the picture is damaged, too large or takes too long, BusyError where the machine had no
 * time for it.
 */
export async function makeCrop(
  source: Buffer,
  size: Size,
  shape: CropShape,
  focus: FocalPoint | null,
  limits: PictureLimits = PICTURE_LIMITS,
): Promise<Buffer> {
  const { scaled, box } = planCrop(size, shape, focus ?? defaultFocus(size));
  return decodeOnce(limits, async (within) => {
    const metadata = await sharp(source, { failOn: 'error', limitInputPixels: false }).metadata();
    const { data, info } = await decodeInSrgb(source, within)
      .resize({ ...scaled, fit: 'fill' })
      .extract(box)
      .flatten({ background: '#ffffff' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const picture = sharp(data, { raw: { width, height, channels } });
    const tagged = metadata.icc === undefined ? picture : picture.withIccProfile('srgb');
    return encodeWithin(tagged, marksOf(metadata, source).notice);
  });
}

async function encodeWithin(picture: Sharp, notice: PictureNotice): Promise<Buffer> {
  let smallest: Buffer = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    const encoded = picture.clone().jpeg({ quality, mozjpeg: true, progressive: true });
    smallest = await writeNotice(encoded, 'jpeg', notice);
    if (smallest.length <= MAX_CROP_BYTES) break;
  }
  return smallest;
}
