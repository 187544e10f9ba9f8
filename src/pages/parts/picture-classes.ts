import { defaultFocus, type FocalPoint } from '../../media/pictures/crop-box.ts';
import type { PictureFacts } from '../../media/pictures/picture-facts.ts';

/** As public/css/picture.css crops the pictures of teasers: width by height. */
const CROPPED_RATIO = 3 / 2;
const CHANNELS = ['red', 'green', 'blue'] as const;
const LEVELS = 5;

/**
 * The classes of what stands behind a picture. While it loads, its colour: `red-1 green-3 blue-5`, each channel in
 * fifths; the CSP allows no style attribute. Of what something shows through, `see-through`: no colour that would go on
 * shining through it, and a light ground in the dark edition, for lines that were drawn to stand on paper. `served` says
 * what is shown: of one that moves nobody knows what its later frames let through, and a still of it is opaque.
 */
export function groundClasses(facts: PictureFacts, served: 'itself' | 'still'): string[] {
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
export function cropClasses(facts: PictureFacts, focus: FocalPoint | null): string[] {
  const { x, y } = focus ?? defaultFocus(facts);
  const ratio = facts.width / facts.height;
  const part = ratio > CROPPED_RATIO ? x : y;
  const visible = Math.min(ratio / CROPPED_RATIO, CROPPED_RATIO / ratio);
  const before = (part - visible / 2) / (1 - visible);
  const tenths = visible === 1 ? 5 : Math.round(Math.min(1, Math.max(0, before)) * 10);
  return tenths === 5 ? [] : [`at-${tenths}`];
}
