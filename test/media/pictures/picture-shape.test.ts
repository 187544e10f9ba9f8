import { expect, test } from 'vitest';
import { pictureShape } from '../../../src/media/pictures/picture-shape.ts';

test.each([
  ['a landscape', 1600, 1000, 'wide'],
  ['a square', 1200, 1200, 'wide'],
  ['nearly a square', 1000, 1080, 'wide'],
  ['a portrait of four by five', 1080, 1350, 'tall'],
  ['a portrait of two by three', 1200, 1800, 'tall'],
  ['a film on its side', 1080, 1920, 'slim'],
  ['what a phone shows', 1179, 2556, 'slim'],
  ['a drawing to scroll along', 800, 2600, 'wide'],
  ['an icon', 200, 150, 'small'],
  ['a small portrait', 300, 450, 'small'],
  ['a square just too small', 479, 479, 'small'],
] as const)('%s of %i × %i px is %s', (_, width, height, shape) => {
  expect(pictureShape({ width, height })).toBe(shape);
});
