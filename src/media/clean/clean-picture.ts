import sharp, { type Metadata, type Sharp } from 'sharp';
import { marksOf } from '../notice/marks-of.ts';
import type { PictureMarks } from '../notice/picture-notice.ts';
import { type WrittenMarks, writeMarks } from '../notice/write-marks.ts';
import { writeNotice } from './write-notice.ts';
import { toPictureError } from '../picture-error.ts';
import type { PictureFormat } from '../picture-format.ts';
import { PICTURE_LIMITS, type PictureLimits } from '../picture-limits.ts';
import { readParts } from './read-parts.ts';

/** Px; the longer side of what has to be encoded anew. An AVIF takes so long that it must be smaller. */
const MOST_SIDE = 4096;
const MOST_AVIF_SIDE = 2000;

/**
 * A picture file without place, names, serial numbers, thumbnails, notes and history, and without what follows
 * its end: with the notice of its copyright, its credit line, colour profile and orientation alone. The picture
 * itself stays bit for bit; only what is written in an odd way is encoded anew, upright and at most 4,096 px wide
 * and high, an AVIF 2,000 px.
 * @param bytes of a picture that was probed.
 * @throws PictureError where it is damaged, not whole, too large or takes too long.
 */
export async function cleanPicture(
  bytes: Buffer,
  format: PictureFormat,
  limits: PictureLimits = PICTURE_LIMITS,
): Promise<Buffer> {
  try {
    const metadata = await sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata();
    const marks = marksOf(metadata, bytes);
    const cleaned = await takeApart(bytes, format, metadata, writeMarks(marks));
    return cleaned ?? (await encodeAnew(bytes, format, marks, limits));
  } catch (error) {
    throw toPictureError(error, null);
  }
}

/** What is said of a picture file that is not whole. */
export const CUT_SHORT = 'the file ends before the picture does';

/** The file without what is not the picture; null where nobody could say for certain what that is. */
async function takeApart(
  bytes: Buffer,
  format: PictureFormat,
  before: Metadata,
  marks: WrittenMarks,
): Promise<Buffer | null> {
  const found = await readParts(bytes, format, marks);
  if (found.kind === 'cut') throw new Error(CUT_SHORT);
  if (found.kind === 'odd') return null;
  const written = new Set([marks.exif, marks.xmp]);
  const ours = (part: Buffer): boolean =>
    [...written].some((block) => block !== null && part.includes(block));
  if (found.parts.some((part) => !ours(part) && SIGNS.some((sign) => part.includes(sign)))) return null;
  const cleaned = Buffer.concat(found.parts);
  const after = await sharp(cleaned, { failOn: 'error', limitInputPixels: false }).metadata();
  const isTurned = (after.orientation ?? 1) === (before.orientation ?? 1);
  return isTurned && SHAPE.every((field) => after[field] === before[field]) ? cleaned : null;
}

const SHAPE = ['format', 'width', 'height', 'pages', 'space', 'channels'] as const;

/** What begins a block of metadata; too long to stand among the picture's own bytes by chance. */
const SIGNS: readonly Buffer[] = [
  'Exif\0\0',
  'http://ns.adobe.com/',
  '<x:xmpmeta',
  '<?xpacket',
  'Photoshop 3.0\0',
].map((text) => Buffer.from(text, 'latin1'));

async function encodeAnew(
  bytes: Buffer,
  format: PictureFormat,
  { notice }: PictureMarks,
  { maxPixels, maxSeconds }: PictureLimits,
): Promise<Buffer> {
  const isMoving = format === 'gif' || format === 'webp';
  const options = { failOn: 'error', limitInputPixels: maxPixels, animated: isMoving } as const;
  const opened = sharp(bytes, options).timeout({ seconds: maxSeconds }).keepIccProfile();
  const upright = isMoving ? opened : opened.autoOrient();
  const side = format === 'avif' ? MOST_AVIF_SIDE : MOST_SIDE;
  const size = { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const;
  return writeNotice(encode(isMoving ? upright : upright.resize(size), format), format, notice);
}

/** Twice the bytes of what is made for pages: this may be printed, or cut. */
function encode(picture: Sharp, format: PictureFormat): Sharp {
  if (format === 'avif') return picture.avif({ quality: 60, effort: 1 });
  if (format === 'webp') return picture.webp({ quality: 90 });
  if (format === 'png') return picture.png({ compressionLevel: 9 });
  if (format === 'gif') return picture.gif();
  return picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' });
}
