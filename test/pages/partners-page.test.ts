import { describe, expect, test } from 'vitest';
import type { NewsItem } from '../../src/domain/partner-news.ts';
import type { PartnerOutlet } from '../../src/domain/sidebar.ts';
import { buildPartnersPage } from '../../src/pages/partners-page.ts';
import { buildSidebar } from '../../src/pages/parts/sidebar-view.ts';
import { SAMPLE_NOW, sampleContext } from '../support/sample-catalog.ts';

const outlet = (given: Partial<PartnerOutlet> = {}): PartnerOutlet => ({
  name: 'Herald',
  homePage: 'https://herald.test/',
  feed: 'https://herald.test/feed',
  show: 3,
  items: [],
  ...given,
});
const items = (count: number): NewsItem[] =>
  Array.from({ length: count }, (_, nth) => ({
    title: `News ${nth}`,
    url: `https://herald.test/${nth}`,
    publishedMs: nth === 0 ? SAMPLE_NOW : null,
  }));
const pinned = { title: 'Pinned', url: 'https://herald.test/pinned', published: null };

/** A context with one outlet and what its feed brought. */
function contextOf(one: PartnerOutlet, fetched: readonly NewsItem[] = [], asOfMs: number | null = null) {
  const context = sampleContext({ partners: [one] });
  return {
    ...context,
    catalog: { ...context.catalog, partnerNews: () => [{ outlet: one, fetched, asOfMs }] },
  };
}
const texts = (shown: readonly { readonly text: string }[] | undefined) => shown?.map(({ text }) => text);

describe('the page of all partner news', () => {
  test('shows what is static, then twenty of the feed, with their times', () => {
    const [partner] = buildPartnersPage(contextOf(outlet({ items: [pinned] }), items(30))).outlets;
    expect(texts(partner?.items)?.slice(0, 2)).toEqual(['Pinned', 'News 0']);
    expect(partner?.items).toHaveLength(21);
    expect(partner?.items.slice(0, 3).map(({ published }) => published?.text ?? null)).toEqual([
      null,
      '20 July 2016, 12:00',
      null,
    ]);
    expect(partner?.items[1]?.published?.iso).toBe('2016-07-20T08:00:00.000Z');
    expect(partner?.asOf).toBeNull();
  });

  test('shows an item that is static and in the feed once', () => {
    const [first] = items(1);
    const again = { title: 'Pinned', url: String(first?.url), published: null };
    const [partner] = buildPartnersPage(contextOf(outlet({ items: [again] }), items(2))).outlets;
    expect(texts(partner?.items)).toEqual(['Pinned', 'News 1']);
  });

  test('says as of when news is that is old', () => {
    const [partner] = buildPartnersPage(contextOf(outlet(), items(1), SAMPLE_NOW)).outlets;
    expect(partner?.asOf?.text).toBe('20 July 2016, 12:00');
  });

  test('says where it stands, and shows no partner news beside itself', () => {
    const page = buildPartnersPage(contextOf(outlet(), items(1)));
    expect(page.head.canonical).toBe('https://courier.test/partners');
    expect(page.siteWays.flatMap(({ links }) => links)).toContainEqual({
      text: 'Partner news',
      url: '/partners',
      isCurrent: true,
    });
    expect(page.sidebar.partners).toEqual([]);
  });

  test('stands empty, and nothing leads there, where there is no partner', () => {
    const page = buildPartnersPage(sampleContext({}));
    expect(page.outlets).toEqual([]);
    expect(texts(page.siteWays.flatMap(({ links }) => links))).not.toContain('Partner news');
  });
});

describe('the sidebar', () => {
  const shown = (one: PartnerOutlet, count: number) =>
    texts(buildSidebar(contextOf(one, items(count))).partners[0]?.items);

  test.each([
    ['as many as the outlet says', outlet({ show: 2 }), ['News 0', 'News 1']],
    ['static items first', outlet({ items: [pinned] }), ['Pinned', 'News 0', 'News 1']],
    [
      'all static items in any case',
      outlet({ show: 1, items: [pinned, { ...pinned, title: 'Too', url: 'https://herald.test/too' }] }),
      ['Pinned', 'Too'],
    ],
  ])('shows %s', (_name, one, expected) => {
    expect(shown(one, 5)).toEqual(expected);
  });

  test('writes times short, and as of when where news is old', () => {
    const [partner] = buildSidebar(contextOf(outlet(), items(1), SAMPLE_NOW)).partners;
    expect(partner?.items[0]?.published?.text).toBe('20 Jul 2016, 12:00');
    expect(partner?.asOf?.text).toBe('20 Jul 2016, 12:00');
  });
});
