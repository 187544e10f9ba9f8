import { expect, test } from 'vitest';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { brief, TEST_SITE } from '../test-site.ts';

const pathOf = (name: string, text: string): string | undefined =>
  parseArticle({ file: `articles/${name}.md`, text }, TEST_SITE).article?.path;

test.each([
  ['path = "2014/09/15/rust-1.0"', '/2014/09/15/release'],
  ['path = "/2014/9/5/rust/"', '/2014/09/05/release'],
  ['permalink = "/blog/2014/09/15/rust.html"', '/2014/09/15/release'],
])('a file whose only day is in its address, %s, has that day', (line, path) => {
  expect(pathOf('release', `+++\ntitle = "Release"\n${line}\n+++\n\nText.\n`)).toBe(path);
});

test.each([
  ['date: 2016-07-15\npath: 2014/09/15/old', 'release', '/2016/07/15/release'],
  ['path: 2014/09/15/old', '2016-07-15-release', '/2016/07/15/release'],
])('a date and a name come before it: %j', (lines, name, path) => {
  expect(pathOf(name, `---\ntitle: Release\n${lines}\n---\n\nText.\n`)).toBe(path);
});

test.each([
  'url: https://other.example/2014/09/15/rust',
  'path: releases/1.0',
  'url: //x.example/2014/09/15/r',
])('%s tells no day', (line) => {
  const { article, problems } = parseArticle(
    { file: 'articles/release.md', text: `---\ntitle: Release\n${line}\n---\n\nText.\n` },
    TEST_SITE,
  );
  expect(article).toBeNull();
  expect(brief(problems).join('\n')).toContain('error date-missing');
});
