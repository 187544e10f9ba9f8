import type { Metadata } from 'sharp';
import { type PictureMarks, readMarks } from './picture-notice.ts';

/** What the metadata of a picture tell, of a GIF's too, which the library does not read. */
export function marksOf(metadata: Metadata, bytes: Buffer): PictureMarks {
  return readMarks(metadata.format === 'gif' ? { xmpAsString: readGifXmp(bytes) } : metadata);
}

const START = Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1');
const MOST_BYTES = 1024 * 1024;

/** The XMP packet of a GIF (ISO 16684-1 annex A); '' for none. It ends where its row of falling lengths begins. */
function readGifXmp(bytes: Buffer): string {
  const start = bytes.indexOf(START);
  if (start === -1) return '';
  const from = start + START.length;
  const end = bytes.indexOf(Buffer.from([0x01, 0xff, 0xfe]), from);
  return end === -1 || end - from > MOST_BYTES ? '' : bytes.toString('utf8', from, end);
}
