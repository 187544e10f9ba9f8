import { expect, test } from 'vitest';
import { otherKindOf, otherKinds } from '../../../src/content/source/other-kinds.ts';

test.each([
  ['note.txt', 'txt'],
  ['Ferry.DOCX', 'docx'],
  ['ferry.md.txt', 'txt'],
  ['ferry.mkd', 'mkd'],
  ['ferry.mdown', 'mdown'],
  ['ferry.mdx', 'mdx'],
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
      message: expect.stringContaining('2 more in articles'),
      hint: expect.stringContaining('.md'),
    },
    {
      file: 'articles/a.docx',
      message: expect.not.stringContaining('more'),
      hint: expect.stringMatching(/pandoc/),
    },
  ]);
});
