import { expect, test } from 'vitest';
import { meanColour } from '../../../src/media/pictures/mean-colour.ts';

const pixels = (...colours: readonly (readonly [hex: string, alpha: number, share: number])[]): Uint8Array =>
  Uint8Array.from(
    colours.flatMap(([hex, alpha, share]) =>
      Array.from({ length: share }, () => [...Buffer.from(hex, 'hex'), alpha]).flat(),
    ),
  );

const parts = (color: string): number[] => [...Buffer.from(color.slice(1), 'hex')];

test.each(['000000', 'ffffff', '808080', 'ff0000', '00ff00', '0000ff', '2468ac', 'eedd88'])(
  '#%s alone is itself',
  (hex) => {
    expect(meanColour(pixels([hex, 255, 9]))).toEqual({ color: `#${hex}`, hasAlpha: false });
  },
);

test('greys stay grey', () => {
  const [red = 0, green, blue] = parts(meanColour(pixels(['000000', 255, 1], ['ffffff', 255, 1])).color);
  expect([green, blue]).toEqual([red, red]);
});

test('a vivid picture is neither black nor mud, though black is its most frequent colour', () => {
  const { color } = meanColour(
    pixels(['000000', 255, 30], ['ff2200', 255, 25], ['ff9900', 255, 25], ['ffdd00', 255, 20]),
  );
  const [red = 0, green = 0, blue = 0] = parts(color);
  expect(red).toBeGreaterThan(140);
  expect(red).toBeGreaterThan(green + 40);
  expect(green).toBeGreaterThan(blue);
});

test('half of one vivid colour and half of another are a colour between, as light as they are', () => {
  const [red = 0, green = 0, blue = 0] = parts(
    meanColour(pixels(['ff0000', 255, 1], ['0000ff', 255, 1])).color,
  );
  expect(Math.min(red, blue)).toBeGreaterThan(127);
  expect(green).toBeLessThan(100);
});

test('what shows through is white there', () => {
  expect(meanColour(pixels(['000000', 0, 4]))).toEqual({ color: '#ffffff', hasAlpha: true });
  expect(meanColour(pixels(['000000', 128, 4]))).toEqual({ color: '#7f7f7f', hasAlpha: true });
  expect(meanColour(pixels(['336699', 255, 999], ['336699', 254, 1])).hasAlpha).toBe(true);
});
