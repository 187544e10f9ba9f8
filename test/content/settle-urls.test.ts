import { expect, test } from 'vitest';
import { type FiledArticle, settleUrls } from '../../src/content/settle-urls.ts';
import { filedArticle } from './filed-article.ts';

const DAY = 'date: 2016-07-15\nslug: same';
const EVENING = 'date: 2016-07-15 18:00\nslug: same';
const filesOf = (filed: readonly FiledArticle[]) => filed.map(({ article }) => article.file);

test('the article published earlier keeps the URL, whatever the times of its file', () => {
  const { kept, problems } = settleUrls([
    filedArticle('articles/a.md', EVENING, { createdMs: 1, changedMs: 1 }),
    filedArticle('articles/b.md', DAY, { createdMs: 2, changedMs: 9 }),
  ]);
  expect(filesOf(kept)).toEqual(['articles/b.md']);
  expect(problems).toMatchObject([{ file: 'articles/a.md', code: 'url-taken', severity: 'error' }]);
  expect(problems[0]?.message).toContain('articles/a.md and articles/b.md');
});

test.each([
  ['made', { createdMs: 2, changedMs: 3 }, { createdMs: 1, changedMs: 4 }, 'articles/b.md'],
  ['changed', { createdMs: 1, changedMs: 2 }, { createdMs: 1, changedMs: 1 }, 'articles/b.md'],
  ['named', { createdMs: 1, changedMs: 1 }, { createdMs: 1, changedMs: 1 }, 'articles/a.md'],
])('of one moment, the file that was %s first keeps it', (_, a, b, winner) => {
  const both = [filedArticle('articles/a.md', DAY, a), filedArticle('articles/b.md', DAY, b)];
  expect(filesOf(settleUrls(both).kept)).toEqual([winner]);
  expect(filesOf(settleUrls(both.toReversed()).kept)).toEqual([winner]);
});

test('an id belongs to the earlier article; one that lost its URL takes none', () => {
  const { kept, problems } = settleUrls([
    filedArticle('articles/c.md', 'date: 2016-07-17\nid: two'),
    filedArticle('articles/b.md', `${EVENING}\nid: two`),
    filedArticle('articles/a.md', `${DAY}\nid: one`),
    filedArticle('articles/d.md', 'date: 2016-07-18\nid: one', { createdMs: 0 }),
  ]);
  expect(filesOf(kept)).toEqual(['articles/a.md', 'articles/c.md']);
  expect(problems.map((one) => `${one.file} ${one.code}`)).toEqual([
    'articles/b.md url-taken',
    'articles/d.md id-taken',
  ]);
});

test('a draft takes no URL from a published article, however early its date', () => {
  const { kept, problems } = settleUrls([
    filedArticle('articles/a.md', `${DAY}\ndraft: true`),
    filedArticle('articles/b.md', EVENING),
  ]);
  expect(filesOf(kept)).toEqual(['articles/b.md']);
  expect(problems.map((one) => `${one.file} ${one.code}`)).toEqual(['articles/a.md url-taken']);
});
