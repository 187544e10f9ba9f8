import { expect, test } from 'vitest';
import { decodedName } from '../../../src/domain/addresses/decoded-name.ts';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { TEST_SITE } from '../../content/test-site.ts';

test.each([
  ['%d8%a2%d8%a8', 'آب'],
  ['%C2%A1invasion', '¡invasion'],
  ['boat', 'boat'],
  ['100%', '100%'],
  ['%d8%a2%d8', 'آ'],
  ['%d8%a2%d', 'آ'],
  ['a%2fb', 'a%2fb'],
  ['a%00b', 'a%00b'],
  ['%ff%ff', '%ff%ff'],
])('%s is %s', (name, decoded) => {
  expect(decodedName(name)).toBe(decoded);
});

const site = { ...TEST_SITE, oldAddresses: ['/:year/:month/:slug'] };

test.each([
  ['articles/2020-01-02-%d8%a2%d8%a8.md', ''],
  ['articles/boat.md', 'slug: "%d8%a2%d8%a8"\n'],
])('a slug that a WordPress export encoded is its word: %s %s', (file, line) => {
  const text = `---\ntitle: آب\ndate: 2020-01-02\n${line}---\n\nBody.\n`;
  const { article, formerPaths } = parseArticle({ file, text }, site);
  expect(article?.slug).toBe('آب');
  expect(article?.oldPaths).toEqual(['/2020/01/%D8%A2%D8%A8']);
  expect(formerPaths).toEqual(['/2020/01/02/d8-a2-d8-a8']);
});
