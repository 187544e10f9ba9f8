/** What a small picture looks like from far away. */
export interface Appearance {
  /** The mean of its colours on white, `#rrggbb`. */
  readonly color: string;
  /** Whether anything of it shows through. */
  readonly hasAlpha: boolean;
}

type Triple = [number, number, number];

const MOST = 255;
/** What each level of an sRGB channel is in linear light, 0–1 (IEC 61966-2-1). */
const LINEAR = Float64Array.from({ length: MOST + 1 }, (_, level) => toLinear(level / MOST));

/**
 * Takes the mean of sRGB pixels of four bytes each (red, green, blue, alpha) in OKLab
 * (https://bottosson.github.io/posts/oklab/), where half way between two colours is what the eye would say: means of
 * the bytes themselves are too dark and too grey, and the most frequent colour of a vivid picture is often its black.
 */
export function meanColour(pixels: Uint8Array): Appearance {
  const sum: Triple = [0, 0, 0];
  let hasAlpha = false;
  const count = Math.floor(pixels.length / 4);
  for (let at = 0; at < count * 4; at += 4) {
    const alpha = pixels[at + 3] ?? MOST;
    if (alpha < MOST) hasAlpha = true;
    const lab = toOklab(
      onWhite(pixels[at] ?? 0, alpha),
      onWhite(pixels[at + 1] ?? 0, alpha),
      onWhite(pixels[at + 2] ?? 0, alpha),
    );
    sum[0] += lab[0];
    sum[1] += lab[1];
    sum[2] += lab[2];
  }
  const channels = toChannels(sum[0] / count, sum[1] / count, sum[2] / count);
  return { color: `#${channels.map((each) => each.toString(16).padStart(2, '0')).join('')}`, hasAlpha };
}

/** A channel over white, in linear light. Browsers mix the coded values, so this does too. */
function onWhite(level: number, alpha: number): number {
  return LINEAR[Math.round((level * alpha + MOST * (MOST - alpha)) / MOST)] ?? 0;
}

function toOklab(red: number, green: number, blue: number): Triple {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Levels of red, green and blue, each 0–255. */
function toChannels(lightness: number, a: number, b: number): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toLevel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toLevel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toLevel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function toLinear(coded: number): number {
  return coded <= 0.04045 ? coded / 12.92 : ((coded + 0.055) / 1.055) ** 2.4;
}

function toLevel(linear: number): number {
  const light = Math.min(1, Math.max(0, linear));
  const coded = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(coded * MOST);
}
