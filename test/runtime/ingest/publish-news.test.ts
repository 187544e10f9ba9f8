import { expect, test } from 'vitest';
import type { ArticleChange } from '../../../src/catalog/publish/article-change.ts';
import type { PublishCause } from '../../../src/telemetry/machine-report.ts';
import { publishNews } from '../../../src/runtime/ingest/publish-news.ts';

const article = (given: Partial<ArticleChange> = {}): ArticleChange => ({
  file: 'articles/a.md',
  id: 'a',
  path: '/2016/07/15/a',
  previousPath: null,
  title: 'A',
  change: 'changed',
  fields: ['body'],
  from: null,
  wasPublic: true,
  isPublic: true,
  placement: {
    id: 'a',
    edition: '',
    section: 'world',
    topics: ['lakes'],
    authors: ['culture-desk'],
    series: null,
    day: '2016-07-15',
  },
  ...given,
});
const page = article({ id: null, path: '/about', placement: null });

const news = (changes: readonly ArticleChange[], ...keys: string[]) =>
  publishNews({ version: 1, keys: new Set(keys), changes, cause: { way: 'file', at: 1 } });
const feeds = (...given: Parameters<typeof news>) =>
  news(...given).feeds.filter((path) => path.endsWith('.xml'));

test('a text that differs is in the feeds of the site and of its own lists, in each format', () => {
  expect(feeds([article()], 'article:a', 'feed').sort()).toEqual([
    '/authors/culture-desk/feed.xml',
    '/feed.xml',
    '/sections/world/feed.xml',
    '/topics/lakes/feed.xml',
  ]);
  expect(news([article()], 'feed').feeds).toEqual(
    expect.arrayContaining(['/feed.xml', '/feed.atom', '/feed.json', '/sections/world/feed.json']),
  );
});

test('the feed of corrections differs when a correction does', () => {
  expect(feeds([article()], 'article:a', 'feed', 'corrections')).toContain('/corrections/feed.xml');
});

test('an article that leaves a list is told of that list too, each feed once', () => {
  const told = feeds([article()], 'section:economy', 'section:world', 'feed');
  expect(told.filter((path) => path.startsWith('/sections/')).sort()).toEqual([
    '/sections/economy/feed.xml',
    '/sections/world/feed.xml',
  ]);
});

test('standing pages and lists of the sidebar are in no feed', () => {
  expect(feeds([page], 'site', 'page:/about')).toEqual([]);
  expect(feeds([], 'top-stories', 'partners', 'archive:2016', 'front')).toEqual([]);
});

test('another day is in no feed, and no news of any story', () => {
  expect(news([], 'today', 'this-year')).toMatchObject({ feeds: [], changes: [] });
});

test('articles read again for site.yaml are in feeds, though only the key of the site is told', () => {
  expect(feeds([article()], 'site')).toContain('/feed.xml');
});

test('readers see nothing of drafts, nor of a file that was renamed under its URL', () => {
  const draft = article({ wasPublic: false, isPublic: false });
  const renamed = article({ change: 'moved', fields: [], from: 'articles/old.md' });
  const edited = article({ change: 'moved', from: 'articles/old.md' });
  const shown = article({ change: 'moved', fields: [], from: 'articles/old.md', wasPublic: false });
  expect(news([draft, renamed, edited, shown]).changes).toEqual([edited, shown]);
});

test('a push and a moment are known on every machine, and all else to this one alone', () => {
  const causeOf = (cause: PublishCause) =>
    publishNews({ version: 1, keys: new Set(), changes: [], cause }).cause;
  expect(causeOf({ way: 'git', at: 1, commit: 'abc' })).toBe('git abc');
  expect(causeOf({ way: 'clock', at: 5 })).toBe('clock 5');
  for (const way of ['git', 'file', 'other'] as const) expect(causeOf({ way, at: 1 })).toBeNull();
});
