import { expect, test } from 'vitest';
import { formatsOf, variantSize, widthsOf } from '../../../src/media/pictures/variant-widths.ts';
import { someFacts } from '../pictures.ts';

test.each([
  [1, [1]],
  [200, [200]],
  [320, [320]],
  [750, [320, 480, 640, 672, 750]],
  [1280, [320, 480, 640, 672, 800, 1080, 1280]],
  [1999, [320, 480, 640, 672, 800, 1080, 1280, 1344, 1600, 1999]],
  [2000, [320, 480, 640, 672, 800, 1080, 1280, 1344, 1600, 2000]],
  [6000, [320, 480, 640, 672, 800, 1080, 1280, 1344, 1600, 2000]],
])('a picture %i px wide is offered in widths up to its own', (width, widths) => {
  expect(widthsOf({ ...someFacts, width })).toEqual(widths);
});

test('what shows through is never offered as a JPEG; what moves is not remade', () => {
  expect(formatsOf(someFacts)).toEqual(['avif', 'webp', 'jpeg']);
  expect(formatsOf({ ...someFacts, hasAlpha: true })).toEqual(['webp', 'png']);
  expect(formatsOf({ ...someFacts, isAnimated: true })).toEqual([]);
  expect(widthsOf({ ...someFacts, isAnimated: true })).toEqual([]);
});

test('a variant keeps the ratio, and has a pixel of height at least', () => {
  expect(variantSize(someFacts, 320)).toEqual({ width: 320, height: 213 });
  expect(variantSize({ ...someFacts, width: 60_000, height: 1 }, 320)).toEqual({ width: 320, height: 1 });
});
