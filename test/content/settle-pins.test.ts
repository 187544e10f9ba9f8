import { expect, test } from 'vitest';
import { readTopStories } from '../../src/content/read-top-stories.ts';
import { settlePins } from '../../src/content/settle-pins.ts';
import { filedArticle } from './filed-article.ts';
import { brief } from './test-site.ts';

const ARTICLES = [
  filedArticle('articles/2016/kerry-in-moscow.md', 'date: 2016-07-15'),
  filedArticle('articles/2016/embargo.md', 'date: 2999-01-01'),
  filedArticle('articles/2016/draft.md', 'date: 2016-07-15\ndraft: true'),
  filedArticle('articles/2016/spyurk.md', 'date: 2016-07-15\nslug: Սփյուռք'),
].map(({ article }) => article);

const settle = (yaml: string) => settlePins(readTopStories(yaml).pins, ARTICLES, 'top-stories.yaml');

test('files, paths, drafts and embargoed articles may be pinned', () => {
  const { topStories, problems } = settle(
    [
      '- article: articles/2016/kerry-in-moscow.md',
      '- article: /2016/07/15/Kerry-in-Moscow/',
      '- article: articles/2016/embargo.md',
      '- article: /2016/07/15/draft',
      '- article: /2016/07/15/սփյուռք',
      '- A text alone',
    ].join('\n'),
  );
  expect(problems).toEqual([]);
  expect(topStories.map(({ article }) => article)).toEqual([
    'articles/2016/kerry-in-moscow.md',
    '/2016/07/15/kerry-in-moscow',
    'articles/2016/embargo.md',
    '/2016/07/15/draft',
    ARTICLES[3]?.path,
    null,
  ]);
});

test.each([
  ['articles/2016/kerry-in-mosocw.md', 'Did you mean "articles/2016/kerry-in-moscow.md"? '],
  ['content/articles/kerry-in-moscow', 'Did you mean "articles/2016/kerry-in-moscow.md"? '],
  ['/2016/07/16/kerry-in-moscow', 'Did you mean "/2016/07/15/kerry-in-moscow"? '],
  ['articles/2016/quite-another.md', ''],
])('%s names no article, which is told', (written, suggestion) => {
  const { topStories, problems } = settle(`- text: T\n  article: ${written}`);
  expect(topStories).toEqual([{ text: 'T', article: written, url: null }]);
  expect(brief(problems)).toEqual(['2:12 warning article-unknown']);
  expect(problems[0]?.message).toContain(`"${written}"`);
  expect(problems[0]?.hint.startsWith(`${suggestion}Write its file`)).toBe(true);
});
