import { constants, open } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp, { type Metadata } from 'sharp';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import { CUT_SHORT } from '../clean/clean-picture.ts';
import { readParts } from '../clean/read-parts.ts';
import { decodeInTime } from './decode-in-time.ts';
import { decodeInSrgb } from './decode-picture.ts';
import { type Appearance, meanColour } from './mean-colour.ts';
import { marksOf } from '../notice/marks-of.ts';
import { NO_MARKS } from '../notice/write-marks.ts';
import { PictureError, toPictureError } from '../picture-error.ts';
import type { PictureFacts } from './picture-facts.ts';
import { formatOfName, PICTURE_FORMATS, type PictureFormat, recogniseContent } from '../picture-format.ts';
import { pictureHash } from './picture-hash.ts';
import { MAX_HEIGHT, PICTURE_LIMITS, type PictureLimits } from '../picture-limits.ts';
import { toWebPicture } from './to-web-picture.ts';
import { LARGEST_WIDTH } from './variant-widths.ts';

/** Px; enough to see which colour a picture has from far away. */
const SAMPLE_SIDE = 64;

/**
 * Reads a picture file whole, checks that it is a picture, and decodes it once in small. Follows
 * symbolic links: whether the path may be read is the caller's matter.
 * @throws PictureError for whatever cannot be shown, MachineBusyError where the machine had no time to tell.
 */
export async function probePicture(
  file: string,
  limits: PictureLimits = PICTURE_LIMITS,
): Promise<PictureFacts> {
  const name = basename(file);
  return probeBytes(await readPicture(file, limits), name, limits);
}

/** The same for the bytes of a picture of this name. @throws PictureError, MachineBusyError */
export async function probeBytes(
  bytes: Buffer,
  name: string,
  limits: PictureLimits = PICTURE_LIMITS,
): Promise<PictureFacts> {
  const { format, metadata, appearance } = await checkPicture(bytes, name, limits);
  const { width, height } = metadata.autoOrient;
  return {
    width,
    height,
    format,
    hash: pictureHash(bytes),
    ...appearance,
    isAnimated: hasFrames(format, metadata),
    bytes: bytes.length,
    hasPlace: marksOf(metadata, bytes).hasPlace,
  };
}

/** A picture that can be shown. */
interface CheckedPicture<Look> {
  readonly format: PictureFormat;
  readonly metadata: Metadata;
  /** Null where it was not decoded. */
  readonly appearance: Look;
}

export async function checkPicture(
  bytes: Buffer,
  name: string,
  limits: PictureLimits,
): Promise<CheckedPicture<Appearance>>;
export async function checkPicture(
  bytes: Buffer,
  name: string,
  limits: PictureLimits,
  isSound: (format: PictureFormat) => boolean,
): Promise<CheckedPicture<Appearance | null>>;
/**
 * Checks that the bytes are a picture that can be shown, and decodes it once in small, unless `isSound` says that decoding would
 * tell no fault; then the threads of the library do not give way, since no reader waits for others.
 * @throws PictureError, MachineBusyError
 */
export async function checkPicture(
  bytes: Buffer,
  name: string,
  limits: PictureLimits,
  isSound?: (format: PictureFormat) => boolean,
): Promise<CheckedPicture<Appearance | null>> {
  const format = checkFormat(bytes, name);
  try {
    const metadata = await sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata();
    const { width, height } = metadata.autoOrient;
    checkSize(width, height, name, limits);
    const appearance =
      isSound?.(format) === true ? null : await sampleColour(bytes, limits, isSound === undefined);
    // Decoding the first frame in small does not tell of the others, nor of the end.
    if ((await readParts(bytes, format, NO_MARKS)).kind === 'cut') throw new Error(CUT_SHORT);
    return { format, metadata, appearance };
  } catch (error) {
    if (error instanceof MachineBusyError) throw error;
    throw toPictureError(error, name);
  }
}

/**
 * A picture file's bytes, as one of the formats of the web; see toWebPicture.
 * @throws PictureError for what is no file, is empty, too heavy, or cannot be read.
 */
