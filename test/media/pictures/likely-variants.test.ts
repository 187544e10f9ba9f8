import { expect, test } from 'vitest';
import { likelyVariants } from '../../../src/media/pictures/likely-variants.ts';
import { SAMPLE_FACTS } from '../../support/sample-pictures.ts';

const widths = (facts = {}, place: 'lead' | 'body' = 'lead') =>
  likelyVariants({ ...SAMPLE_FACTS, width: 2400, height: 1600, ...facts }, place).map(
    ({ width, format }) => `${width} ${format}`,
  );

test('two or three sizes in the best format that the picture is offered in', () => {
  expect(widths()).toEqual(['1080 avif', '320 avif', '672 avif']);
  expect(widths({}, 'body')).toEqual(['1080 avif', '672 avif']);
  expect(widths({ hasAlpha: true })).toEqual(['1080 webp', '320 webp', '672 webp']);
});

test('of a picture that is smaller, what there is, each once', () => {
  expect(widths({ width: 700, height: 400 })).toEqual(['700 avif', '320 avif', '672 avif']);
  expect(widths({ width: 120, height: 90 })).toEqual(['120 avif']);
});

test('of a portrait or a phone’s screen, what the part of the column that it takes asks for', () => {
  expect(widths({ width: 2000, height: 3000 })).toEqual(['1080 avif', '320 avif', '480 avif']);
  expect(widths({ width: 1080, height: 1920 }, 'body')).toEqual(['800 avif', '480 avif']);
});

test('nothing of one that moves', () => {
  expect(widths({ isAnimated: true })).toEqual([]);
});
