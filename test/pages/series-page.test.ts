import { expect, test } from 'vitest';
import type { Article } from '../../src/domain/article.ts';
import { buildArticlePage } from '../../src/pages/article-page.ts';
import { buildSeriesPage } from '../../src/pages/series-page.ts';
import { openSampleDesk, readSample, SAMPLE_NOW, sampleContext } from '../support/sample-catalog.ts';
import { sampleArticle } from '../support/sample-site.ts';

const part = (
  title: string,
  number: number | null,
  given: Parameters<typeof sampleArticle>[0] = {},
): Article => sampleArticle({ title, series: { name: 'Rivers', slug: 'rivers', part: number }, ...given });

const two = part('Two', 2, { published: '2016-07-01' });
const articles = [
  part('Late', null, { published: '2016-07-12' }),
  part('Early', null, { published: '2016-07-02' }),
  part('Four', 4, { published: '2016-07-03' }),
  two,
  part('One', 1, { published: '2016-07-14' }),
  part('Two again', 2, { published: '2016-07-02' }),
  part('Ahead', 3, { published: '2016-07-30' }),
  part('Draft', 3, { isDraft: true }),
  sampleArticle({ title: 'Another' }),
];

test('a series is ordered by part, then date; what has no part comes last', () => {
  const page = buildSeriesPage(sampleContext({ articles }), 'rivers', 1);
  expect(
    page?.parts.map(({ place, teaser }) => [Number(place.slice('Part '.length)), teaser.headline]),
  ).toEqual([
    [1, 'One'],
    [2, 'Two'],
    [2, 'Two again'],
    [4, 'Four'],
    [5, 'Early'],
    [6, 'Late'],
  ]);
  expect(page?.standfirst).toBe('A series from The Sample Courier in 6 parts.');
  expect(buildSeriesPage(sampleContext({ articles }), 'lakes', 1)).toBeNull();
  expect(buildSeriesPage(sampleContext({ articles }), 'rivers', 2)).toBeNull();
});

test('an article tells its place in the series, and leads to the parts around it', () => {
  const context = sampleContext({ articles });
  const { series, head } = buildArticlePage(context, two);
  expect(series).toMatchObject({
    series: { text: 'Rivers', url: '/series/rivers' },
    place: 'Part 2 of 6',
    previous: { text: 'One' },
    next: { text: 'Two again' },
  });
  expect(series?.parts.map(({ isCurrent }) => isCurrent)).toEqual([false, true, false, false, false, false]);
  expect(context.usedKeys).toContain('series:rivers');
  expect(JSON.stringify(head.structuredData)).toContain(
    '"isPartOf":{"@type":"CreativeWorkSeries","name":"Rivers","url":"https://courier.test/series/rivers"},"position":2',
  );
  expect(buildArticlePage(context, articles.at(-1) ?? two).series).toBeNull();
});

test('a series says of how many parts only where its numbers do not go beyond those that are there', () => {
  const placeIn = (parts: readonly Article[], own: Article) =>
    buildArticlePage(sampleContext({ articles: parts }), own).series?.place;
  const [one, nine] = [part('One', 1), part('Nine', 9)];
  const gap = [one, part('Three', 3), nine];
  expect(placeIn(gap, nine)).toBe('Part 9');
  expect(placeIn(gap, one)).toBe('Part 1');
  expect(placeIn([one, part('Late', null), part('Three', 3)], part('Late', null))).toBe('Part 4');
  expect(placeIn([one, two, part('Three', 3)], two)).toBe('Part 2 of 3');
  expect(placeIn([one, two, part('Late', null)], one)).toBe('Part 1 of 3');
  // A part that is still ahead is not counted.
  expect(placeIn([one, two, part('Three', 3, { published: '2016-07-30' })], two)).toBe('Part 2 of 2');
  const page = (parts: readonly Article[]) =>
    buildSeriesPage(sampleContext({ articles: parts }), 'rivers', 1);
  expect(page(gap)?.standfirst).toBe('A series from The Sample Courier, with 3 parts so far.');
  expect(page(gap)?.head.description).toBe('A series from The Sample Courier, with 3 parts so far.');
  expect(page([nine])?.standfirst).toBe('A series from The Sample Courier, with 1 part so far.');
  expect(page([one, two])?.standfirst).toBe('A series from The Sample Courier in 2 parts.');
});

test('a series too long for the box has its list elsewhere, by pages', () => {
  const many = Array.from({ length: 65 }, (_, index) => part(`Part ${index}`, index + 1));
  const context = sampleContext({ articles: many });
  const { series } = buildArticlePage(context, many[40] ?? two);
  expect(series).toMatchObject({
    place: 'Part 41',
    previous: { text: 'Part 39' },
    next: { text: 'Part 41' },
  });
  expect(series?.parts).toEqual([]);
  const last = buildSeriesPage(context, 'rivers', 3);
  expect(last?.parts.map(({ place }) => place)).toEqual([61, 62, 63, 64, 65].map((part) => `Part ${part}`));
  expect(last?.head.title).toBe('Series: Rivers, page 3 | The Sample Courier');
});

test('a number that is given twice is told to both, until it is not', () => {
  const { publisher } = openSampleDesk();
  const publish = (article: Article) => publisher.publish({ reads: [readSample(article)] }, SAMPLE_NOW);
  publish(two);
  const again = part('Again', 2);
  const { problems, retry } = publish(again);
  expect(problems.get(again.file)).toMatchObject([
    { severity: 'warning', code: 'part-taken', message: expect.stringContaining(two.file) },
  ]);
  expect(retry).toEqual([two.file]);
  expect(publish(two).problems.get(two.file)).toMatchObject([{ code: 'part-taken' }]);
  const mended = publish({ ...again, series: { name: 'Rivers', slug: 'rivers', part: 3 } });
  expect(mended.problems.get(again.file)).toEqual([]);
  expect(mended.retry).toEqual([two.file]);
  expect(publish(two).problems.get(two.file)).toEqual([]);
});
