import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { siteFonts } from '../../../src/pages/frame/site-fonts.ts';

test.each([
  ['en', null],
  ['fr-CA', null],
  ['de', null],
  ['pt-BR', null],
  ['not a tag', null],
  ['tr', 'latin-ext'],
  ['pl', 'latin-ext'],
  ['vi', 'latin-ext'],
  ['sr-Latn', 'latin-ext'],
  ['sr', 'cyrillic'],
  ['ru', 'cyrillic'],
  ['kk', 'cyrillic'],
  ['el', 'greek'],
  ['hy', 'other'],
  ['ar', 'arabic'],
  ['fa-AF', 'arabic'],
  ['ur', 'other'],
  ['ckb', 'other'],
  ['he', 'hebrew'],
  ['ka', 'georgian'],
  ['zh-Hans', 'han'],
  ['zh-TW', 'han'],
  ['ja', 'han'],
  ['ko', 'other'],
  ['th', 'other'],
] as const)('a page in %s is led by the letters: %s', (language, letters) => {
  expect(siteFonts(language).letters).toBe(letters);
});

test('what is preloaded is declared, and no more than the first lines need', () => {
  const css = readdirSync(new URL('../../../public/css/fonts/', import.meta.url))
    .map((name) => readFileSync(new URL(`../../../public/css/fonts/${name}`, import.meta.url), 'utf8'))
    .join('\n');
  for (const language of ['en', 'tr', 'ru', 'el', 'hy', 'ar', 'he', 'ka', 'zh', 'ko']) {
    const { preloads } = siteFonts(language);
    for (const file of preloads) expect(css).toContain(`url("../fonts/${file}")`);
    expect(preloads.length).toBeLessThanOrEqual(3);
  }
  expect(siteFonts('en').preloads).toEqual(['source-serif-4-latin-opsz-normal.woff2']);
  expect(siteFonts('hy').preloads).toContain('noto-serif-armenian-armenian-400-normal.woff2');
});

test('each kind of letters has its voice', () => {
  const css = readFileSync(new URL('../../../public/css/tokens.css', import.meta.url), 'utf8');
  const sheetOf = (name: string): string =>
    readFileSync(new URL(`../../../public/css/fonts/${name}.css`, import.meta.url), 'utf8');
  const own = { ar: 'arabic', he: 'hebrew', ka: 'georgian', ja: 'letters' };
  for (const [language, sheet] of Object.entries(own))
    expect(sheetOf(sheet)).toContain(`:root[data-letters="${siteFonts(language).letters}"] {`);
  for (const language of ['tr', 'ru', 'el'])
    expect(css).toContain(`:root[data-letters="${siteFonts(language).letters}"] {`);
  expect(css).toContain(':root[data-letters] {');
});
