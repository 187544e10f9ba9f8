import type { Metadata } from 'sharp';
import { type PictureMarks, readMarks } from './picture-notice.ts';
import { readGifXmp } from './read-gif-xmp.ts';

/** What the metadata of a picture tell, of a GIF's too, which the library does not read. */
export function marksOf(metadata: Metadata, bytes: Buffer): PictureMarks {
  return readMarks(metadata.format === 'gif' ? { xmpAsString: readGifXmp(bytes) } : metadata);
}
