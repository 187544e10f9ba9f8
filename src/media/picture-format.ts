/** What pictures are served as. SVG is not among them: it is a document that can carry scripts, and is drawn as a PNG. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

const FORMAT_BY_EXTENSION: ReadonlyMap<string, PictureFormat> = new Map([
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['jpe', 'jpeg'],
  ['jfif', 'jpeg'],
  ['pjpeg', 'jpeg'],
  ['png', 'png'],
  ['webp', 'webp'],
  ['avif', 'avif'],
  ['gif', 'gif'],
  // What toWebPicture makes of them.
  ['svg', 'png'],
  ['tif', 'png'],
  ['tiff', 'png'],
]);

/** Each format's name for people, with its article, and the extension that files and URLs have. */
export const PICTURE_FORMATS: Readonly<
  Record<PictureFormat, { name: string; extension: string; contentType: string }>
> = {
  jpeg: { name: 'a JPEG', extension: 'jpg', contentType: 'image/jpeg' },
  png: { name: 'a PNG', extension: 'png', contentType: 'image/png' },
  webp: { name: 'a WebP', extension: 'webp', contentType: 'image/webp' },
  avif: { name: 'an AVIF', extension: 'avif', contentType: 'image/avif' },
  gif: { name: 'a GIF', extension: 'gif', contentType: 'image/gif' },
};

/** The format that a file's name promises, by its extension of any case; null for any other extension. */
export function formatOfName(name: string): PictureFormat | null {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return FORMAT_BY_EXTENSION.get(extension) ?? null;
}

/** The extension that a picture's name should have, where it is that of another format; null where it is right. */
export function rightExtension(name: string, format: PictureFormat): string | null {
  return formatOfName(name) === format ? null : PICTURE_FORMATS[format].extension;
}

/** What bytes are: a picture we show, one that is turned into such a one, or something else with its name for people. */
export type Content =
  | { readonly kind: 'picture'; readonly format: PictureFormat }
  | { readonly kind: 'svg' }
  | { readonly kind: 'tiff' }
  | { readonly kind: 'other'; readonly name: string };

/** Tells by the first bytes what a file is, whatever its name says. Decodes nothing. */
export function recogniseContent(bytes: Buffer): Content {
  const format = PICTURE_SIGNATURES.find(([, isIt]) => isIt(bytes))?.[0];
  if (format !== undefined) return { kind: 'picture', format };
  if (isTiff(bytes)) return { kind: 'tiff' };
  const other = OTHER_SIGNATURES.find(([, isIt]) => isIt(bytes))?.[0];
  if (other !== undefined) return { kind: 'other', name: other };
  const start = bytes.subarray(0, 4096);
  if (start.includes(0)) return { kind: 'other', name: 'of a kind that is no picture for the web' };
  const text = start.toString('utf8');
  // One may have drawings in it.
  if (/^\s*(?:<!doctype html|<html|<head|<body)/i.test(text)) return { kind: 'other', name: 'a web page' };
  if (/<svg[\s>]/i.test(text) || /^\s*<!doctype svg/i.test(text)) return { kind: 'svg' };
  return { kind: 'other', name: isText(text) ? 'a text file' : 'of a kind that is no picture for the web' };
}

type Signature = (bytes: Buffer) => boolean;

const starts =
  (signature: string, offset = 0): Signature =>
  (bytes) =>
    bytes.toString('latin1', offset, offset + signature.length) === signature;

/** The brands of an ISO media file (ISO 14496-12 §4.3): the major one and those it is compatible with. */
function brandsOf(bytes: Buffer): readonly string[] {
  if (!starts('ftyp', 4)(bytes)) return [];
  const end = Math.min(bytes.readUInt32BE(0), 256, bytes.length);
  const brands: string[] = [bytes.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  return brands;
}

const hasBrand =
  (...names: readonly string[]): Signature =>
  (bytes) =>
    brandsOf(bytes).some((brand) => names.includes(brand));

const PICTURE_SIGNATURES: readonly (readonly [PictureFormat, Signature])[] = [
  ['jpeg', starts('\xff\xd8\xff')],
  ['png', starts('\x89PNG\r\n\x1a\n')],
  ['webp', (bytes) => starts('RIFF')(bytes) && starts('WEBP', 8)(bytes)],
  ['avif', hasBrand('avif', 'avis')],
  ['gif', (bytes) => starts('GIF87a')(bytes) || starts('GIF89a')(bytes)],
];

const isTiff: Signature = (bytes) => starts('II*\0')(bytes) || starts('MM\0*')(bytes);

const OTHER_SIGNATURES: readonly (readonly [string, Signature])[] = [
  ['a HEIC photograph', hasBrand('heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1')],
  ['a film', (bytes) => starts('ftyp', 4)(bytes) || starts('\x1a\x45\xdf\xa3')(bytes)],
  ['a Photoshop file', starts('8BPS')],
  ['a BMP', starts('BM')],
  ['a PDF', starts('%PDF-')],
  ['a JPEG XL', (bytes) => starts('\xff\x0a')(bytes) || starts('JXL ', 4)(bytes)],
  ['a zip archive or an office document', starts('PK\x03\x04')],
  ['an icon', starts('\0\0\x01\0')],
];

const isText = (text: string): boolean => !text.slice(0, 1000).includes('\ufffd');
