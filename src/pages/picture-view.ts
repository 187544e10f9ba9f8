import type { Picture } from '../domain/article.ts';
import { pictureKey } from '../domain/surrogate-keys.ts';
import { cropSize } from '../media/crop-box.ts';
import type { PictureFacts } from '../media/picture-facts.ts';
import { PICTURE_FORMATS } from '../media/picture-format.ts';
import { PLAIN_WIDTH, plainFile } from '../media/plain-file.ts';
import { cropUrl, originalUrl, srcsetOf } from '../media/variant-url.ts';
import { formatsOf, LARGEST_WIDTH, widthsOf } from '../media/variant-widths.ts';
import type { PageContext } from './page-context.ts';
import { cropClasses, groundClasses } from './picture-classes.ts';

/** Where a picture stands: it decides how wide it is and how urgently it is wanted. */
export type PicturePlace = 'lead' | 'body' | 'teaser' | 'teaser-lead';

/** A picture as views print it. */
export interface PictureView {
  readonly src: string;
  readonly alt: string;
  /** Px of `src`. */
  readonly width: number;
  readonly height: number;
  /** Better formats than that of `src`, the best first. */
  readonly sources: readonly { readonly type: string; readonly srcset: string }[];
  /** Of `src`’s own format. */
  readonly srcset: string | null;
  readonly sizes: string | null;
  /** Seen first, so loaded first; others are loaded when the reader comes near. */
  readonly isLead: boolean;
  /** What stands behind it and the place of its crop; `small` is shown as wide as it is, `tall` narrower than its column. */
  readonly className: string | null;
  readonly caption: string | null;
  readonly credit: string | null;
}

/** Widths as public/css sets them (layout.css, front.css, teaser.css); rem, as those do. */
const COLUMN =
  '(min-width: 69.5rem) 42rem, (min-width: 64rem) calc(100vw - 27.5rem), (min-width: 44rem) 42rem, calc(100vw - 2rem)';
const SIZES: Readonly<Record<PicturePlace, string>> = {
  lead: COLUMN,
  body: COLUMN,
  'teaser-lead':
    '(min-width: 72rem) 40.5rem, (min-width: 64rem) calc(63.7vw - 5.4rem), (min-width: 48rem) calc(100vw - 6rem), calc(100vw - 2rem)',
  teaser: '(min-width: 48rem) 9rem, 6rem',
};

/**
 * Px: `plainWidth` of what those load that know no `srcset`, and whoever copies the address; `most` of what is
 * ever wanted there, on screens of three device pixels.
 */
const COLUMN_PLACE = { plainWidth: PLAIN_WIDTH, most: LARGEST_WIDTH };
const SMALL_PLACE = { plainWidth: 320, most: 480 };

/** Px; enlarging a picture below that to the column's width would show how small it is. */
const SMALL_WIDTH = 480;

/**
 * Looks a picture up and builds its view; null for one that is missing, not read yet or refused. Notes in any case
 * that the page depends on it, so that the page is built anew when it comes.
 */
export function buildPictureView(
  context: PageContext,
  picture: Picture,
  place: PicturePlace,
): PictureView | null {
  const { src, alt, caption, credit } = picture;
  const isLead = place === 'lead' || place === 'teaser-lead';
  // Beside a headline a small picture tells nothing that the headline does not.
  const texts = { alt: place === 'teaser' ? '' : alt, caption, credit };
  const facts = findPicture(context, src);
  if (facts === null) return null;
  return {
    ...texts,
    ...(facts.isAnimated ? describeAnimated(facts, place, picture.focus) : describeFiles(facts, place)),
    isLead,
    className: classesOf(facts, place, picture.focus),
  };
}

/** What is known of the picture at an address; notes that the page depends on it. Null for nothing. */
export function findPicture({ catalog, uses }: PageContext, src: string): PictureFacts | null {
  uses(pictureKey(src));
  return catalog.picture(src);
}

type Files = Pick<PictureView, 'src' | 'width' | 'height' | 'sources' | 'srcset' | 'sizes'>;

/** It moves in its article alone; elsewhere its first frame stands for it. */
function describeAnimated(facts: PictureFacts, place: PicturePlace, focus: Picture['focus']): Files {
  const { width, height, hash } = facts;
  const rest = { sources: [], srcset: null, sizes: null };
  if (!isCropped(place)) return { src: originalUrl(facts), width, height, ...rest };
  return { src: cropUrl(hash, 'four-three', focus), ...cropSize(facts, 'four-three'), ...rest };
}

function describeFiles(facts: PictureFacts, place: PicturePlace): Files {
  const formats = formatsOf(facts);
  const plain = formats.at(-1) ?? 'jpeg';
  const { plainWidth, most } = place === 'teaser' ? SMALL_PLACE : COLUMN_PLACE;
  const widths = widthsOf(facts).filter((each, index) => each <= most || index === 0);
  const { path, width, height } = plainFile(facts, { width: plainWidth });
  return {
    src: path,
    width,
    height,
    sources: formats.slice(0, -1).map((format) => ({
      type: PICTURE_FORMATS[format].contentType,
      srcset: srcsetOf(facts, format, widths),
    })),
    srcset: srcsetOf(facts, plain, widths),
    sizes: SIZES[place],
  };
}

function classesOf(facts: PictureFacts, place: PicturePlace, focus: Picture['focus']): string | null {
  const { width, height } = facts;
  const isSmall = width < SMALL_WIDTH && place !== 'teaser';
  const isTall = height > width && !isCropped(place);
  const classes = [
    ...(isSmall ? ['small'] : isTall ? ['tall'] : []),
    ...(isCropped(place) && !isSmall ? cropClasses(facts, focus) : []),
    ...groundClasses(facts, isCropped(place) ? 'still' : 'itself'),
  ];
  return classes.length === 0 ? null : classes.join(' ');
}

const isCropped = (place: PicturePlace): boolean => place === 'teaser' || place === 'teaser-lead';
