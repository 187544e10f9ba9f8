import { describe, expect, test } from 'vitest';
import { buildArchivePage } from '../../src/pages/archive-page.ts';
import { buildArticlePage } from '../../src/pages/article-page.ts';
import { placeDateline } from '../../src/pages/parts/dateline.ts';
import { longDay, periodName, shownDate, shownDateWithZone } from '../../src/pages/parts/format-date.ts';
import { buildListingPage } from '../../src/pages/listing-page.ts';
import { buildPagination, parsePage } from '../../src/pages/parts/pagination.ts';
import { buildSidebar } from '../../src/pages/parts/sidebar-view.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle, sampleMoment } from '../support/sample-site.ts';
import { ENGLISH } from '../../src/words/words-of.ts';
import { markLanguage } from '../../src/words/language-marks.ts';

describe('placeDateline', () => {
  test('sets the place before the first sentence', () => {
    expect(placeDateline('<p>Talks began.</p>', 'Moscow & <i>')).toEqual({
      bodyHtml: '<p><span class="place">Moscow &amp; &lt;i&gt;</span> — Talks began.</p>',
      bylinePlace: null,
    });
  });

  test.each([
    ['a lead-in of its own', '<p>PanARMENIAN.Net - Talks began.</p>'],
    ['a lead-in with a long dash', '<p>MOSCOW — Talks began.</p>'],
    ['no first paragraph', '<h2 id="a">Talks</h2><p>They began.</p>'],
  ])('leaves a text with %s as it is', (_, bodyHtml) => {
    expect(placeDateline(bodyHtml, 'Moscow')).toEqual({ bodyHtml, bylinePlace: 'Moscow' });
  });

  test('a dash deep in the sentence is no lead-in', () => {
    const text = `<p>${'Long words '.repeat(10)} — and more.</p>`;
    expect(placeDateline(text, 'Moscow').bylinePlace).toBeNull();
  });

  test('says nothing without a place', () => {
    expect(placeDateline('<p>Talks.</p>', null)).toEqual({ bodyHtml: '<p>Talks.</p>', bylinePlace: null });
  });
});

const CLOCK = { site: SAMPLE_SITE, words: ENGLISH };

describe('dates', () => {
  test('show the time of day only where the editor gave one', () => {
    expect(shownDate(sampleMoment('2016-07-15'), CLOCK).text).toBe('15 July 2016');
    expect(shownDateWithZone(sampleMoment('2016-07-15T09:30'), CLOCK)).toEqual({
      iso: '2016-07-15T09:30:00+04:00',
      text: '15 July 2016, 09:30, Yerevan time',
      title: null,
    });
  });

  test('name days and periods', () => {
    expect(longDay('2016-07-15', 'en-GB')).toMatch(/^Friday,? 15 July 2016$/);
    expect(longDay('2016-07-15', 'fa-IR')).toBe('جمعه ۲۵ تیر ۱۳۹۵');
    expect(['2016', '2016-07', '2016-07-15'].map((period) => periodName(period, 'en-GB'))).toEqual([
      '2016',
      'July 2016',
      '15 July 2016',
    ]);
  });
});

describe('parsePage', () => {
  test.each([
    [undefined, 1],
    ['1', 1],
    ['20', 20],
    ['10000', 10_000],
    ['10001', null],
    ['0', null],
    ['-1', null],
    ['01', null],
    ['1.5', null],
    ['', null],
    ['x', null],
    [['1', '2'], null],
    [{ a: '1' }, null],
  ])('%j → %s', (value, page) => {
    expect(parsePage(value)).toBe(page);
  });
});

describe('buildPagination', () => {
  test('links to the pages that exist', () => {
    expect(buildPagination({ words: ENGLISH }, '/2016', 1, 30)).toMatchObject({
      page: 1,
      last: 1,
      newer: null,
      older: null,
    });
    expect(buildPagination({ words: ENGLISH }, '/2016', 1, 31).older?.url).toBe('/2016?page=2');
    expect(buildPagination({ words: ENGLISH }, '/2016', 2, 35).newer?.url).toBe('/2016');
    expect(buildPagination({ words: ENGLISH }, '/2016', 3, 65)).toMatchObject({
      newer: { url: '/2016?page=2' },
      older: null,
    });
  });
});

const stories = Array.from({ length: 40 }, (_, index) =>
  sampleArticle({
    title: `Story ${index}`,
    section: index % 2 === 0 ? 'world' : 'economy',
    published: `2016-06-01T${String(Math.floor(index / 4)).padStart(2, '0')}:${(index % 4) * 15 || '00'}`,
  }),
);

