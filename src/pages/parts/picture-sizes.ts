import type { PictureFacts } from '../../media/pictures/picture-facts.ts';
import { type PictureShape, pictureShape } from '../../media/pictures/picture-shape.ts';
import { widthsOf } from '../../media/pictures/variant-widths.ts';
import { type LayoutMeasures, writeSizes } from './layout-measures.ts';
import { narrowed, type PicturePlace, rowOf } from './picture-places.ts';

/** The part of its column that a picture of such a shape takes (public/css/pages/picture.css). */
const NARROW: Readonly<Record<'tall' | 'slim', { readonly phone: number; readonly wide: number }>> = {
  tall: { phone: 1, wide: 0.64 },
  slim: { phone: 0.7, wide: 0.46 },
};

/** Texts that are written already, by the measures that they follow from. */
const known = new WeakMap<LayoutMeasures, Map<string, string>>();

/** What a picture says of its width where it stands (`sizes`), for the browser to choose a file by. */
export function sizesOf(facts: PictureFacts, place: PicturePlace, measures: LayoutMeasures): string {
  const shape = shapeIn(place, facts);
  if (shape === 'small') return `${facts.width}px`;
  const ofMeasures = known.get(measures) ?? new Map<string, string>();
  known.set(measures, ofMeasures);
  const key = `${place} ${shape}`;
  const text = ofMeasures.get(key) ?? sizesIn(shape, place, measures);
  ofMeasures.set(key, text);
  return text;
}

function sizesIn(
  shape: Exclude<PictureShape, 'small'>,
  place: PicturePlace,
  measures: LayoutMeasures,
): string {
  const tracks = rowOf(place).tracks(measures);
  return writeSizes(shape === 'wide' ? tracks : narrowed(tracks, measures.small, NARROW[shape]), measures);
}

/** The widths that a picture is offered in where it stands, in px, rising; its own where that is less than the place would show. */
export function widthsIn(facts: PictureFacts, place: PicturePlace): readonly number[] {
  const { widths } = rowOf(place);
  const offered = widthsOf(facts);
  const chosen = offered.filter((width) => widths.includes(width));
  const largest = offered.at(-1);
  const wanted = widths.at(-1) ?? 0;
  return largest !== undefined && largest < wanted && !chosen.includes(largest)
    ? [...chosen, largest]
    : chosen;
}

/** Where a picture is cropped it has the shape of its place; beside a headline and among others none is too small. */
export function shapeIn(place: PicturePlace, facts: PictureFacts): PictureShape {
  const shape = pictureShape(facts);
  const { cut } = rowOf(place);
  return cut === 'all' || (cut === 'large' && shape !== 'small') ? 'wide' : shape;
}

/** Whether a picture is cut to the shape of its place. */
export const isCropped = (place: PicturePlace): boolean => rowOf(place).cut !== undefined;
