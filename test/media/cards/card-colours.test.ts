import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCardColours } from '../../../src/media/cards/card-colours.ts';

const css = readFileSync(new URL('../../../public/css/tokens.css', import.meta.url), 'utf8');

test('the colours are those of the site’s light edition', () => {
  const colours = readCardColours(css);
  for (const colour of Object.values(colours)) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  const lightness = (colour: string): number => Number.parseInt(colour.slice(1, 3), 16);
  expect(lightness(colours.paper)).toBeGreaterThan(200);
  expect(lightness(colours.ink)).toBeLessThan(60);
  for (const colour of Object.values(colours)) expect(css).toContain(`light-dark(${colour}, #`);
});

test('a colour may be the same in both editions', () => {
  const plain = css.replace(/light-dark\((#\w+), #\w+\)/g, '$1');
  expect(plain).not.toContain('light-dark');
  expect(readCardColours(plain)).toEqual(readCardColours(css));
});

test('a token that is missing is named', () => {
  expect(() => readCardColours(css.replaceAll('--color-accent', '--color-x'))).toThrow(/--color-accent/);
});
