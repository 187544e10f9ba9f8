import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { buildNewsSitemap, buildNewsSitemapFile, newsLanguage } from '../../src/feeds/news-sitemap.ts';
import { buildMonthSitemap, buildPagesSitemap, buildSitemapIndex } from '../../src/feeds/sitemap.ts';
import { parseSitemapPath } from '../../src/feeds/sitemap-paths.ts';
import { SAMPLE_NOW } from '../support/sample-catalog.ts';
import { SAMPLE_PAGE, sampleArticle, sampleMoment } from '../support/sample-site.ts';
import { sitemapFaults } from './check-sitemap.ts';
import { expectWellFormed } from './check-xml.ts';
import { SAMPLE_FACTS } from '../support/sample-pictures.ts';
import { deskContext } from './feed-desk.ts';

const ORIGIN = 'https://courier.test';
const parser = new XMLParser({ isArray: (name) => ['url', 'sitemap'].includes(name), parseTagValue: false });
const urlsOf = (xml: string | null) => parser.parse(xml ?? '').urlset?.url ?? [];
const locsOf = (xml: string | null): string[] => urlsOf(xml).map(({ loc }: { loc: string }) => loc);
const filesOf = (xml: string): { loc: string; lastmod?: string }[] => parser.parse(xml).sitemapindex.sitemap;

const image = { src: "/media/o'b&c.jpg", alt: '', caption: null, credit: null, focus: null };
const topics = [{ name: 'Syria', slug: 'syria' }];
const articles = [
  sampleArticle({ title: 'One', published: '2016-07-01', image, topics }),
  sampleArticle({ title: 'Two', published: '2016-07-02', updated: sampleMoment('2016-07-19T10:00') }),
  sampleArticle({ title: 'Three', published: '2016-07-03' }),
  sampleArticle({ title: 'May', published: '2016-05-31' }),
  sampleArticle({ title: 'Copy', published: '2016-07-05', canonical: 'https://else.test/copy' }),
  sampleArticle({ title: 'Only copy', published: '2016-01-05', canonical: 'https://else.test/copy' }),
  sampleArticle({ title: 'Later', published: '2016-08-01', topics: [{ name: 'Later', slug: 'later' }] }),
];
const desk = deskContext({ articles, standingPages: [SAMPLE_PAGE] });
const context = { ...desk, catalog: { ...desk.catalog, picture: () => SAMPLE_FACTS } };
const PICTURE = `${ORIGIN}/pictures/${SAMPLE_FACTS.hash}-1280.jpg`;

describe('the index', () => {
  test('lists pages and months that have stories, with their newest change', () => {
    const xml = buildSitemapIndex(context);
    expectWellFormed(xml);
    expect(sitemapFaults(xml, ORIGIN)).toEqual([]);
    expect(filesOf(xml)).toEqual([
      { loc: `${ORIGIN}/sitemap-pages.xml`, lastmod: '2016-07-05T00:00:00+04:00' },
      { loc: `${ORIGIN}/sitemap-2016-07.xml`, lastmod: '2016-07-19T10:00:00+04:00' },
      { loc: `${ORIGIN}/sitemap-2016-05.xml`, lastmod: '2016-05-31T00:00:00+04:00' },
    ]);
  });

  test('every file that it lists is there, and no file more', () => {
    for (const perFile of [2, 3, 100]) {
      for (const { loc } of filesOf(buildSitemapIndex(context, perFile))) {
        const name = parseSitemapPath(new URL(loc).pathname);
        if (name?.kind !== 'month' && name?.kind !== 'pages') throw new Error(loc);
        const xml =
          name.kind === 'month'
            ? buildMonthSitemap(context, name.month, name.file, perFile)
            : buildPagesSitemap(context, name.file, perFile);
        expect(xml).not.toBeNull();
        if (locsOf(xml).length > 0) expect(sitemapFaults(xml ?? '', ORIGIN)).toEqual([]);
      }
    }
    expect(buildMonthSitemap(context, '2016-07', 2)).toBeNull();
    expect(buildMonthSitemap(context, '2016-02', 1)).toBeNull();
    expect(locsOf(buildMonthSitemap(context, '2016-01', 1))).toEqual([]);
    expect(buildPagesSitemap(context, 2)).toBeNull();
  });

  test('a file that is not there is told without stepping through all labels', () => {
    const labelSlugs = (): never => {
      throw new Error('stepped through');
    };
    const many = { ...context, catalog: { ...context.catalog, labelTotal: () => 1_000, labelSlugs } };
    expect(() => buildPagesSitemap(many, 1)).toThrow('stepped through');
    expect(buildPagesSitemap(many, 99_999)).toBeNull();
  });

  test('stands empty with the front alone', () => {
    const empty = deskContext({});
    expect(filesOf(buildSitemapIndex(empty))).toEqual([{ loc: `${ORIGIN}/sitemap-pages.xml` }]);
    expect(locsOf(buildPagesSitemap(empty, 1))).toContain(`${ORIGIN}/`);
  });
});

