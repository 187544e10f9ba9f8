import type { PictureFacts } from './picture-facts.ts';
import { type PictureShape, pictureShape } from './picture-shape.ts';
import type { VariantRequest } from './variant-url.ts';
import { COLUMN_WIDTHS, formatsOf, widthsOf } from './variant-widths.ts';

/**
 * Device px that most readers' screens have for a picture, by how pages place it (pages/parts/picture-view.ts): in a column
 * of a phone with three pixels to one (390 px, less its margins), which a front’s lead has too, and in that of a desk with one (42rem).
 */
const PHONE_COLUMN = 1074;
const DESK_COLUMN = 672;
/** Px of what fronts and lists load of a story’s picture besides (pages/parts/front-places.ts): the lead and the wide block of a desk,
    seconds, bands and lists, what leads a section on a phone and on a desk. */
const ELSEWHERE: readonly number[] = [640, 320, 800, 480];

/** The part of its column that a picture of each shape takes, on either (public/css/pages/picture.css). */
const PARTS: Readonly<Record<PictureShape, { phone: number; desk: number }>> = {
  small: { phone: 1, desk: 1 },
  tall: { phone: 1, desk: 0.64 },
  slim: { phone: 0.7, desk: 0.46 },
  wide: { phone: 1, desk: 1 },
};

/** A size of a picture, as its URL names it. */
export type LikelyVariant = Extract<VariantRequest, { readonly kind: 'variant' }>;

/** What of a picture most readers will ask for, by far the most first: of its best format, which nearly all take. */
export function likelyVariants(facts: PictureFacts, place: 'lead' | 'body'): LikelyVariant[] {
  const { hash } = facts;
  const [format] = formatsOf(facts);
  const offered = widthsOf(facts);
  if (format === undefined) return [];
  const part = PARTS[pictureShape(facts)];
  const [phone, desk] = [PHONE_COLUMN * part.phone, DESK_COLUMN * part.desk];
  const ofColumn = offered.filter((width) => width === offered.at(-1) || COLUMN_WIDTHS.includes(width));
  const inColumn = (px: number): number =>
    ofColumn.find((width) => width >= px) ?? ofColumn.at(-1) ?? facts.width;
  const elsewhere = place === 'lead' ? ELSEWHERE.filter((width) => offered.includes(width)) : [];
  const chosen = [inColumn(phone), ...elsewhere, inColumn(desk)];
  return [...new Set(chosen)].map((width) => ({ kind: 'variant', hash, width, format }));
}
