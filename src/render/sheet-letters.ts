const RANGES = /unicode-range:([^;}]+)/g;
const RANGE = /U\+([0-9A-F]{4})(?:-([0-9A-F]{4}))?/gi;

/** Signs that the fonts of all pages have (fonts/voice.css): of them no page needs another font. */
const OWN: readonly [number, number][] = [
  [0, 0xff],
  [0x304, 0x304],
  [0x308, 0x308],
  [0x329, 0x329],
  [0x2000, 0x206f],
];

/** Whether a text may have letters of guests at all; for most pages that is known sooner than of which. */
export const MAY_BE_GUEST = /[\u0100-\u1fff\u2070-\uffff]/;

/**
 * Finds a letter that the fonts of a sheet are for, by their `unicode-range`, and those of all pages are not.
 * @throws Error where the sheet is for none.
 */
export function lettersIn(css: string): RegExp {
  const pieces = [...css.matchAll(RANGES)]
    .flatMap(([, ranges = '']) => [...ranges.matchAll(RANGE)])
    .map(([, from = '', to = from]) => [from, to] as const)
    .filter(([from, to]) => !OWN.some(([first, last]) => first <= hex(from) && hex(to) <= last))
    .map(([from, to]) => `\\u${from}-\\u${to}`);
  if (pieces.length === 0) throw new Error('A sheet of fonts for guests needs a unicode-range of letters.');
  return new RegExp(`[${[...new Set(pieces)].join('')}]`);
}

const hex = (digits: string): number => Number.parseInt(digits, 16);
