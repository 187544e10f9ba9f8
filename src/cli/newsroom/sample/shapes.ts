import type { Palette } from './palettes.ts';

/** What a part of a scene is drawn into; lengths in pixels. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** Where the water, or the ground, begins. */
  readonly horizon: number;
  /** The shorter side, by which sizes go. */
  readonly short: number;
  readonly colours: Palette;
  readonly random: () => number;
}

const at = (...numbers: readonly number[]): string => numbers.map((number) => Math.round(number)).join(' ');

/** A row of mountains across the whole view, whose foot is at the bottom edge: `height` is from valley to top. */
export function ridge(
  { width, height: bottom, short, random }: View,
  foot: number,
  height: number,
  colour: string,
): string {
  const points: string[] = [];
  const step = short * 0.28;
  let isTop = random() < 0.5;
  for (let x = -step * random(); x < width + step; x += step * (0.6 + 0.8 * random())) {
    const rise = isTop ? 0.55 + 0.45 * random() : 0.3 * random();
    points.push(at(x, foot - height * rise));
    isTop = !isTop;
  }
  return `<path fill="${colour}" d="M${at(-step, bottom)}L${at(-step, foot - height * 0.2)}L${points.join('L')}L${at(width + step, foot - height * 0.3)}L${at(width + step, bottom)}z"/>`;
}

/** The lake from the horizon down, with light on its waves. */
export function water({ width, height, horizon, short, colours, random }: View, from = horizon): string {
  const waves: string[] = [];
  for (let count = Math.round((width / short) * 55); count > 0; count--) {
    const depth = random();
    const y = from + (height - from) * (0.06 + 0.9 * depth);
    waves.push(`M${at(width * random(), y)}h${at(short * (0.02 + 0.09 * depth * random()))}`);
  }
  return `<path fill="${colours.water}" d="M0 ${at(from)}H${width}V${height}H0z"/><path stroke="${colours.light}" stroke-opacity="0.55" stroke-width="${Math.max(1, Math.round(short / 400))}" fill="none" d="${waves.join('')}"/>`;
}

/** A boat under sail, `size` high; its hull lies at y. */
export function sail({ colours }: View, x: number, y: number, size: number): string {
  return `<path fill="${colours.ridges[2]}" d="M${at(x - size * 0.42, y)}H${at(x + size * 0.5)}L${at(x + size * 0.34, y + size * 0.2)}H${at(x - size * 0.3)}z"/><path fill="${colours.sun}" d="M${at(x, y - size)}L${at(x + size * 0.36, y - size * 0.08)}L${at(x, y - size * 0.08)}z"/>`;
}

/** A house with rows of windows, some of them lit; it stands on y. */
export function house(
  { colours, random, short }: View,
  x: number,
  y: number,
  width: number,
  height: number,
): string {
  const unit = Math.max(3, short / 75);
  const lit: string[] = [];
  for (let top = y - height + unit; top < y - unit * 1.6; top += unit * 1.9) {
    for (let left = x + unit * 0.8; left < x + width - unit; left += unit * 1.5) {
      if (random() < 0.62) lit.push(`M${at(left, top)}h${at(unit * 0.7)}v${at(unit)}h${at(-unit * 0.7)}z`);
    }
  }
  return `<path fill="${colours.ridges[2]}" d="M${at(x, y)}V${at(y - height)}h${at(width)}V${at(y)}z"/><path fill="${colours.light}" d="${lit.join('')}"/>`;
}

/** A person as one sees people from afar: a head on a coat, `size` high; the feet stand on y. */
export function person({ colours }: View, x: number, y: number, size: number): string {
  const half = size * 0.17;
  return `<path fill="${colours.ridges[2]}" d="M${at(x - half, y)}V${at(y - size * 0.6)}Q${at(x, y - size * 0.86)} ${at(x + half, y - size * 0.6)}V${at(y)}z"/><circle cx="${at(x)}" cy="${at(y - size * 0.84)}" r="${Math.max(1, Math.round(size * 0.13))}" fill="${colours.ridges[2]}"/>`;
}

/** A poplar, or a fir, `size` high; it stands on y. */
export function tree({ colours }: View, x: number, y: number, size: number): string {
  return `<path fill="${colours.ridges[2]}" d="M${at(x, y - size)}Q${at(x + size * 0.3, y - size * 0.3)} ${at(x + size * 0.06, y)}H${at(x - size * 0.06)}Q${at(x - size * 0.3, y - size * 0.3)} ${at(x, y - size)}z"/>`;
}
