import { expect, test } from 'vitest';
import { isReservedPath } from '../../../src/domain/addresses/reserved-path.ts';

test.each([
  ['/search', true],
  ['/media/x.jpg', true],
  ['/fetched/cdn.example.org/x.jpg', true],
  ['/2016', true],
  ['/2016/07/15', true],
  ['/de', true],
  ['/pt-br', true],
  ['/de/blog/story', false],
  ['/de/2016/07/15/story', false],
  ['/2016/07/15/story', false],
  ['/archive', true],
  ['/archive/2019/05/10/boat', false],
  ['/topics/lakes', true],
  ['/topics/lakes/feed.xml', true],
  ['/topics/lakes/boat', false],
  ['/corrections/feed.xml', true],
  ['/corrections/2019', false],
  ['/pictures/a/b/c/d', true],
  ['/-/git', true],
  ['/-/anything/else', true],
  ['/-', true],
  ['/faq', false],
  ['/old/story.html', false],
])('%s belongs to the site itself: %s', (path, isReserved) => {
  expect(isReservedPath(path)).toBe(isReserved);
});
