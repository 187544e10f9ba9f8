import { fixed, type LayoutMeasures, partOf, type Track } from './layout-measures.ts';

/** Rem between columns of a front, and a picture beside its words on a phone (public/css/pages/front.css). */
const GAP = 2.5;
const BESIDE = 7;

const WHOLE: Track = { from: 0, share: 1, less: 0 };

/** One of columns whose widths are to each other as `parts` are, with `gaps` between them. */
const columnOf = (from: number, part: number, all: number, gaps: number): Track => ({
  from,
  share: part / all,
  less: (GAP * gaps * part) / all,
});

/** On a phone from edge to edge, on a tablet with the seconds beside it. */
const leadUpTo = ({ broad, margin }: LayoutMeasures): readonly Track[] => [
  { from: 0, share: 1, less: -2 * margin.narrow },
  columnOf(broad, 7, 11, 1),
];

/** One of so many stories beside each other, on a phone above its words, or beside them. */
const oneOf = (count: number, phone: Track, { broad }: LayoutMeasures): readonly Track[] => [
  phone,
  ...partOf([{ from: broad, share: 1, less: 0 }], 1 / count, (GAP * (count - 1)) / count),
];

const LEAD = { widths: [640, 1080, 1344], plain: 1280, isLead: true, cut: 'large' } as const;
const FOLLOWING = { plain: 640, cut: 'all', isSilent: true } as const;

/** The places of fronts. Few widths each: a front has many pictures, and each address is bytes of the page. Rows of picture-places.ts. */
export const FRONT_PLACES = {
  'front-lead': {
    ...LEAD,
    tracks: (all: LayoutMeasures) => [...leadUpTo(all), columnOf(all.wide, 39, 76.5, 2)],
  },
  'front-lead-wide': {
    ...LEAD,
    tracks: (all: LayoutMeasures) => [...leadUpTo(all), columnOf(all.wide, 2, 3, 1)],
  },
  'section-lead': {
    ...LEAD,
    tracks: (all: LayoutMeasures) => [...leadUpTo(all), columnOf(all.wide, 40, 69, 1)],
  },
  'front-second': {
    ...FOLLOWING,
    widths: [320, 640],
    tracks: ({ broad, wide }: LayoutMeasures) => [
      fixed(0, BESIDE),
      columnOf(broad, 4, 11, 1),
      columnOf(wide, 20, 76.5, 2),
    ],
  },
  'section-second': {
    ...FOLLOWING,
    widths: [320, 480, 800],
    tracks: ({ broad, wide }: LayoutMeasures) => [
      fixed(0, BESIDE),
      columnOf(broad, 4, 11, 1),
      columnOf(wide, 29, 69, 1),
    ],
  },
  'block-lead': { ...FOLLOWING, widths: [480, 800], tracks: (all: LayoutMeasures) => oneOf(3, WHOLE, all) },
  'wide-lead': { ...FOLLOWING, widths: [640, 1280], tracks: (all: LayoutMeasures) => oneOf(2, WHOLE, all) },
  band: {
    ...FOLLOWING,
    widths: [320, 640],
    tracks: (all: LayoutMeasures) => oneOf(4, fixed(0, BESIDE), all),
  },
  'front-small': {
    ...FOLLOWING,
    plain: 320,
    widths: [320],
    tracks: ({ broad, wide }: LayoutMeasures) => [fixed(0, BESIDE), fixed(broad, 5.25), fixed(wide, 8.5)],
  },
  'front-portrait': { ...FOLLOWING, plain: 320, widths: [320], tracks: () => [fixed(0, 3)] },
} as const;

/** Where a picture stands on a front. */
export type FrontPlace = keyof typeof FRONT_PLACES;
