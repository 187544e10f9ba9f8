import { escapeXml } from '../../html/escape.ts';
import type { PictureMarks, PictureNotice } from './picture-notice.ts';

/** What is written into a picture in place of all that was in it. */
export interface WrittenMarks {
  /** A TIFF block without the `Exif\0\0` that some formats put before it; null for nothing to say. */
  readonly exif: Buffer | null;
  /** An XMP packet in UTF-8; null for nothing to say. */
  readonly xmp: Buffer | null;
}

export const NO_MARKS: WrittenMarks = { exif: null, xmp: null };

/** Writes notice, credit line and orientation, and no more. */
export function writeMarks({ notice, orientation }: Omit<PictureMarks, 'hasPlace'>): WrittenMarks {
  const xmp = writeXmp(notice);
  return { exif: writeExif(notice, orientation), xmp: xmp === null ? null : Buffer.from(xmp, 'utf8') };
}

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

/** One folder of one or two entries; the text is UTF-8, as programs write it, though Exif 2.32 says ASCII. */
function writeExif({ copyright }: PictureNotice, orientation: number): Buffer | null {
  const text = copyright === null ? null : Buffer.from(`${copyright}\0`, 'utf8');
  const count = (orientation === 1 ? 0 : 1) + (text === null ? 0 : 1);
  if (count === 0) return null;
  const folder = Buffer.alloc(HEADER_BYTES + 2 + count * ENTRY_BYTES + 4);
  folder.write('II*\0', 'latin1');
  folder.writeUInt32LE(HEADER_BYTES, 4);
  folder.writeUInt16LE(count, HEADER_BYTES);
  let at = HEADER_BYTES + 2;
  if (orientation !== 1) {
    writeEntry(folder, at, 0x0112, 3, 1);
    folder.writeUInt16LE(orientation, at + 8);
    at += ENTRY_BYTES;
  }
  if (text === null) return folder;
  writeEntry(folder, at, 0x8298, 2, text.length);
  if (text.length <= 4) text.copy(folder, at + 8);
  else folder.writeUInt32LE(folder.length, at + 8);
  return text.length <= 4 ? folder : Buffer.concat([folder, text]);
}

function writeEntry(folder: Buffer, at: number, tag: number, type: number, count: number): void {
  folder.writeUInt16LE(tag, at);
  folder.writeUInt16LE(type, at + 2);
  folder.writeUInt32LE(count, at + 4);
}

/** An XMP packet of notice and credit line; null where there is neither. */
export function writeXmp({ copyright, credit }: PictureNotice): string | null {
  if (copyright === null && credit === null) return null;
  const rights =
    copyright === null
      ? ''
      : `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(copyright)}</rdf:li></rdf:Alt></dc:rights>`;
  const line = credit === null ? '' : `<photoshop:Credit>${escapeXml(credit)}</photoshop:Credit>`;
  return (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">' +
    `${rights}${line}</rdf:Description></rdf:RDF></x:xmpmeta>`
  );
}
