import sharp from 'sharp';
import { marksOf } from '../../src/media/notice/marks-of.ts';
import type { PictureMarks } from '../../src/media/notice/picture-notice.ts';

/** What a picture file says of itself. */
export const marksIn = async (bytes: Buffer): Promise<PictureMarks> =>
  marksOf(await sharp(bytes).metadata(), bytes);
