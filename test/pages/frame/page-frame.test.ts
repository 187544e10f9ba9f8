import { expect, test } from 'vitest';
import { buildFrontPage } from '../../../src/pages/front-page.ts';
import { buildOfflinePage } from '../../../src/pages/offline-page.ts';
import { buildFrame } from '../../../src/pages/frame/page-frame.ts';
import type { PageContext } from '../../../src/pages/parts/page-context.ts';
import { sampleContext } from '../../support/sample-catalog.ts';
import { sampleArticle } from '../../support/sample-site.ts';

const frameOf = (context: PageContext, path = '/about') => {
  const { head } = buildFrontPage(sampleContext({})) ?? {};
  if (head === undefined) throw new Error('there is no front');
  return buildFrame(context, { head, path });
};
const named = (context: PageContext, site: Partial<PageContext['site']>): PageContext => ({
  ...context,
  site: { ...context.site, ...site },
});
const linksOf = (context: PageContext, heading: string, path?: string) =>
  frameOf(context, path)
    .siteWays.find((column) => column.heading === heading)
    ?.links.map(({ text, isCurrent }) => (isCurrent ? `[${text}]` : text));

test('the columns lead to what is there, and mark where the reader is', () => {
  const bare = sampleContext({});
  expect(linksOf(bare, 'Find')).toEqual(['Search']);
  expect(linksOf(bare, 'The paper')).toEqual(['Corrections']);
  const full = sampleContext({
    articles: [sampleArticle({ title: 'Part one', series: { name: 'The quay', slug: 'the-quay', part: 1 } })],
  });
  expect(linksOf(full, 'Find', '/series')).toEqual(['Archive', 'Topics', 'Authors', '[Series]', 'Search']);
  expect(linksOf(full, 'Sections', '/sections/economy')).toContain('[Economy]');
});

test('a column without a link is not there', () => {
  const frame = frameOf(named(sampleContext({}), { sections: [] }));
  expect(frame.siteWays.map(({ heading }) => heading)).toEqual(['The paper', 'Find']);
  expect(frame.masthead.sections).toEqual([]);
});

test('pages elsewhere have the names that readers know, and their hosts where two have the same', () => {
  const context = sampleContext({});
  const { follow } = frameOf(
    named(context, {
      publisher: {
        ...context.site.publisher,
        sameAs: ['https://one.example/@a', 'https://two.example/@a', 'https://t.me/a'],
      },
    }),
  ).footer;
  expect(follow.feeds).toEqual([
    { text: 'RSS', url: '/feed.xml' },
    { text: 'Atom', url: '/feed.atom' },
    { text: 'JSON', url: '/feed.json' },
  ]);
  expect(follow.elsewhere.map(({ text }) => text)).toEqual([
    'Mastodon (one.example)',
    'Mastodon (two.example)',
    'Telegram',
  ]);
});

test('readers are led to where they prefer the site, where the newsroom asks for it', () => {
  const { follow } = frameOf(named(sampleContext({}), { asksPreference: true })).footer;
  expect(follow.preference).toEqual({
    text: 'Add as a preferred source on Google',
    url: 'https://www.google.com/preferences/source?q=courier.test',
  });
  expect(frameOf(sampleContext({})).footer.follow.preference).toBeNull();
});

test('the copyright is of the year of the newest story; where there is none, of the year that it is in the site’s zone', () => {
  const newYear = Date.parse('2016-12-31T20:30Z');
  const copyrightOf = (context: PageContext) => frameOf(context).footer.copyright;
  const { name } = sampleContext({}).site.publisher;
  const told = sampleContext({ articles: [sampleArticle({ published: '2016-07-15T09:30' })] });
  expect(copyrightOf({ ...told, now: newYear })).toBe(`© 2016 ${name}`);
  expect([...told.usedKeys]).not.toContain('this-year');
  const empty = sampleContext({});
  expect(copyrightOf({ ...empty, now: newYear })).toBe(`© 2017 ${name}`);
  expect(copyrightOf({ ...empty, now: Date.parse('2016-12-31T19:30Z') })).toBe(`© 2016 ${name}`);
  expect([...empty.usedKeys]).toContain('this-year');
});

test('a long name is set smaller, and many sections keep the row that returns to themselves', () => {
  const context = sampleContext({});
  const masthead = (name: string, sections: number) =>
    frameOf(
      named(context, {
        name,
        sections: Array.from({ length: sections }, (_, nth) => ({
          name: `Section${nth}`,
          slug: `section${nth}`,
          description: null,
        })),
      }),
    ).masthead;
  expect(masthead('The Lake Courier', 3)).toMatchObject({ isLong: false, hasManySections: false });
  // A Han character is as wide as two letters.
  expect(masthead('湖泊与山区国际通讯社每日新闻', 3)).toMatchObject({ isLong: true });
  expect(masthead('湖泊新闻', 3)).toMatchObject({ isLong: false });
  expect(masthead('The International Lake and Mountain News', 15)).toMatchObject({
    isLong: true,
    hasManySections: true,
  });
});

const withBanner = (banner: ReturnType<PageContext['catalog']['banner']>): PageContext => {
  const context = sampleContext({});
  return { ...context, catalog: { ...context.catalog, banner: () => banner } };
};

test('what is breaking stands on every page, with its language where that is another; not on the page that browsers keep', () => {
  const context = withBanner({ text: 'الخبر', url: '/2016/07/15/ferry', language: 'ar' });
  expect(frameOf(context).banner).toEqual({
    text: 'الخبر',
    url: '/2016/07/15/ferry',
    lang: { tag: 'ar', direction: 'rtl' },
  });
  expect(frameOf(withBanner({ text: 'News', url: null, language: null })).banner?.lang).toBeNull();
  expect(frameOf(sampleContext({})).banner).toBeNull();
  expect(buildOfflinePage(context)?.banner).toBeNull();
});
