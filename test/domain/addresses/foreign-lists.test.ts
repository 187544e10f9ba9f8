import { expect, test } from 'vitest';
import { foreignLists } from '../../../src/domain/addresses/foreign-lists.ts';

test.each([
  // Names.
  ['/tags/lakes', ['/topics/lakes']],
  ['/tag/lakes.html', ['/topics/lakes']],
  ['/tags/on-the-lake/index.html', ['/topics/on-the-lake']],
  ['/tags/on_the_lake', ['/topics/on-the-lake']],
  ['/category/world', ['/sections/world', '/topics/world']],
  ['/categories/news/world', ['/sections/world', '/topics/world']],
  ['/blog/category/world', ['/sections/world', '/topics/world']],
  ['/author/jane-roe', ['/authors/jane-roe']],
  ['/tags/%D0%BE%D0%B7%D0%B5%D1%80%D0%BE', ['/topics/%D0%BE%D0%B7%D0%B5%D1%80%D0%BE']],
  // Further pages, and those of all names.
  ['/page/2', ['/']],
  ['/page2', ['/']],
  ['/blog/page/12', ['/sections/blog', '/']],
  ['/tags/lakes/page/3', ['/topics/lakes']],
  ['/blog', ['/sections/blog', '/']],
  ['/tags', ['/topics']],
  ['/categories.html', ['/topics']],
  ['/archives', ['/archive']],
  ['/archives/2016/07', ['/2016/07']],
  ['/blog/archive/2016', ['/2016']],
  ['/2016/07/page/2', ['/2016/07']],
  // Feeds and sitemaps.
  ['/feed', ['/feed.xml']],
  ['/rss.xml', ['/feed.xml']],
  ['/index.xml', ['/feed.xml']],
  ['/atom.xml', ['/feed.atom']],
  ['/feed/atom', ['/feed.atom']],
  ['/feeds/all.atom.xml', ['/feed.atom']],
  ['/tags/lakes/index.xml', ['/topics/lakes/feed.xml']],
  ['/category/world/feed', ['/sections/world/feed.xml', '/topics/world/feed.xml']],
  ['/blog/atom.xml', ['/sections/blog/feed.atom', '/feed.atom']],
  ['/sitemap_index.xml', ['/sitemap.xml']],
  // No list.
  ['/', []],
  ['/lakes', []],
  ['/tags/', []],
  ['/tagged/lakes', []],
  ['/blog/2016/07/15/boat', []],
  ['/2016/07/15/boat/feed', []],
  ['/comments/feed', []],
  ['/constructor/x', []],
  ['/tags/%zz', []],
  ['/index', []],
])('%s may mean %j', (path, lists) => {
  expect(foreignLists(path)).toEqual(lists);
});
