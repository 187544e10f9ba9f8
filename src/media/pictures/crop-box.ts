import type { PictureFacts } from './picture-facts.ts';

/** The shapes that other sites ask of a picture; sizes in px. */
export const CROP_SHAPES = {
  card: { width: 1200, height: 630 },
  square: { width: 1200, height: 1200 },
  'four-three': { width: 1200, height: 900 },
  wide: { width: 1200, height: 675 },
} as const;

export type CropShape = keyof typeof CROP_SHAPES;

/** What matters in a picture, as parts of its width and height from the top left, each 0 to 1. */
export interface FocalPoint {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const isCropShape = (name: string): name is CropShape => Object.hasOwn(CROP_SHAPES, name);

/** Where the focal point is when none is given: faces stand in the upper third of an upright picture. */
export function defaultFocus({ width, height }: Size): FocalPoint {
  return { x: 0.5, y: height > width ? 1 / 3 : 0.5 };
}

/**
 * Width and height in px of a picture's crop: the shape's own, or the largest of its ratio that fits into a
 * smaller picture. Nothing is enlarged.
 */
export function cropSize(facts: Pick<PictureFacts, 'width' | 'height'>, shape: CropShape): Size {
  const target = CROP_SHAPES[shape];
  const scale = Math.min(1, facts.width / target.width, facts.height / target.height);
  return {
    width: Math.max(1, Math.floor(target.width * scale)),
    height: Math.max(1, Math.floor(target.height * scale)),
  };
}

/** How a crop is cut: the picture is first scaled whole, then `box` is taken from that. */
export interface CropPlan {
  readonly scaled: Size;
  /** In px of the scaled picture. */
  readonly box: Size & { readonly left: number; readonly top: number };
}

/** Plans a crop with the focal point as near to its middle as the picture's edges let it. */
export function planCrop(size: Size, shape: CropShape, focus: FocalPoint = defaultFocus(size)): CropPlan {
  const { width, height } = cropSize(size, shape);
  const scale = Math.max(width / size.width, height / size.height);
  const scaled = {
    width: Math.max(width, Math.round(size.width * scale)),
    height: Math.max(height, Math.round(size.height * scale)),
  };
  const left = placeAround(focus.x, scaled.width, width);
  const top = placeAround(focus.y, scaled.height, height);
  return { scaled, box: { left, top, width, height } };
}

function placeAround(part: number, whole: number, length: number): number {
  const start = Math.round(part * whole - length / 2);
  return Math.min(Math.max(0, start), whole - length);
}
