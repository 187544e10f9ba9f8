import type { WrittenMarks } from '../notice/write-marks.ts';
import type { PictureFormat } from '../picture-format.ts';
import { cleanAvif } from './clean-avif.ts';
import { cleanGif } from './clean-gif.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPng } from './clean-png.ts';
import { cleanWebp } from './clean-webp.ts';
import type { Parts, Slices } from './parts.ts';

const CLEANERS: Readonly<Record<PictureFormat, (bytes: Buffer, marks: WrittenMarks) => Slices>> = {
  jpeg: cleanJpeg,
  png: cleanPng,
  webp: cleanWebp,
  gif: cleanGif,
  avif: cleanAvif,
};

/**
 * Takes all that is not the picture out of a file whose format is known by its first bytes, and puts `marks` in;
 * decodes nothing. Gives the event loop a turn after each millisecond or so.
 */
export async function readParts(bytes: Buffer, format: PictureFormat, marks: WrittenMarks): Promise<Parts> {
  const work = CLEANERS[format](bytes, marks);
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
