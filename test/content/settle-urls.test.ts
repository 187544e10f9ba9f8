import { expect, test } from 'vitest';
import type { Article } from '../../src/domain/article.ts';
import { parseArticle } from '../../src/content/parse-article.ts';
import { settleUrls } from '../../src/content/settle-urls.ts';
import { TEST_SITE } from './test-site.ts';

function article(file: string, lines = ''): Article {
  const text = `---\ntitle: T\ndate: 2016-07-15\nslug: same\n${lines}\n---\n`;
  const parsed = parseArticle({ file, text }, TEST_SITE).article;
  if (parsed === null) throw new Error('the article is sound');
  return parsed;
}

test('the older file keeps the URL, whatever its name', () => {
  const { articles, problems } = settleUrls([
    { article: article('articles/a.md'), createdMs: 2, changedMs: 2 },
    { article: article('articles/b.md'), createdMs: 1, changedMs: 9 },
  ]);
  expect(articles.map((one) => one.file)).toEqual(['articles/b.md']);
  expect(problems).toMatchObject([{ file: 'articles/a.md', code: 'url-taken', severity: 'error' }]);
  expect(problems[0]?.message).toContain('articles/a.md and articles/b.md');
});

test('files of one age are told apart by change, then publication, then path', () => {
  const first = (dated: { article: Article; createdMs: number; changedMs: number }[]) =>
    settleUrls(dated).articles[0]?.file;
  const a = article('articles/a.md');
  const b = article('articles/b.md');
  expect(
    first([
      { article: a, createdMs: 1, changedMs: 2 },
      { article: b, createdMs: 1, changedMs: 1 },
    ]),
  ).toBe('articles/b.md');
  expect(
    first([
      { article: b, createdMs: 1, changedMs: 1 },
      { article: a, createdMs: 1, changedMs: 1 },
    ]),
  ).toBe('articles/a.md');
});

test('an id belongs to one article; a file that lost its URL takes none', () => {
  const { articles, problems } = settleUrls([
    { article: article('articles/a.md', 'id: one'), createdMs: 1, changedMs: 1 },
    { article: article('articles/b.md', 'id: one'), createdMs: 2, changedMs: 2 },
    { article: { ...article('articles/c.md', 'id: two'), path: '/other' }, createdMs: 3, changedMs: 3 },
  ]);
  expect(articles.map((one) => one.file)).toEqual(['articles/a.md', 'articles/c.md']);
  expect(problems.map((one) => one.code)).toEqual(['id-taken', 'url-taken']);
});