export async function readPicture(file: string, limits: PictureLimits = PICTURE_LIMITS): Promise<Buffer> {
  return toWebPicture(await readBytes(file, limits), basename(file), limits);
}

async function readBytes(file: string, limits: PictureLimits): Promise<Buffer> {
  const name = basename(file);
  try {
    // A pipe under this name must not hold the reader for ever.
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile())
      throw new PictureError(
        'picture-unreadable',
        `${name} is not a file.`,
        'Put a picture file in its place.',
      );
    checkWeight(stats.size, name, limits);
    const bytes = await handle.readFile();
    checkWeight(bytes.length, name, limits);
    return bytes;
  } catch (error) {
    if (error instanceof PictureError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new PictureError(
      'picture-unreadable',
      `The picture ${name} cannot be read (${code}).`,
      code === 'ENOENT'
        ? 'Check the name, capitals included, or put the file there.'
        : 'Check that the site may read the file.',
      { cause: error },
    );
  }
}

function checkWeight(bytes: number, name: string, { maxBytes }: PictureLimits): void {
  if (bytes === 0)
    throw new PictureError('picture-empty', `The picture ${name} has no bytes.`, 'Copy the file again.');
  if (bytes > maxBytes)
    throw new PictureError(
      'picture-too-heavy',
      `The picture ${name} has ${megabytes(bytes)} MB; at most ${megabytes(maxBytes)} MB are taken.`,
      'Save it as a JPEG of quality 90, 4,000 px wide at most.',
    );
}

function checkFormat(bytes: Buffer, name: string): PictureFormat {
  const content = recogniseContent(bytes);
  const promised = formatOfName(name);
  if (content.kind === 'svg')
    throw new PictureError(
      'picture-svg',
      `${name} is an SVG drawing under another name, so it is not shown.`,
      'Rename it to end in .svg, or export it as a PNG, 2,000 px wide.',
    );
  if (content.kind === 'tiff')
    throw new PictureError(
      'picture-unknown-format',
      `${name} is a TIFF; that cannot be shown as a picture under this name.`,
      'Rename it to end in .tif, or export it as a JPEG.',
    );
  if (content.kind === 'other' || promised === null)
    throw new PictureError(
      'picture-unknown-format',
      content.kind === 'other'
        ? `${name} is ${content.name}; that cannot be shown as a picture.`
        : `The extension of ${name} is not a picture’s, though it is ${PICTURE_FORMATS[content.format].name}.`,
      content.kind === 'other'
        ? 'Export the picture as a JPEG, PNG, WebP, AVIF or GIF.'
        : `Rename it to end in .${PICTURE_FORMATS[content.format].extension}.`,
    );
  // Another picture's extension does no harm: it is served as what it is.
  return content.format;
}

function checkSize(width: number, height: number, name: string, { maxPixels }: PictureLimits): void {
  const size = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} px`;
  if (width * height > maxPixels)
    throw new PictureError(
      'picture-too-many-pixels',
      `The picture ${name} has ${size}; at most ${maxPixels / 1_000_000} megapixels are taken.`,
      'Save it 4,000 px wide at most.',
    );
  if (height * Math.min(1, LARGEST_WIDTH / width) > MAX_HEIGHT)
    throw new PictureError(
      'picture-too-tall',
      `The picture ${name} has ${size}, which is higher than a web picture can be.`,
      'Cut it into several pictures.',
    );
}

async function sampleColour(bytes: Buffer, limits: PictureLimits, givesWay: boolean): Promise<Appearance> {
  const decode = (within: PictureLimits): Promise<Buffer> =>
    decodeInSrgb(bytes, within)
      .resize(SAMPLE_SIDE, SAMPLE_SIDE, { fit: 'inside', withoutEnlargement: true })
      .ensureAlpha()
      .raw()
      .toBuffer();
  const sample = await decodeInTime(limits, decode, { givesWay });
  return meanColour(sample);
}

const hasFrames = (format: PictureFormat, { pages = 1 }: Metadata): boolean =>
  (format === 'gif' || format === 'webp') && pages > 1;

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '');
