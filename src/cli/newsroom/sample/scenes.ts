import type { Scene } from './draw-scene.ts';
import type { MotifName } from './motifs.ts';
import type { PaletteName } from './palettes.ts';

/** The shapes of pictures, in pixels. */
const SHAPES = {
  standard: [1600, 1067],
  wide: [1800, 900],
  slim: [1800, 640],
  square: [1200, 1200],
  tall: [960, 1360],
  sign: [640, 640],
} as const satisfies Record<string, readonly [number, number]>;

const scene = (motif: MotifName, palette: PaletteName, shape: keyof typeof SHAPES): Scene => {
  const [width, height] = SHAPES[shape];
  return { motif, palette, width, height };
};

/** The pictures of the sample, by their names in `media` without `.jpg`. */
export const SCENES: Readonly<Record<string, Scene>> = {
  ferry: scene('sail', 'noon', 'standard'),
  'ferry-shed': scene('lake', 'snow', 'standard'),
  'ferry-masts': scene('harbour', 'morning', 'tall'),
  'ferry-slip': scene('sail', 'evening', 'square'),
  hull: scene('harbour', 'evening', 'wide'),
  'sorrel-bay': scene('harbour', 'morning', 'standard'),
  beach: scene('lake', 'noon', 'square'),
  school: scene('village', 'harvest', 'standard'),
  bridge: scene('bridge', 'fog', 'standard'),
  'night-train': scene('train', 'night', 'slim'),
  bank: scene('mountains', 'evening', 'standard'),
  'winter-road': scene('mountains', 'evening', 'tall'),
  opera: scene('town', 'night', 'standard'),
  'print-shop': scene('sail', 'evening', 'tall'),
  'mountain-songs': scene('mountains', 'morning', 'wide'),
  'film-festival': scene('crowd', 'night', 'standard'),
  'warm-lake': scene('lake', 'morning', 'standard'),
  level: scene('lake', 'fog', 'standard'),
  orchard: scene('orchard', 'harvest', 'square'),
  'long-run': scene('crowd', 'morning', 'standard'),
  chess: scene('crowd', 'fog', 'square'),
  'harbour-desk': scene('sign', 'evening', 'sign'),
  'water-desk': scene('sign', 'morning', 'sign'),
  'village-desk': scene('sign', 'harvest', 'sign'),
  'money-desk': scene('sign', 'noon', 'sign'),
  'culture-desk': scene('sign', 'fog', 'sign'),
  'science-desk': scene('sign', 'snow', 'sign'),
  'leader-desk': scene('sign', 'night', 'sign'),
};
