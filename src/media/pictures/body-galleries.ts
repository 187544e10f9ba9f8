import { readAttributes } from '../../html/attributes.ts';

/**
 * Where a picture of a gallery stands: in which part of the column on a wide screen, all, a half or a third, and in which
 * part of it on a phone.
 */
export type GalleryPlace = `gallery-${1 | 2 | 3}-${1 | 2}`;

const GALLERY = /<div class="gallery">(.*?)<\/div>/gs;
const FIGURE = /<figure>(.*?)<\/figure>/gs;
const IMAGE = /<img(?=[\s>])([^>]*)>/;
const PLACE = 'data-place';
const LINKED = 'data-linked';

/**
 * A body whose galleries hold only pictures that are there; each says by its tag where it stands (see galleryPlaceOf). One
 * picture that is left is a figure like any other, and where none is left, the figures are left to their words. Takes
 * stored HTML: there, a gallery holds figures and nothing else. Reader modes leave out a `<div>` of pictures, and keep a figure.
 */
export function arrangeGalleries(bodyHtml: string, isThere: (src: string) => boolean): string {
  if (!bodyHtml.includes('<div class="gallery">')) return bodyHtml;
  return bodyHtml.replace(GALLERY, (_, inner: string) => {
    const figures = [...inner.matchAll(FIGURE)].map(([whole]) => whole);
    const shown = figures.filter((figure) =>
      isThere(readAttributes(IMAGE.exec(figure)?.[1] ?? '').get('src') ?? ''),
    );
    if (shown.length < 2) return (shown.length === 0 ? figures : shown).join('\n');
    const placed = shown.map((figure, index) => {
      const place = placeIn(shown.length, index);
      const link = figure.startsWith('<figure><a ') ? ` ${LINKED}="yes"` : '';
      return figure
        .replace('<figure>', `<figure class="${CLASSES[place]}">`)
        .replace(IMAGE, (_whole, attributes: string) => `<img${attributes} ${PLACE}="${place}"${link}>`);
    });
    const row = shown.length === 3 ? 'gallery gallery--three' : 'gallery';
    return `<figure class="${row}">${placed.join('\n')}</figure>`;
  });
}

/** Where a picture of a body stands in a gallery, by its tag; null for one that stands in none. */
export function galleryPlaceOf(attribute: (name: string) => string): GalleryPlace | null {
  const place = attribute(PLACE);
  return place === '' ? null : (place as GalleryPlace);
}

/** Whether the editor has linked a picture of a gallery already. */
export const isLinkedByEditor = (attribute: (name: string) => string): boolean => attribute(LINKED) !== '';

/** The parts of the column that public/css/rich/gallery.css makes. */
const CLASSES: Readonly<Record<GalleryPlace, string>> = {
  'gallery-1-1': 'gallery__opening',
  'gallery-1-2': 'gallery__all',
  'gallery-2-1': 'gallery__half gallery__opening',
  'gallery-2-2': 'gallery__half',
  'gallery-3-1': 'gallery__third gallery__opening',
  'gallery-3-2': 'gallery__third',
};

/** Two and two; one large beside two; else three in a row, and in the first row what three do not divide. */
function placeIn(count: number, index: number): GalleryPlace {
  const phone = index === 0 && count % 2 === 1 ? 1 : 2;
  // Beside a large one a picture is cut upright, and has to be as wide as it is high before.
  if (count <= 4) return `gallery-2-${phone}`;
  const first = count % 3;
  return `gallery-${index >= first ? 3 : (first as 1 | 2)}-${phone}`;
}
