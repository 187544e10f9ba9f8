import sharp from 'sharp';
import { type PictureError, toPictureError } from '../picture-error.ts';
import { recogniseContent } from '../picture-format.ts';
import { PICTURE_LIMITS, type PictureLimits } from '../picture-limits.ts';
import { decodeInTime } from './decode-in-time.ts';
import { safeSvg } from '../clean/safe-svg.ts';
import { LARGEST_WIDTH } from './variant-widths.ts';

/** The unit of sharp's `density`: at this many dots per inch a drawing is as large as it says. */
const DENSITY = 72;
const MAX_DENSITY = 100_000;
/** Px; a drawing that says that it is no wider is an icon and stays so. */
const ICON = 300;

/**
 * The bytes of a picture as one of the formats of the web: those of an SVG or a TIFF as a PNG, which is what is served of
 * them, all others as they are. An SVG never leaves the server as a document.
 * @throws PictureError where it cannot be drawn, MachineBusyError where the machine had no time for it.
 */
export async function toWebPicture(
  bytes: Buffer,
  name: string,
  limits: PictureLimits = PICTURE_LIMITS,
): Promise<Buffer> {
  const content = recogniseContent(bytes);
  const draw = content.kind === 'svg' ? drawSvg : content.kind === 'tiff' ? turnTiff : null;
  // Under another name it is no picture that anybody meant.
  if (draw === null || !/\.(?:svg|tiff?)$/i.test(name)) return bytes;
  try {
    return await decodeInTime(limits, (within) => draw(bytes, name, within));
  } catch (error) {
    throw isOurs(error) ? error : toPictureError(error, name);
  }
}

const isOurs = (error: unknown): error is PictureError =>
  error instanceof Error && ['PictureError', 'MachineBusyError'].includes(error.name);

async function drawSvg(bytes: Buffer, name: string, limits: PictureLimits): Promise<Buffer> {
  const svg = Buffer.from(safeSvg(bytes, name));
  const { width, height } = await sharp(svg, { limitInputPixels: false, density: DENSITY }).metadata();
  const side = Math.max(width, height);
  const wanted = isIcon(svg, width) ? side : LARGEST_WIDTH;
  const density = Math.min(MAX_DENSITY, Math.max(1, (DENSITY * wanted) / side));
  return sharp(svg, { limitInputPixels: limits.maxPixels, density })
    .resize({ width: LARGEST_WIDTH, height: LARGEST_WIDTH, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: limits.maxSeconds })
    .png()
    .toBuffer();
}

/** Whether a drawing says in its first tag how wide it is, and that is little. */
const isIcon = (svg: Buffer, width: number): boolean =>
  width <= ICON && /<svg\s[^>]{0,4000}\swidth\s*=\s*["']?\s*\d/i.test(svg.toString('utf8'));

/** With its marks, which are read from the PNG, and taken out of what is served. */
const turnTiff = (bytes: Buffer, _: string, limits: PictureLimits): Promise<Buffer> =>
  sharp(bytes, { failOn: 'error', limitInputPixels: limits.maxPixels })
    .autoOrient()
    .toColourspace('srgb')
    .keepMetadata()
    .timeout({ seconds: limits.maxSeconds })
    .png({ compressionLevel: 6 })
    .toBuffer();
