import { expect, test } from 'vitest';
import { likelyVariants } from '../../../src/media/pictures/likely-variants.ts';
import { FRONT_PLACES } from '../../../src/pages/parts/front-places.ts';
import { SAMPLE_FACTS } from '../../support/sample-pictures.ts';

const widths = (facts = {}, place: 'lead' | 'body' = 'lead') =>
  likelyVariants({ ...SAMPLE_FACTS, width: 2400, height: 1600, ...facts }, place).map(
    ({ width, format }) => `${width} ${format}`,
  );

test('what articles, fronts and lists show of it, in the best format that the picture is offered in', () => {
  const all = [1080, 640, 320, 800, 480, 672];
  expect(widths()).toEqual(all.map((width) => `${width} avif`));
  expect(widths({}, 'body')).toEqual(['1080 avif', '672 avif']);
  expect(widths({ hasAlpha: true })).toEqual(all.map((width) => `${width} webp`));
});

test('of each place of a front, a width that it offers', () => {
  const made = likelyVariants({ ...SAMPLE_FACTS, width: 2400, height: 1600 }, 'lead').map(
    ({ width }) => width,
  );
  for (const { widths: offered } of Object.values(FRONT_PLACES))
    expect(offered.some((width) => made.includes(width))).toBe(true);
  expect(made).toEqual(
    expect.arrayContaining([...FRONT_PLACES['block-lead'].widths, ...FRONT_PLACES.band.widths]),
  );
});

test('of a picture that is smaller, what there is, each once', () => {
  expect(widths({ width: 700, height: 400 })).toEqual([
    '700 avif',
    '640 avif',
    '320 avif',
    '480 avif',
    '672 avif',
  ]);
  expect(widths({ width: 120, height: 90 })).toEqual(['120 avif']);
});

test('of a portrait or a phone’s screen, what the part of the column that it takes asks for', () => {
  expect(widths({ width: 2000, height: 3000 })).toEqual([
    '1080 avif',
    '640 avif',
    '320 avif',
    '800 avif',
    '480 avif',
  ]);
  expect(widths({ width: 1080, height: 1920 }, 'body')).toEqual(['800 avif', '480 avif']);
});

test('nothing of one that moves', () => {
  expect(widths({ isAnimated: true })).toEqual([]);
});
