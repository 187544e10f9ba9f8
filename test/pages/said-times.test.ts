import { describe, expect, test } from 'vitest';
import type { PageMoment } from '../../src/http/site-deps.ts';
import { buildArchivePage } from '../../src/pages/archive-page.ts';
import { buildArticlePage } from '../../src/pages/article-page.ts';
import { buildFrontPage } from '../../src/pages/front-page.ts';
import { buildListingPage } from '../../src/pages/listing-page.ts';
import { buildNotFoundPage } from '../../src/pages/message-page.ts';
import { buildSeriesPage } from '../../src/pages/series-page.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { sampleArticle, sampleMoment } from '../support/sample-site.ts';

const series = { name: 'The bridge', slug: 'the-bridge', part: null };
const topics = [{ name: 'Bridges', slug: 'bridges' }];
const written = (title: string, published: string) =>
  sampleArticle({ title, published, series, topics, updated: sampleMoment('2016-07-20T11:00') });
const recent = [
  written('Today', '2016-07-20T09:30'),
  written('Yesterday', '2016-07-19T09:30'),
  written('Last week', '2016-07-15T09:30'),
];
const old = [
  sampleArticle({ title: 'Spring', published: '2016-03-01T09:30', section: 'economy' }),
  sampleArticle({ title: 'Years ago', published: '2012-03-01T09:30', section: 'economy' }),
];

const BY_THE_DAY = ['today', 'this-year'];

/** The keys of a page that follow the calendar, and all times of it that are said short. */
function timesOf(build: (context: PageMoment) => unknown) {
  const context = sampleContext({ articles: [...recent, ...old] });
  const page = build(context);
  expect(page).not.toBeNull();
  const { words: _words, ...model } = page as { words: unknown };
  const said: string[] = [];
  JSON.stringify(model, (_key, value: unknown) => {
    if (isTime(value) && value.title !== null) said.push(value.text);
    return value;
  });
  return { keys: BY_THE_DAY.filter((key) => context.usedKeys.has(key)), said: new Set(said) };
}

const isTime = (value: unknown): value is { text: string; title: string | null } =>
  typeof value === 'object' && value !== null && 'iso' in value && 'title' in value;

describe('times as people say them', () => {
  test.each<[string, (context: PageMoment) => unknown]>([
    ['the front', (context) => buildFrontPage(context)],
    ['the page of an address that leads nowhere', (context) => buildNotFoundPage(context)],
  ])('are on %s', (_name, build) => {
    expect(timesOf(build)).toEqual({
      keys: ['today', 'this-year'],
      said: new Set(['09:30', 'Tuesday', 'Friday', '1 March', '1 March 2012']),
    });
  });

  test.each<[string, (context: PageMoment) => unknown, readonly string[]]>([
    ['a section', (context) => buildListingPage(context, 'section', 'world', 1), ['today']],
    ['a topic', (context) => buildListingPage(context, 'topic', 'bridges', 1), ['today']],
    ['a series', (context) => buildSeriesPage(context, 'the-bridge', 1), ['today']],
    [
      'a section with nothing new',
      (context) => buildListingPage(context, 'section', 'economy', 1),
      ['this-year'],
    ],
    ['an archive of this month', (context) => buildArchivePage(context, '2016-07', 1), ['today']],
    ['an archive of this spring', (context) => buildArchivePage(context, '2016-03', 1), ['this-year']],
    ['an old archive', (context) => buildArchivePage(context, '2012', 1), []],
  ])('%s carries the keys of what it says', (_name, build, keys) => {
    expect(timesOf(build).keys).toEqual(keys);
  });

  test.each(recent.map((article) => [article.title, article] as const))(
    'are not on the page of an article (%s), which is kept over midnight',
    (_title, article) => {
      const { keys, said } = timesOf((context) => buildArticlePage(context, article));
      expect(keys).toEqual([]);
      expect([...said]).toEqual([]);
    },
  );
});
