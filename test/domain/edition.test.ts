import { expect, test } from 'vitest';
import {
  editionFor,
  editionKey,
  editionPath,
  siteEditions,
  splitEdition,
  storyPrefix,
} from '../../src/domain/edition.ts';

const tagged = (...languages: string[]) =>
  languages.map((language) => ({ edition: language.toLowerCase(), language }));
const armenian = { language: 'hy', editions: tagged('ru', 'en') };
const portuguese = { language: 'pt', editions: tagged('pt-BR', 'sr-Latn', 'sr-Cyrl') };

test.each([
  [null, ''],
  ['hy', ''],
  ['hy-AM', ''],
  ['ru', 'ru'],
  ['ru-UA', 'ru'],
  ['en-GB', 'en'],
  ['de', ''],
])('a story in %s is in the edition “%s” of an Armenian site', (language, edition) => {
  expect(editionFor(language, armenian)).toBe(edition);
});

test('the closest edition has a story where several write a language', () => {
  const found = ['pt', 'pt-PT', 'pt-BR', 'sr-Latn', 'sr-Cyrl-RS', 'sr'].map((tag) =>
    editionFor(tag, portuguese),
  );
  expect(found).toEqual(['', '', 'pt-br', 'sr-latn', 'sr-cyrl', 'sr-latn']);
});

test('a story stands below its edition, else below its language, else below nothing', () => {
  const prefixes = ['hy', 'ru', 'ru-UA', 'de', 'de-AT', null].map((tag) => storyPrefix(tag, armenian));
  expect(prefixes).toEqual([null, 'ru', 'ru', 'de', 'de-at', null]);
  expect(storyPrefix('pt-BR', portuguese)).toBe('pt-br');
  expect(storyPrefix('ru', { language: 'hy' })).toBe('ru');
});

test('paths and keys have their edition before them, those of the own edition nothing', () => {
  expect([editionPath('', '/topics'), editionPath('ru', '/topics'), editionPath('ru', '/')]).toEqual([
    '/topics',
    '/ru/topics',
    '/ru',
  ]);
  expect([editionKey('', 'front'), editionKey('ru', 'front')]).toEqual(['front', 'ru/front']);
  expect(siteEditions(armenian)).toEqual(['', 'ru', 'en']);
  expect(siteEditions({})).toEqual(['']);
});

test.each([
  ['/ru', 'ru', '/'],
  ['/ru/topics/a', 'ru', '/topics/a'],
  ['/ru/2016/07/15/a', 'ru', '/2016/07/15/a'],
  ['/russia', '', '/russia'],
  ['/de/2016/07/15/a', '', '/de/2016/07/15/a'],
  ['/', '', '/'],
  ['/ru?page=2', 'ru', '/?page=2'],
])('%s is in the edition “%s” at %s', (path, edition, below) => {
  expect(splitEdition(path, armenian)).toEqual({ edition, path: below });
});
