import { expect, test } from 'vitest';
import { indexLetters, splitGroups } from '../../../src/pages/parts/index-letters.ts';

const group = (texts: readonly string[], locale: string) =>
  indexLetters(
    texts.map((text) => ({ text })),
    locale,
  ).map(({ letter, names }) => [letter, names.map(({ text }) => text)]);

test('names stand under their first letters, as the locale sorts them', () => {
  expect(group(['zebra', 'Energy', '“Eden” plan', 'Énergie', '2016', '1915', 'apple'], 'en-GB')).toEqual([
    ['0–9', ['1915', '2016']],
    ['A', ['apple']],
    ['E', ['“Eden” plan', 'Énergie', 'Energy']],
    ['Z', ['zebra']],
  ]);
  expect(group(['Ångström', 'Zebra', 'Anna'], 'sv')).toEqual([
    ['A', ['Anna']],
    ['Z', ['Zebra']],
    ['Å', ['Ångström']],
  ]);
  expect(group(['Սփյուռք', 'արցախ', 'Արարատ'], 'hy')).toEqual([
    ['Ա', ['Արարատ', 'արցախ']],
    ['Ս', ['Սփյուռք']],
  ]);
});

test('pages hold at most so many names, all of them once, and divide only long groups', () => {
  const groups = ['A', 'B', 'C', 'D'].map((letter, index) => ({
    letter,
    names: Array.from({ length: [3, 4, 12, 1][index] ?? 0 }, (_, nth) => `${letter}${nth}`),
  }));
  const pages = splitGroups(groups, 5);
  expect(pages.map((page) => page.map(({ letter, names }) => `${letter}${names.length}`))).toEqual([
    ['A3'],
    ['B4'],
    ['C5'],
    ['C5'],
    ['C2', 'D1'],
  ]);
  expect(pages.flat().flatMap(({ names }) => names)).toEqual(groups.flatMap(({ names }) => names));
});
