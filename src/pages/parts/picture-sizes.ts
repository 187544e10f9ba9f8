import type { GalleryPlace } from '../../media/pictures/body-galleries.ts';
import type { PictureFacts } from '../../media/pictures/picture-facts.ts';
import { type PictureShape, pictureShape } from '../../media/pictures/picture-shape.ts';

/** Where a picture stands: it decides how wide it is and how urgently it is wanted. */
export type PicturePlace = ColumnPlace | GalleryPlace;
type ColumnPlace = 'lead' | 'body' | 'teaser' | 'teaser-lead';

/** Widths as public/css sets them (layout.css, picture.css, front.css, teaser.css, rich/gallery.css); rem, as those do. */
const COLUMN =
  '(min-width: 69.5rem) 42rem, (min-width: 64rem) calc(100vw - 27.5rem), (min-width: 44rem) 42rem, calc(100vw - 2rem)';
const NARROW: Readonly<Record<'tall' | 'slim', string>> = {
  tall: '(min-width: 69.5rem) 27rem, (min-width: 64rem) calc(64vw - 17.6rem), (min-width: 44rem) 27rem, (min-width: 36rem) calc(64vw - 1.3rem), calc(100vw - 2rem)',
  slim: '(min-width: 69.5rem) 19.5rem, (min-width: 64rem) calc(46vw - 12.7rem), (min-width: 44rem) 19.5rem, (min-width: 36rem) calc(46vw - 1rem), calc(70vw - 1.4rem)',
};
const SIZES: Readonly<Record<ColumnPlace, string>> = {
  lead: COLUMN,
  body: COLUMN,
  'teaser-lead':
    '(min-width: 72rem) 40.5rem, (min-width: 64rem) calc(63.7vw - 5.4rem), (min-width: 48rem) calc(100vw - 6rem), calc(100vw - 2rem)',
  teaser: '(min-width: 48rem) 9rem, 6rem',
};

/** What a picture says of its width where it stands, for the browser to choose a file by. */
export function sizesOf(facts: PictureFacts, place: PicturePlace): string {
  if (isGalleryPlace(place)) return partSizes(Number(place.at(-3)), Number(place.at(-1)));
  const shape = shapeIn(place, facts);
  if (shape === 'small') return `${facts.width}px`;
  return shape === 'wide' ? SIZES[place] : NARROW[shape];
}

/** Of a part of the column: which of so many on a wide screen, and which on a phone. */
function partSizes(wide: number, phone: number): string {
  const of = (parts: number, margin: number): string =>
    `calc(${Number((100 / parts).toFixed(1))}vw - ${Number((margin / parts).toFixed(1))}rem)`;
  const column = `${42 / wide}rem`;
  return `(min-width: 69.5rem) ${column}, (min-width: 64rem) ${of(wide, 27.5)}, (min-width: 44rem) ${column}, (min-width: 36rem) ${of(wide, 2)}, ${of(phone, 2)}`;
}

/** Where a picture is cropped it has the shape of its place; beside a headline and among others none is too small. */
export function shapeIn(place: PicturePlace, facts: PictureFacts): PictureShape {
  const shape = pictureShape(facts);
  if (place === 'teaser' || isGalleryPlace(place)) return 'wide';
  return isCropped(place) && shape !== 'small' ? 'wide' : shape;
}

/** Whether a picture is cut to the shape of its place. */
export const isCropped = (place: PicturePlace): boolean =>
  place === 'teaser' || place === 'teaser-lead' || isGalleryPlace(place);

const isGalleryPlace = (place: PicturePlace): place is GalleryPlace => place.startsWith('gallery-');
