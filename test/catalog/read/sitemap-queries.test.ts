import { describe, expect, test } from 'vitest';
import { openFeedDesk } from '../../feeds/feed-desk.ts';
import { SAMPLE_NOW } from '../../support/sample-catalog.ts';
import { sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const all = () => true;

describe('sitemapMonths', () => {
  const articles = [
    sampleArticle({ title: 'July 1', published: '2016-07-01' }),
    sampleArticle({ title: 'July 2', published: '2016-07-02', updated: sampleMoment('2016-07-19') }),
    sampleArticle({ title: 'July 3', published: '2016-07-03', updated: sampleMoment('2031-01-01') }),
    sampleArticle({
      title: 'May',
      published: '2016-05-31',
      corrections: [{ date: sampleMoment('2016-07-18'), text: 'x' }],
    }),
    sampleArticle({ title: 'Far', published: '2016-04-01', canonical: 'https://else.test/far' }),
    sampleArticle({ title: 'Draft', published: '2016-03-01', isDraft: true }),
    sampleArticle({ title: 'Over', published: '2016-02-01', expires: sampleMoment('2016-03-01') }),
    sampleArticle({ title: 'Later', published: '2016-08-01' }),
  ];
  const { catalog } = openFeedDesk({ articles });

  test('lists each month that has listed articles, with its newest change until now', () => {
    const months = catalog.sitemapMonths(1000, ({ canonical }) => canonical === null, SAMPLE_NOW);
    expect(months.map(({ month, files, modified }) => [month, files, modified.day])).toEqual([
      ['2016-07', 1, '2016-07-19'],
      ['2016-05', 1, '2016-07-18'],
    ]);
    expect(catalog.sitemapMonths(1000, all, SAMPLE_NOW).map(({ month }) => month)).toContain('2016-04');
    expect(openFeedDesk({}).catalog.sitemapMonths(1, all, SAMPLE_NOW)).toEqual([]);
  });

  test('a month takes as many files as it needs, and a full one stays as it is', () => {
    expect(catalog.sitemapMonths(2, all, SAMPLE_NOW)[0]).toMatchObject({ month: '2016-07', files: 2 });
    const titles = (file: number) =>
      catalog.articlesOfMonth('2016-07', file, 2, SAMPLE_NOW).map(({ title }) => title);
    expect([titles(1), titles(2), titles(3)]).toEqual([['July 1', 'July 2'], ['July 3'], []]);
  });

  test('an update that is still ahead is not told', () => {
    const [july3] = catalog.articlesOfMonth('2016-07', 2, 2, SAMPLE_NOW);
    expect(july3?.updated).toBeNull();
  });
});

test('articlesSince gives the newest first, from after a moment', () => {
  const published = ['2016-07-18T12:00', '2016-07-18T12:01', '2016-07-20T12:00', '2016-07-20T12:01'];
  const { catalog } = openFeedDesk({
    articles: published.map((moment, index) => sampleArticle({ title: `Story ${index}`, published: moment })),
  });
  const found = catalog.articlesSince(SAMPLE_NOW - 2 * 86_400_000, SAMPLE_NOW);
  expect(found.map(({ title }) => title)).toEqual(['Story 2', 'Story 1']);
});

test('labelSlugs steps through authors and topics', () => {
  const topics = ['b', 'a'].map((slug) => ({ name: slug.toUpperCase(), slug }));
  const { catalog } = openFeedDesk({
    articles: [sampleArticle({ topics }), sampleArticle({ title: 'Two', topics: topics.slice(1) })],
  });
  expect([...catalog.labelSlugs()]).toEqual([
    { kind: 'author', slug: 'the-sample-courier' },
    { kind: 'topic', slug: 'a' },
    { kind: 'topic', slug: 'b' },
  ]);
  expect(catalog.labelTotal(SAMPLE_NOW)).toBe(3);
  expect([...openFeedDesk({}).catalog.labelSlugs()]).toEqual([]);
});
