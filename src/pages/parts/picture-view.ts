import type { Picture } from '../../domain/article.ts';
import { pictureKey } from '../../domain/surrogate-keys.ts';
import { escapeHtml } from '../../html/escape.ts';
import { writeAttributes } from '../../html/attributes.ts';
import { cropSize, defaultFocus, type FocalPoint } from '../../media/pictures/crop-box.ts';
import { type BodyImage, keptAttributes } from '../../media/pictures/body-images.ts';
import type { PictureFacts } from '../../media/pictures/picture-facts.ts';
import { PICTURE_FORMATS } from '../../media/picture-format.ts';
import { plainFile } from '../../media/pictures/plain-file.ts';
import { cropUrl, originalUrl, srcsetOf } from '../../media/pictures/variant-url.ts';
import { formatsOf } from '../../media/pictures/variant-widths.ts';
import type { LayoutMeasures } from './layout-measures.ts';
import type { PageContext } from './page-context.ts';
import { type PicturePlace, rowOf } from './picture-places.ts';
import { isCropped, shapeIn, sizesOf, widthsIn } from './picture-sizes.ts';

/** A picture as views print it. */
export interface PictureView extends Pick<Picture, 'src' | 'alt' | 'caption' | 'credit'> {
  readonly pictureHtml: string;
  /** The caption with its links and emphasis; null for none. */
  readonly captionHtml: string | null;
  /** Px of `src`. */
  readonly width: number;
  readonly height: number;
  /** The best format, in the widths of its place; null where there is only `src`. */
  readonly source: { readonly type: string; readonly srcset: string; readonly sizes: string } | null;
  /** Seen first, so loaded first; others are loaded when the reader comes near. */
  readonly isLead: boolean;
  /** What stands behind it, the place of its crop, and its shape where it does not fill its column. */
  readonly className: string | null;
}

const NOTHING: Pick<BodyImage, 'attribute'> = { attribute: () => '' };

/**
 * Looks a picture up and builds its view; null for one that is missing, not read yet or refused. Notes in any case
 * that the page depends on it, so that the page is built anew when it comes. `written` is what the editor's own tag says.
 */
export function buildPictureView(
  context: PageContext,
  picture: Picture,
  place: PicturePlace,
  written = NOTHING,
): PictureView | null {
  const { src, alt, caption, credit } = picture;
  const captionHtml = picture.captionHtml ?? (caption === null ? null : escapeHtml(caption));
  const { isLead = false, isSilent = false } = rowOf(place);
  // Beside a headline a small picture tells nothing that the headline does not.
  const texts = { alt: isSilent ? '' : alt, caption, captionHtml, credit };
  const facts = findPicture(context, src);
  if (facts === null) return null;
  const view = {
    ...texts,
    ...(facts.isAnimated
      ? describeAnimated(facts, place, picture.focus)
      : describeFiles(facts, place, context.measures)),
    isLead,
    className: classesOf(facts, place, picture.focus),
  };
  return { ...view, pictureHtml: writePicture(view, written) };
}

/** What is known of the picture at an address; notes that the page depends on it. Null for nothing. */
export function findPicture({ catalog, uses }: PageContext, src: string): PictureFacts | null {
  uses(pictureKey(src));
  return catalog.picture(src);
}

type Files = Pick<PictureView, 'src' | 'width' | 'height' | 'source'>;

/** It moves in its article alone; elsewhere its first frame stands for it. */
function describeAnimated(facts: PictureFacts, place: PicturePlace, focus: Picture['focus']): Files {
  const { width, height, hash } = facts;
  const rest = { source: null };
  if (!isCropped(place)) return { src: originalUrl(facts), width, height, ...rest };
  return { src: cropUrl(hash, 'four-three', focus), ...cropSize(facts, 'four-three'), ...rest };
}

/**
 * One source in the best format, which every browser reads that lays these pages out (AVIF since Safari 16.4), and one plain file:
 * each further set of addresses would be a third of what a picture weighs in its page.
 */
function describeFiles(facts: PictureFacts, place: PicturePlace, measures: LayoutMeasures): Files {
  const [best = 'jpeg'] = formatsOf(facts);
  const { path, width, height } = plainFile(facts, { width: rowOf(place).plain });
  return {
    src: path,
    width,
    height,
    source: {
      type: PICTURE_FORMATS[best].contentType,
      srcset: srcsetOf(facts, best, widthsIn(facts, place)),
      sizes: sizesOf(facts, place, measures),
    },
  };
}

function classesOf(facts: PictureFacts, place: PicturePlace, focus: Picture['focus']): string | null {
  const shape = shapeIn(place, facts);
  const classes = [
    ...(shape === 'wide' ? [] : [shape]),
    ...(isCropped(place) && shape !== 'small' ? cropClasses(facts, focus) : []),
    ...groundClasses(facts, isCropped(place) ? 'still' : 'itself'),
  ];
  return classes.length === 0 ? null : classes.join(' ');
}

/** The markup of a picture; of `written`, the body's own, the width, title and language are taken over. */
export function writePicture(
  view: Omit<PictureView, 'pictureHtml'>,
  written: Pick<BodyImage, 'attribute'>,
): string {
  const image = `<img${writeAttributes({
    class: view.className,
    src: view.src,
    alt: view.alt,
    ...keptAttributes(view, written.attribute),
    ...(view.isLead ? { fetchpriority: 'high' } : { loading: 'lazy' }),
    decoding: 'async',
  })}>`;
  const better = view.source === null ? '' : `<source${writeAttributes({ ...view.source })}>`;
  return `<picture>${better}${image}</picture>`;
}

/** As public/css/pages/picture.css crops the pictures of teasers: width by height. */
const CROPPED_RATIO = 3 / 2;
const CHANNELS = ['red', 'green', 'blue'] as const;
const LEVELS = 5;

/**
 * The classes of what stands behind a picture. While it loads, its colour: `red-1 green-3 blue-5`, each channel in
 * fifths; the CSP allows no style attribute. Of what something shows through, `see-through`: no colour that would go on
 * shining through it, and a light ground in the dark edition, for lines that were drawn to stand on paper. `served` says
 * what is shown: of one that moves nobody knows what its later frames let through, and a still of it is opaque.
 */
function groundClasses(facts: PictureFacts, served: 'itself' | 'still'): string[] {
  if (facts.isAnimated && served === 'still') return colourClasses(facts);
  if (facts.hasAlpha) return ['see-through'];
  return facts.isAnimated ? [] : colourClasses(facts);
}

function colourClasses({ color }: PictureFacts): string[] {
  return CHANNELS.map((channel, index) => {
    const value = Number.parseInt(color.slice(1 + 2 * index, 3 + 2 * index), 16);
    return `${channel}-${Math.round((value / 255) * LEVELS)}`;
  });
}

/**
 * The class that moves the crop of a teaser to the focal point: `at-2` where a fifth of what is cut off lies
 * before it. Nothing for the middle. Only one side is ever cut, so one number tells it.
 */
function cropClasses(facts: PictureFacts, focus: FocalPoint | null): string[] {
  const { x, y } = focus ?? defaultFocus(facts);
  const ratio = facts.width / facts.height;
  const part = ratio > CROPPED_RATIO ? x : y;
  const visible = Math.min(ratio / CROPPED_RATIO, CROPPED_RATIO / ratio);
  const before = (part - visible / 2) / (1 - visible);
  const tenths = visible === 1 ? 5 : Math.round(Math.min(1, Math.max(0, before)) * 10);
  return tenths === 5 ? [] : [`at-${tenths}`];
}
