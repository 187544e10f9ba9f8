import { MOTIFS, type MotifName } from './motifs.ts';
import { PALETTES, type PaletteName } from './palettes.ts';
import { seededRandom } from './seeded-random.ts';
import { ridge } from './shapes.ts';

/** A drawn picture of the sample newsroom: what it shows, in which light, and how large in pixels. */
export interface Scene {
  readonly motif: MotifName;
  readonly palette: PaletteName;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a scene as SVG of `width` by `height`: sky, sun, two ridges, and the motif before them. `name` decides the lie of
 * the land, so that one name always gives one picture.
 */
export function drawScene(name: string, { motif, palette, width, height }: Scene): string {
  const colours = PALETTES[palette];
  const random = seededRandom(name);
  const horizon = height * 0.66;
  const short = Math.min(width, height);
  const view = { width, height, horizon, short, colours, random };
  const sunX = Math.round(width * (0.3 + 0.45 * random()));
  const sunY = Math.round(height * (0.2 + 0.12 * random()));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${colours.sky[0]}"/><stop offset="0.72" stop-color="${colours.sky[1]}"/></linearGradient></defs>
<path fill="url(#sky)" d="M0 0h${width}v${height}H0z"/>
<circle cx="${sunX}" cy="${sunY}" r="${Math.round(short * 0.055)}" fill="${colours.sun}"/>
${ridge(view, horizon - short * 0.16, short * 0.2, colours.ridges[0])}
${ridge(view, horizon - short * 0.02, short * 0.13, colours.ridges[1])}
${MOTIFS[motif](view)}
</svg>`;
}
