import { expect, test } from 'vitest';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { TEST_SITE } from '../test-site.ts';

function parseFocus(lines: string) {
  const text = `---\ntitle: T\ndate: 2016-07-15\nimage:\n  src: a.jpg\n  alt: A\n${lines}\n---\nText.`;
  return parseArticle({ file: 'articles/x.md', text }, TEST_SITE);
}

test.each([
  ['[0.5, 0.3]', { x: 0.5, y: 0.3 }],
  ['50% 30%', { x: 0.5, y: 0.3 }],
  ['50%, 30%', { x: 0.5, y: 0.3 }],
  ['"0.5,.3"', { x: 0.5, y: 0.3 }],
  ['[50%, 0.3]', { x: 0.5, y: 0.3 }],
  ['[0, 1]', { x: 0, y: 1 }],
  ['\n    - 12.5%\n    - 100%', { x: 0.125, y: 1 }],
])('focus: %s', (written, focus) => {
  const { article, problems } = parseFocus(`  focus: ${written}`);
  expect(problems).toEqual([]);
  expect(article?.image?.focus).toEqual(focus);
});

test.each([
  '[0.5]',
  '0.5',
  '[0.5, 0.3, 0.1]',
  '50 30',
  '[1.1, 0]',
  '101% 5%',
  '-0.1 0.5',
  'top left',
  '[a, b]',
])('focus: %s is left out, with its place and a cure', (written) => {
  const { article, problems } = parseFocus(`  focus: ${written}`);
  expect(article?.image).toMatchObject({ src: '/articles/a.jpg', focus: null });
  expect(problems).toMatchObject([
    {
      severity: 'warning',
      about: 'image.focus',
      line: 7,
      column: 10,
      code: 'focus-invalid',
      hint: expect.stringContaining('[0.5, 0.3] or 50% 30%'),
    },
  ]);
  expect(problems[0]?.message).toMatch(
    /^image\.focus: ".*" is not a point of the picture; it was left out\.$/,
  );
});

test('a picture without one has none', () => {
  expect(parseFocus('  credit: C').article?.image?.focus).toBeNull();
});
