import type { GalleryPlace } from '../../media/pictures/body-galleries.ts';
import { COLUMN_WIDTHS } from '../../media/pictures/variant-widths.ts';
import { FRONT_PLACES } from './front-places.ts';
import { fixed, type LayoutMeasures, partOf, type Track } from './layout-measures.ts';

/** Where a picture stands: it decides how wide it is, how it is cut and how urgently it is wanted. */
export type PicturePlace = keyof typeof PLACES | GalleryPlace;

/** What is known of a place. */
export interface PlaceRow {
  /** How wide a picture is there that takes all of it. */
  readonly tracks: (measures: LayoutMeasures) => readonly Track[];
  /** Px, rising, of those that are offered (media/pictures/variant-widths.ts): few, as each address is bytes of the page. */
  readonly widths: readonly number[];
  /** Px of what those load that know no better format, and whoever copies the address. */
  readonly plain: number;
  /** Seen first, so loaded first, and told to who cannot see it; others are loaded when the reader comes near. */
  readonly isLead?: true;
  /** Cut to the shape of its place. `all`: also what is too small for it. */
  readonly cut?: 'large' | 'all';
  /** Beside a headline that says all that it does. */
  readonly isSilent?: true;
}

/** Beside the sidebar, above it on a screen that is not wide. */
const column = ({ wide, column: most, aside, gap }: LayoutMeasures): readonly Track[] => [
  { from: 0, share: 1, less: 0, most },
  { from: wide, share: 1, less: aside + gap, most },
];

const thumb = ({ broad, thumb: width }: LayoutMeasures): readonly Track[] => [
  fixed(0, width.narrow),
  fixed(broad, width.broad),
];

const PLACES = {
  lead: { tracks: column, widths: COLUMN_WIDTHS, plain: 1280, isLead: true },
  body: { tracks: column, widths: COLUMN_WIDTHS, plain: 1280 },
  teaser: { tracks: thumb, widths: [320, 480], plain: 320, cut: 'all', isSilent: true },
  // Three beside each other; on a phone beside its headline.
  related: {
    tracks: ({ medium, wide, column: most, aside, gap, thumb: width }) => [
      fixed(0, width.narrow),
      { from: medium, share: 1 / 3, less: 1, most: most / 3 - 1 },
      { from: wide, share: 1 / 3, less: (aside + gap) / 3 + 1, most: most / 3 - 1 },
    ],
    widths: [320, 480],
    plain: 320,
    cut: 'all',
    isSilent: true,
  },
  portrait: { tracks: () => [fixed(0, 5)], widths: [320], plain: 320, cut: 'all', isSilent: true },
  author: { tracks: () => [fixed(0, 7)], widths: [320, 480], plain: 320, cut: 'all', isSilent: true },
  ...FRONT_PLACES,
} as const satisfies Readonly<Record<string, PlaceRow>>;

/** The row of a place. */
export const rowOf = (place: PicturePlace): PlaceRow =>
  isGalleryPlace(place)
    ? galleryRow(Number(place.at(-3)), Number(place.at(-1)))
    : PLACES[place as keyof typeof PLACES];

const isGalleryPlace = (place: PicturePlace): place is GalleryPlace => place.startsWith('gallery-');

/** Rem between the pictures of a gallery (public/css/rich/gallery.css). */
const GALLERY_GAP = 0.5;

/** One of so many in a row on a wide screen, and on a phone. */
function galleryRow(wide: number, phone: number): PlaceRow {
  const part = (tracks: readonly Track[], count: number): readonly Track[] =>
    partOf(tracks, 1 / count, (GALLERY_GAP * (count - 1)) / count);
  return {
    tracks: (measures) => {
      const tracks = column(measures);
      return [...part(tracks.slice(0, 1), phone), ...part(startingAt(tracks, measures.small), wide)];
    },
    widths: wide === 1 ? COLUMN_WIDTHS : [320, 480, 672, 1080],
    plain: 1280,
    cut: 'all',
  };
}

/** Tracks of a picture that takes one part of its column on a phone, and another from `--small` on (public/css/pages/picture.css). */
export const narrowed = (
  tracks: readonly Track[],
  small: number,
  parts: { readonly phone: number; readonly wide: number },
): readonly Track[] => [
  ...partOf(tracks.slice(0, 1), parts.phone),
  ...partOf(startingAt(tracks, small), parts.wide),
];

/** The same tracks from a width on that lies in the first of them. */
const startingAt = ([first, ...rest]: readonly Track[], from: number): readonly Track[] =>
  first === undefined ? [] : [{ ...first, from }, ...rest];
