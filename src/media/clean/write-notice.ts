import type { Sharp } from 'sharp';
import { readParts } from './read-parts.ts';
import type { PictureFormat } from '../picture-format.ts';
import type { PictureNotice } from '../notice/picture-notice.ts';
import { writeMarks, writeXmp } from '../notice/write-marks.ts';

/**
 * Encodes a picture with its notice and credit line, in EXIF and XMP. The library's own EXIF knows no letters
 * but ASCII; only in an AVIF, which it alone can write, they stand so, where that loses none.
 */
export async function writeNotice(
  picture: Sharp,
  format: PictureFormat,
  notice: PictureNotice,
): Promise<Buffer> {
  const xmp = writeXmp(notice);
  if (xmp === null) return picture.toBuffer();
  if (format !== 'avif') {
    const plain = await picture.toBuffer();
    const marked = await readParts(plain, format, writeMarks({ notice, orientation: 1 }));
    if (marked.kind !== 'whole') throw new Error('what was encoded cannot be read');
    return Buffer.concat(marked.parts);
  }
  const ascii = notice.copyright?.replaceAll('©', '(C)') ?? '';
  const withText = picture.withXmp(xmp);
  return /^[ -~]+$/.test(ascii)
    ? withText.withExif({ IFD0: { Copyright: ascii } }).toBuffer()
    : withText.toBuffer();
}