describe('buildListingPage', () => {
  test('a list that ends soon says where to go on; a longer one does not', () => {
    const stories = (count: number) =>
      Array.from({ length: count }, (_, nth) => sampleArticle({ title: `Story ${nth}`, section: 'economy' }));
    const links = (count: number) =>
      buildListingPage(sampleContext({ articles: stories(count) }), 'section', 'economy', 1)?.elsewhere;
    for (const count of [0, 3]) {
      expect(links(count)?.at(-1)).toEqual({ text: 'Archive', url: '/archive' });
      expect(links(count)).toContainEqual({ text: 'World', url: '/sections/world' });
      expect(links(count)?.map(({ url }) => url)).not.toContain('/sections/economy');
    }
    expect(links(4)).toEqual([]);
  });

  const context = sampleContext({ articles: stories.slice(0, 3) });

  test('a section of site.yaml has a page even while empty; a topic only with stories', () => {
    expect(buildListingPage(sampleContext({}), 'section', 'economy', 1)?.teasers).toEqual([]);
    expect(buildListingPage(context, 'section', 'sport', 1)).toBeNull();
    expect(buildListingPage(context, 'topic', 'nothing', 1)).toBeNull();
    expect(buildListingPage(context, 'section', 'world', 2)).toBeNull();
  });

  test('marks its section in the masthead', () => {
    const page = buildListingPage(context, 'section', 'economy', 1);
    expect(page?.masthead.sections.filter(({ isCurrent }) => isCurrent).map(({ text }) => text)).toEqual([
      'Economy',
    ]);
  });
});

describe('buildArchivePage', () => {
  const articles = [
    sampleArticle({ title: 'A', published: '2016-07-15' }),
    sampleArticle({ title: 'B', published: '2016-07-15T10:00' }),
    sampleArticle({ title: 'C', published: '2015-03-01' }),
  ];
  const context = sampleContext({ articles });

  test('leads up, down and sideways', () => {
    const month = buildArchivePage(context, '2016-07', 1);
    expect(month?.heading).toBe('July 2016');
    expect(month?.wider).toEqual([
      { text: 'Archive', url: '/archive' },
      { text: '2016', url: '/2016' },
    ]);
    expect(month?.calendar?.weeks.flat().filter((day) => day !== null && day.count.value > 0)).toMatchObject([
      { text: '15', url: '/2016/07/15', count: { value: 2 }, isCurrent: false, date: '15 July 2016' },
    ]);
    expect(month?.earlier).toEqual({ text: 'March 2015', url: '/2015/03' });
    expect(month?.later).toBeNull();
    expect(month?.teasers.map(({ headline }) => headline)).toEqual(['B', 'A']);
  });

  test('there is none for a time without stories', () => {
    expect(buildArchivePage(context, '2014', 1)).toBeNull();
  });
});

describe('buildSidebar', () => {
  test('does not list what the page shows already', () => {
    const [story] = stories;
    const context = sampleContext({ articles: stories.slice(0, 1) });
    expect(buildSidebar(context).topStories).toHaveLength(1);
    expect(buildSidebar(context, [story?.path ?? '']).topStories).toEqual([]);
  });
});

describe('buildArticlePage', () => {
  test('tells place, times, corrections and neighbours', () => {
    const article = sampleArticle({
      title: 'Talks & <tags>',
      location: 'Moscow',
      language: 'ar',
      type: 'opinion',
      updated: sampleMoment('2016-07-16T10:00'),
      corrections: [{ date: sampleMoment('2016-07-17'), text: 'A name was wrong.' }],
      wordCount: 239,
    });
    const page = buildArticlePage(sampleContext({ articles: [article, ...stories] }), article);
    expect(page.article).toMatchObject({
      lang: 'ar',
      dir: 'rtl',
      // English within a story of another language.
      label: markLanguage('Opinion', 'en'),
      readingTime: '2 min read',
      place: null,
      updated: { text: '16 July 2016, 10:00, Yerevan time' },
      corrections: [{ date: { text: '17 July 2016' }, text: 'A name was wrong.' }],
      url: `https://courier.test${article.path}`,
    });
    expect(page.lang).toBe('en');
    expect(page.next).toMatchObject({ heading: 'Next in World', teaser: { headline: 'Story 38' } });
    expect(page.article.share.email.url).toBe(
      `mailto:?subject=Talks%20%26%20%3Ctags%3E&body=${encodeURIComponent(page.article.url)}`,
    );
  });
});