describe('a month', () => {
  test('holds its stories with picture and last change; copies are left to their site', () => {
    const xml = buildMonthSitemap(context, '2016-07', 1);
    expectWellFormed(xml ?? '');
    expect(urlsOf(xml)).toEqual([
      {
        loc: `${ORIGIN}/2016/07/01/one`,
        lastmod: '2016-07-01T00:00:00+04:00',
        'image:image': { 'image:loc': PICTURE },
      },
      { loc: `${ORIGIN}/2016/07/02/two`, lastmod: '2016-07-19T10:00:00+04:00' },
      { loc: `${ORIGIN}/2016/07/03/three`, lastmod: '2016-07-03T00:00:00+04:00' },
    ]);
    // One that is not there, or refused, is not named.
    expect(buildMonthSitemap(desk, '2016-07', 1)).not.toContain('image:');
  });

  test('takes further files, of which full ones stay as they are', () => {
    expect(locsOf(buildMonthSitemap(context, '2016-07', 1, 2))).toEqual([
      `${ORIGIN}/2016/07/01/one`,
      `${ORIGIN}/2016/07/02/two`,
    ]);
    expect(locsOf(buildMonthSitemap(context, '2016-07', 2, 2))).toEqual([`${ORIGIN}/2016/07/03/three`]);
  });
});

test('pages: front, sections, corrections, standing pages, authors and topics that have stories', () => {
  const paths = [
    '/',
    '/sections/world',
    '/sections/economy',
    '/archive',
    '/topics',
    '/authors',
    '/corrections',
    '/about',
    '/authors/the-sample-courier',
    '/topics/syria',
  ];
  expect(locsOf(buildPagesSitemap(context, 1))).toEqual(paths.map((path) => ORIGIN + path));
  const split = [1, 2, 3, 4, 5, 6].flatMap((file) => locsOf(buildPagesSitemap(context, file, 2)));
  expect(split).toEqual(paths.map((path) => ORIGIN + path));
});

describe('the news sitemap', () => {
  const news = (index: number, given = {}) =>
    sampleArticle({
      title: `News ${index} & </news:title>`,
      slug: `n${index}`,
      published: `2016-07-19T10:0${index}`,
      ...given,
    });
  const recent = deskContext({
    articles: [
      news(1),
      news(2, { language: 'hy' }),
      news(3, { canonical: 'https://else.test/' }),
      sampleArticle({ title: 'Old', published: '2016-07-18T12:00', updated: sampleMoment('2016-07-20') }),
      sampleArticle({ title: 'Just', published: '2016-07-18T12:01' }),
    ],
  });

  test('holds the stories of two days, and says when the oldest falls out', () => {
    const { xml, expires } = buildNewsSitemap(recent);
    expectWellFormed(xml);
    expect(sitemapFaults(xml, ORIGIN)).toEqual([]);
    const [first, ...rest] = urlsOf(xml);
    expect(first).toEqual({
      loc: `${ORIGIN}/2016/07/19/n2`,
      'news:news': {
        'news:publication': { 'news:name': 'The Sample Courier', 'news:language': 'hy' },
        'news:publication_date': '2016-07-19T10:02:00+04:00',
        'news:title': 'News 2 & </news:title>',
      },
    });
    expect(rest).toHaveLength(2);
    expect(expires).toBe(SAMPLE_NOW + 60_000);
    const after = buildNewsSitemap({ ...recent, now: SAMPLE_NOW + 60_000 });
    expect(locsOf(after.xml)).toHaveLength(2);
    expect(after.expires).toBe(sampleMoment('2016-07-21T10:01').epochMs);
  });

  test('is an index where one file does not hold them', () => {
    const { xml, expires } = buildNewsSitemap(recent, 2);
    expect(sitemapFaults(xml, ORIGIN)).toEqual([]);
    expect(filesOf(xml).map(({ loc }) => loc)).toEqual([
      `${ORIGIN}/sitemap-news-1.xml`,
      `${ORIGIN}/sitemap-news-2.xml`,
    ]);
    expect(expires).toBe(SAMPLE_NOW + 60_000);
    expect(locsOf(buildNewsSitemapFile(recent, 2, 2)?.xml ?? null)).toHaveLength(1);
    expect(buildNewsSitemapFile(recent, 3, 2)).toBeNull();
  });

  test('may be empty', () => {
    const { xml, expires } = buildNewsSitemap(deskContext({}));
    expectWellFormed(xml);
    // The schema of sitemaps asks for one URL at least.
    expect(locsOf(xml)).toEqual([`${ORIGIN}/`]);
    expect(xml).not.toContain('<news:news>');
    expect(expires).toBeNull();
  });

  test.each([
    ['en-GB', 'en'],
    ['hy', 'hy'],
    ['zh', 'zh-cn'],
    ['zh-TW', 'zh-tw'],
    ['zh-Hant-HK', 'zh-tw'],
    ['zh-SG', 'zh-cn'],
    ['sr-Latn', 'sr'],
  ])('names the language %s as %s', (tag, expected) => {
    expect(newsLanguage(tag)).toBe(expected);
  });
});

test.each([
  ['/sitemap.xml', { kind: 'index' }],
  ['/sitemap-2016-07.xml', { kind: 'month', month: '2016-07', file: 1 }],
  ['/sitemap-2016-07-2.xml', { kind: 'month', month: '2016-07', file: 2 }],
  ['/sitemap-pages.xml', { kind: 'pages', file: 1 }],
  ['/sitemap-pages-12.xml', { kind: 'pages', file: 12 }],
  ['/sitemap-news.xml', { kind: 'news', file: null }],
  ['/sitemap-news-1.xml', { kind: 'news', file: 1 }],
  ['/sitemap-2016-13.xml', null],
  ['/sitemap-2016-07-1.xml', null],
  ['/sitemap-2016-07-02.xml', null],
  ['/sitemap-2016-07-0.xml', null],
  ['/sitemap-pages-1.xml', null],
  ['/sitemap-pages-999999.xml', null],
  ['/sitemap-other.xml', null],
])('%s', (path, expected) => {
  expect(parseSitemapPath(path)).toEqual(expected);
});
