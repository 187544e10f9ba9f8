import { type CropShape, type FocalPoint, isCropShape } from './crop-box.ts';
import type { PictureFacts } from './picture-facts.ts';
import { formatOfName, PICTURE_FORMATS, type PictureFormat } from '../picture-format.ts';
import { formatsOf, LARGEST_WIDTH, type VariantFormat, widthsOf } from './variant-widths.ts';

/** What a URL under `/pictures/` asks for. */
export type VariantRequest =
  | {
      readonly kind: 'variant';
      readonly hash: string;
      readonly width: number;
      readonly format: VariantFormat;
    }
  | {
      readonly kind: 'crop';
      readonly hash: string;
      readonly shape: CropShape;
      readonly focus: FocalPoint | null;
    }
  | { readonly kind: 'original'; readonly hash: string; readonly format: PictureFormat };

/** URL path of a variant: `/pictures/<hash>-<width>.<extension>`. It never shows anything else. */
export const variantUrl = (hash: string, width: number, format: VariantFormat): string =>
  `/pictures/${hash}-${width}.${PICTURE_FORMATS[format].extension}`;

/**
 * URL path of a crop: `/pictures/<hash>-<shape>.jpg`, or `…-<shape>-<x>-<y>.jpg` with the focal point in
 * hundredths, so that a moved focal point is another picture.
 */
export function cropUrl(hash: string, shape: CropShape, focus: FocalPoint | null): string {
  const place = focus === null ? '' : `-${hundredths(focus.x)}-${hundredths(focus.y)}`;
  return `/pictures/${hash}-${shape}${place}.jpg`;
}

/** URL path of a picture that is served as it is, such as an animated one. */
export const originalUrl = ({ hash, format }: PictureFacts): string =>
  `/pictures/${hash}.${PICTURE_FORMATS[format].extension}`;

/**
 * What `srcset` says of one format: `URL 320w, URL 480w`, of all widths unless told which. '' where the picture is
 * not offered in it.
 */
export function srcsetOf(
  facts: PictureFacts,
  format: VariantFormat,
  widths: readonly number[] = widthsOf(facts),
): string {
  if (!formatsOf(facts).includes(format)) return '';
  return widths.map((width) => `${variantUrl(facts.hash, width, format)} ${width}w`).join(', ');
}

/** Whether a picture is offered so; asked before anything is made. */
export function isOffered(facts: PictureFacts, request: VariantRequest): boolean {
  if (request.hash !== facts.hash) return false;
  if (request.kind === 'original') return facts.isAnimated && request.format === facts.format;
  if (request.kind === 'crop') return true;
  return widthsOf(facts).includes(request.width) && formatsOf(facts).includes(request.format);
}

const PATH =
  /^\/pictures\/([0-9a-f]{20})(?:-([1-9]\d{0,3})|-([a-z]+(?:-[a-z]+)?)(?:-(0|[1-9]\d?|100)-(0|[1-9]\d?|100))?)?\.(avif|webp|jpg|png|gif)$/;

/** Reads the path of such a URL. Null for anything that the functions above do not write. */
export function parseVariantPath(path: string): VariantRequest | null {
  const [, hash, width, shape, x, y, extension] = PATH.exec(path) ?? [];
  const format = formatOfName(`.${extension}`);
  if (hash === undefined || format === null) return null;
  if (width !== undefined) {
    if (format === 'gif' || Number(width) > LARGEST_WIDTH) return null;
    return { kind: 'variant', hash, width: Number(width), format };
  }
  if (shape === undefined) return { kind: 'original', hash, format };
  if (!isCropShape(shape) || format !== 'jpeg') return null;
  const focus = x === undefined || y === undefined ? null : { x: Number(x) / 100, y: Number(y) / 100 };
  return { kind: 'crop', hash, shape, focus };
}

const hundredths = (part: number): number => Math.round(Math.min(1, Math.max(0, part)) * 100);
