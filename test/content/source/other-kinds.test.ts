import { expect, test } from 'vitest';
import { otherKindOf, otherKinds } from '../../../src/content/source/other-kinds.ts';

test.each([
  ['note.txt', 'txt'],
  ['Ferry.DOCX', 'docx'],
  ['ferry.md.txt', 'txt'],
  ['ferry.mkd', null],
  ['ferry.MDown', null],
  ['ferry.mdx', null],
  ['ferry.rst', 'rst'],
  ['ferry.astro', 'astro'],
  ['ferry.tsx', 'tsx'],
  ['ferry.njk', 'njk'],
  ['ferry.liquid', 'liquid'],
  ['ferry.html', 'html'],
  ['ferry.odt', 'odt'],
  ['ferry.rtf', 'rtf'],
  ['ferry.md', null],
  ['ferry.markdown', null],
  ['ferry.jpg', null],
  ['ferry.yaml', null],
  ['.txt', null],
  ['~$ferry.docx', null],
  ['ferry', null],
])('%s is text of kind %s', (name, kind) => {
  expect(otherKindOf(name)).toBe(kind);
});

test('each kind is told once, with its number and its cure', () => {
  const kinds = otherKinds();
  for (const name of ['b.txt', 'a.jpg', 'a.txt', 'c/d.txt', 'a.docx']) kinds.note(`articles/${name}`);
  expect(kinds.list()).toMatchObject([
    {
      file: 'articles/a.txt',
      severity: 'warning',
      code: 'kind-not-read',
      about: '.txt',
      message: expect.stringMatching(/2 more in articles .*\(articles\/b\.txt, articles\/c\/d\.txt\)/),
      hint: expect.stringContaining('.md'),
    },
    {
      file: 'articles/a.docx',
      message: expect.not.stringContaining('more'),
      hint: expect.stringMatching(/pandoc/),
    },
  ]);
});

test('pages of sections are told once, with their number', () => {
  const kinds = otherKinds();
  for (const name of ['b/_index.md', '_index.md', 'a/_index.de.md', 'c/_index.mdx', '_note.md']) {
    kinds.note(`articles/${name}`);
  }
  expect(kinds.list()).toMatchObject([
    {
      file: 'articles/_index.md',
      severity: 'warning',
      code: 'section-page',
      message: expect.stringContaining(
        '3 more in articles (articles/a/_index.de.md, articles/b/_index.md, …)',
      ),
    },
  ]);
});
