import { expect, test } from 'vitest';
import { readTopStories } from '../../src/content/read-top-stories.ts';
import { type ArticleIndex, settlePins } from '../../src/content/settle-pins.ts';
import { brief } from './test-site.ts';

const PATHS: ReadonlyMap<string, string> = new Map([
  ['articles/2016/kerry-in-moscow.md', '/2016/07/15/kerry-in-moscow'],
  ['articles/2016/spyurk.md', `/2016/07/15/${encodeURIComponent('սփյուռք')}`],
]);
const paths = new Set(PATHS.values());
const INDEX: ArticleIndex = {
  hasFile: (file) => PATHS.has(file),
  hasPath: (path) => paths.has(path),
  files: () => PATHS.keys(),
  paths: () => paths,
};

const settle = (yaml: string) =>
  settlePins(readTopStories(yaml, 'Asia/Yerevan').pins, INDEX, 'top-stories.yaml');

test('files and paths may be pinned, in any form that leads to them', () => {
  const { topStories, problems } = settle(
    [
      '- article: articles/2016/kerry-in-moscow.md',
      '- article: /2016/07/15/Kerry-in-Moscow/',
      '- article: /2016/07/15/սփյուռք',
      '- A text alone',
    ].join('\n'),
  );
  expect(problems).toEqual([]);
  expect(topStories.map(({ article }) => article)).toEqual([
    'articles/2016/kerry-in-moscow.md',
    '/2016/07/15/kerry-in-moscow',
    PATHS.get('articles/2016/spyurk.md'),
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
  expect(topStories).toEqual([{ text: 'T', article: written, url: null, untilMs: null }]);
  expect(brief(problems)).toEqual(['2:12 warning article-unknown']);
  expect(problems[0]?.message).toContain(`"${written}"`);
  expect(problems[0]?.hint.startsWith(`${suggestion}Write its file`)).toBe(true);
});
