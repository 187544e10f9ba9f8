import { expect, test } from 'vitest';
import { parseStandingPage } from '../../src/content/parse-standing-page.ts';
import { settleAliases } from '../../src/content/settle-aliases.ts';
import { filedArticle } from './filed-article.ts';
import { brief, TEST_SITE } from './test-site.ts';

function standingPage(lines = '') {
  const text = `---\ntitle: About\n${lines}\n---\n`;
  const { page } = parseStandingPage({ file: 'pages/about.md', text }, TEST_SITE);
  if (page === null) throw new Error('the page is sound');
  return page;
}

test('of two articles the first keeps the alias; the warning names both, where it is written', () => {
  const { articles, problems } = settleAliases(
    [
      filedArticle('articles/b.md', 'date: 2016-07-15\naliases: /old'),
      filedArticle('articles/a.md', 'date: 2016-07-16\naliases:\n  - /other\n  - https://x.example/OLD/'),
    ],
    [],
  );
  expect(articles.map((one) => one.aliases)).toEqual([['/old'], ['/other']]);
  expect(brief(problems)).toEqual(['6:5 warning alias-taken']);
  expect(problems[0]?.message).toBe(
    'aliases: articles/a.md and articles/b.md both have "/old"; it leads to articles/b.md.',
  );
});

test.each([
  ['an article, even a later one', '/2016/07/16/c', 'articles/c.md'],
  ['a standing page', '/about', 'pages/about.md'],
])('an alias that is the URL of %s is dropped', (_, alias, owner) => {
  const { articles, problems } = settleAliases(
    [
      filedArticle('articles/a.md', `date: 2016-07-15\naliases: [${alias}, /old]`),
      filedArticle('articles/c.md', 'date: 2016-07-16'),
    ],
    [standingPage()],
  );
  expect(articles[0]?.aliases).toEqual(['/old']);
  expect(brief(problems)).toEqual(['4:11 warning alias-taken']);
  expect(problems[0]?.message).toBe(`aliases: "${alias}" is the URL of ${owner}; it was ignored.`);
});

test('a draft takes no address from what is published', () => {
  const { articles, problems } = settleAliases(
    [
      filedArticle('articles/a.md', 'date: 2016-07-15\ndraft: true\naliases: /old'),
      filedArticle('articles/b.md', 'date: 2016-07-16\naliases: [/old, /2016/07/15/a, /about]'),
    ],
    [standingPage('draft: true')],
  );
  expect(articles.map((one) => one.aliases)).toEqual([[], ['/old', '/2016/07/15/a', '/about']]);
  expect(problems.map((one) => `${one.file} ${one.code}`)).toEqual(['articles/a.md alias-taken']);
});
