import { describe, expect, test } from 'vitest';
import { buildCorrectionsPage } from '../../src/pages/corrections-page.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { SAMPLE_PAGE, SAMPLE_SITE, sampleArticle, sampleMoment } from '../support/sample-site.ts';

const correction = (day: string, text: string) => ({ date: sampleMoment(day), text });
const articles = [
  sampleArticle({
    title: 'One',
    corrections: [correction('2016-07-16', 'a'), correction('2016-07-18', 'c')],
  }),
  sampleArticle({ title: 'Two', language: 'ar', corrections: [correction('2016-07-17', 'b')] }),
  sampleArticle({ title: 'Ahead', corrections: [correction('2031-01-01', 'not yet')] }),
  sampleArticle({ title: 'Draft', isDraft: true, corrections: [correction('2016-07-17', 'hidden')] }),
  sampleArticle({ title: 'Right' }),
];

describe('the list of corrections', () => {
  const page = buildCorrectionsPage(sampleContext({ articles }), 1);

  test('tells what was corrected, newest first, with the way to the story', () => {
    expect(page?.corrections.map(({ text, story }) => `${text} ${story.text}`)).toEqual([
      'c One',
      'b Two',
      'a One',
    ]);
    expect(page?.corrections[0]?.date.text).toBe('18 July 2016');
    expect(page?.corrections[1]?.lang).toEqual({ tag: 'ar', direction: 'rtl' });
    expect(page?.corrections[1]?.story.url).toBe('/2016/07/15/two');
  });

  test('says where it stands, and names its feeds first', () => {
    expect(page?.head.canonical).toBe('https://courier.test/corrections');
    expect(page?.head.alternates[0]?.url).toBe('https://courier.test/corrections/feed.xml');
    expect(JSON.stringify(page?.head.structuredData)).toContain('https://courier.test/corrections');
    expect(page?.siteWays.flatMap(({ links }) => links)).toContainEqual({
      text: 'Corrections',
      url: '/corrections',
      isCurrent: true,
    });
  });

  test('stands empty where there is nothing to correct', () => {
    const empty = buildCorrectionsPage(sampleContext({}), 1);
    expect(empty?.corrections).toEqual([]);
    expect(buildCorrectionsPage(sampleContext({}), 2)).toBeNull();
  });

  test('goes on over pages, to a last one', () => {
    const many = Array.from({ length: 65 }, (_, index) =>
      correction(`2016-05-${String((index % 28) + 1).padStart(2, '0')}`, `${index}`),
    );
    const context = sampleContext({ articles: [sampleArticle({ corrections: many })] });
    const [first, second, third] = [1, 2, 3].map((number) => buildCorrectionsPage(context, number));
    expect(first?.pagination.older).toEqual({ text: 'Older corrections', url: '/corrections?page=2' });
    expect([first, second, third].map((found) => found?.corrections.length)).toEqual([30, 30, 5]);
    expect(third?.pagination).toMatchObject({ newer: { url: '/corrections?page=2' }, older: null });
    expect(second?.head.title).toBe('Corrections, page 2 | The Sample Courier');
    expect(buildCorrectionsPage(context, 4)).toBeNull();
    expect(buildCorrectionsPage(context, 101)).toBeNull();
  });

  test('leads to the rules, where there is a page of them', () => {
    const site = { ...SAMPLE_SITE, publisher: { ...SAMPLE_SITE.publisher, correctionsPolicy: '/about' } };
    const policyOf = (standingPages: (typeof SAMPLE_PAGE)[], given = {}) =>
      buildCorrectionsPage(sampleContext({ standingPages }, given), 1)?.policy;
    expect(policyOf([SAMPLE_PAGE], { site })).toEqual({ text: 'About', url: '/about' });
    expect(policyOf([], { site })).toBeNull();
    expect(policyOf([SAMPLE_PAGE])).toBeNull();
  });
});
