import { basename } from 'node:path';
import type { Metadata } from 'sharp';
import { marksOf } from '../notice/marks-of.ts';
import type { PictureFormat } from '../picture-format.ts';
import { PICTURE_LIMITS, type PictureLimits } from '../picture-limits.ts';
import { checkPicture, readPicture } from './probe-picture.ts';
import { isSoundJpeg } from './sound-jpeg.ts';
import { isSoundPng } from './sound-png.ts';

/** What an editor has to know of a picture. */
export interface ExaminedPicture {
  readonly format: PictureFormat;
  /** Whether the file says where it was taken. */
  readonly hasPlace: boolean;
}

/**
 * Tells whether a picture can be shown, as probePicture does, for whoever needs nothing else of it: a sound JPEG or PNG is known
 * by its parts, and only others are decoded, which is what takes the time.
 * @throws PictureError for whatever cannot be shown, MachineBusyError where the machine had no time to tell.
 */
export async function examinePicture(
  file: string,
  limits: PictureLimits = PICTURE_LIMITS,
): Promise<ExaminedPicture> {
  const bytes = await readPicture(file, limits);
  const isSound = (format: PictureFormat): boolean => SOUND[format]?.(bytes) === true;
  const { format, metadata } = await checkPicture(bytes, basename(file), limits, isSound);
  return { format, hasPlace: hasPlace(metadata, bytes) };
}

const hasPlace = (metadata: Metadata, bytes: Buffer): boolean => marksOf(metadata, bytes).hasPlace;

const SOUND: Partial<Record<PictureFormat, (bytes: Buffer) => boolean>> = {
  jpeg: isSoundJpeg,
  png: isSoundPng,
};
