import { cleanText } from '../../problems/clean-text.ts';
import { readExif } from './read-exif.ts';
import { readIptc } from './read-iptc.ts';
import { readXmp } from './read-xmp.ts';

/** Whose a picture is, in its own words: the only ones that leave with it. Each one line of plain text; null for none. */
export interface PictureNotice {
  readonly copyright: string | null;
  readonly credit: string | null;
}

/** What a picture's metadata tell that matters here. */
export interface PictureMarks {
  readonly notice: PictureNotice;
  /** How to turn it upright, 1 to 8 (Exif 2.32, tag 0x0112); 1 where it is. */
  readonly orientation: number;
  /** Whether they say where it was taken, by co-ordinates. */
  readonly hasPlace: boolean;
}

/** The metadata of a picture, each block as its format keeps it. */
export interface MetadataBlocks {
  readonly exif?: Buffer | undefined;
  readonly xmpAsString?: string | undefined;
  readonly iptc?: Buffer | undefined;
  /** The texts of a PNG. */
  readonly comments?: readonly { readonly keyword: string; readonly text: string }[] | undefined;
}

/** Letters of a notice; more is no notice. */
const MAX_LETTERS = 500;

/**
 * Reads whose a picture is, how it is turned and whether it tells a place. The notice is that of EXIF, else of
 * XMP (`dc:rights`), IPTC-IIM (2:116) or a PNG's own; the credit line that of XMP (`photoshop:Credit`), else of
 * IPTC-IIM (2:110). What cannot be read tells nothing.
 */
export function readMarks({ exif, xmpAsString, iptc, comments = [] }: MetadataBlocks): PictureMarks {
  const fromExif = readExif(exif ?? Buffer.alloc(0));
  const fromXmp = readXmp(xmpAsString ?? '');
  const fromIptc = readIptc(iptc ?? Buffer.alloc(0));
  const fromText = comments.find(({ keyword }) => keyword === 'Copyright')?.text ?? null;
  const copyrights = [fromExif.copyright, fromXmp.rights, fromIptc.copyright, fromText];
  return {
    notice: { copyright: firstOf(copyrights), credit: firstOf([fromXmp.credit, fromIptc.credit]) },
    orientation: fromExif.orientation,
    hasPlace: fromExif.hasPlace || fromXmp.hasPlace,
  };
}

function firstOf(texts: readonly (string | null)[]): string | null {
  for (const text of texts) {
    const clean = [...cleanText(text ?? '')].slice(0, MAX_LETTERS).join('').trim();
    if (clean !== '') return clean;
  }
  return null;
}
