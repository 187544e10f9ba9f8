import { expect, test } from 'vitest';
import { readTopStories } from '../../../src/content/top-stories/read-top-stories.ts';
import type { ArticleIndex } from '../../../src/content/top-stories/named-article.ts';
import { resolvePins } from '../../../src/content/top-stories/resolve-pins.ts';
import { writtenForms } from '../../../src/domain/names.ts';
import { brief } from '../test-site.ts';

const PATHS: ReadonlyMap<string, string> = new Map([
  ['articles/2016/kerry-in-moscow.md', '/2016/07/15/kerry-in-moscow'],
  ['articles/été/cafe\u0301.md', '/2016/07/15/caf%C3%A9'],
  ['articles/2016/spyurk.md', `/2016/07/15/${encodeURIComponent('սփյուռք')}`],
]);
const paths = new Set(PATHS.values());
const INDEX: ArticleIndex = {
  editionOf: () => '',
  fileNamed: (file) => writtenForms(file).find((form) => PATHS.has(form)) ?? null,
  hasPath: (path) => paths.has(path),
  files: () => PATHS.keys(),
  paths: () => paths,
};

const settle = (yaml: string) =>
  resolvePins(readTopStories(yaml, 'Asia/Yerevan').pins, INDEX, 'top-stories.yaml');

test('files and paths may be pinned, in any form that leads to them', () => {
  const { topStories, problems } = settle(
    [
      '- article: articles/2016/kerry-in-moscow.md',
      '- article: /2016/07/15/Kerry-in-Moscow/',
      '- article: /2016/07/15/սփյուռք',
      '- article: articles/été/café.md',
      '- article: articles/e\u0301te\u0301/cafe\u0301.md',
      '- A text alone',
    ].join('\n'),
  );
  expect(problems).toEqual([]);
  expect(topStories.map(({ article }) => article)).toEqual([
    'articles/2016/kerry-in-moscow.md',
    '/2016/07/15/kerry-in-moscow',
    PATHS.get('articles/2016/spyurk.md'),
    'articles/été/cafe\u0301.md',
    'articles/été/cafe\u0301.md',
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
