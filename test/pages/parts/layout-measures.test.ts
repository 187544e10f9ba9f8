import { expect, test } from 'vitest';
import { fixed, type LayoutMeasures, partOf, writeSizes } from '../../../src/pages/parts/layout-measures.ts';

const MEASURES: LayoutMeasures = {
  small: 36,
  medium: 40,
  broad: 48,
  wide: 64,
  sheet: 78,
  margin: { narrow: 1, broad: 3 },
  gap: 3,
  column: 42,
  aside: 18.5,
  thumb: { narrow: 6, broad: 9 },
};
const write = (...tracks: Parameters<typeof writeSizes>[0]) => writeSizes(tracks, MEASURES);

test('what fills the paper grows with it, less its margins, and stops where it does', () => {
  expect(write({ from: 0, share: 1, less: 0 })).toBe(
    '(min-width: 78rem) 72rem, (min-width: 48rem) calc(100vw - 6rem), calc(100vw - 2rem)',
  );
});

test('a column stops growing at its own width, and begins anew beside the sidebar', () => {
  expect(write({ from: 0, share: 1, less: 0, most: 42 }, { from: 64, share: 1, less: 21.5, most: 42 })).toBe(
    '(min-width: 69.5rem) 42rem, (min-width: 64rem) calc(100vw - 27.5rem), (min-width: 44rem) 42rem, calc(100vw - 2rem)',
  );
});

test('a part of it gives up its share of the gaps', () => {
  const tracks = partOf([{ from: 0, share: 1, less: 0, most: 42 }], 1 / 3, 0.5);
  expect(writeSizes(tracks, MEASURES)).toBe('(min-width: 44rem) 13.5rem, calc(33.33vw - 1.17rem)');
});

test('what has one width says it alone, and the same width is said once', () => {
  expect(write(fixed(0, 7))).toBe('7rem');
  expect(write(fixed(0, 6), fixed(48, 9))).toBe('(min-width: 48rem) 9rem, 6rem');
  expect(write(fixed(0, 9), fixed(48, 9))).toBe('9rem');
});

test('what takes all of the screen has no margins to give up', () => {
  expect(write({ from: 0, share: 1, less: -2 }, { from: 48, share: 1, less: 0, most: 30 })).toBe(
    '(min-width: 48rem) 30rem, 100vw',
  );
});
