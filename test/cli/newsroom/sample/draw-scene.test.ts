import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawScene } from '../../../../src/cli/newsroom/sample/draw-scene.ts';
import { MOTIFS, type MotifName } from '../../../../src/cli/newsroom/sample/motifs.ts';
import { PALETTES, type PaletteName } from '../../../../src/cli/newsroom/sample/palettes.ts';
import { seededRandom } from '../../../../src/cli/newsroom/sample/seeded-random.ts';
import { drawPhoto } from '../../../../src/media/draw-photo.ts';

test('one name gives one drawing, another name another', () => {
  const scene = { motif: 'town', palette: 'fog', width: 400, height: 300 } as const;
  expect(drawScene('a', scene)).toBe(drawScene('a', scene));
  expect(drawScene('a', scene)).not.toBe(drawScene('b', scene));
});

test.each(Object.keys(MOTIFS) as MotifName[])('%s is drawn in every palette, in numbers only', (motif) => {
  for (const palette of Object.keys(PALETTES) as PaletteName[]) {
    const svg = drawScene(motif, { motif, palette, width: 640, height: 400 });
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.length).toBeLessThan(40_000);
  }
});

test('a photo is a JPEG of the drawing’s size, with the same bytes each time', async () => {
  const svg = drawScene('a', { motif: 'sail', palette: 'noon', width: 320, height: 480 });
  const photo = await drawPhoto(svg);
  expect(await sharp(photo).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 480 });
  expect((await drawPhoto(svg)).equals(photo)).toBe(true);
});

test('numbers of a seed lie between 0 and 1, on both sides of the middle', () => {
  const random = seededRandom('a');
  const numbers = Array.from({ length: 1000 }, random);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(numbers.filter((number) => number < 0.5).length).toBeGreaterThan(400);
  expect(numbers.filter((number) => number < 0.5).length).toBeLessThan(600);
});
