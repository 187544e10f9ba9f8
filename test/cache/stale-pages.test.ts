import { beforeEach, describe, expect, test } from 'vitest';
import { partnerNewsPublisher } from '../../src/catalog/publish/publish-partner-news.ts';
import type { PublishBatch } from '../../src/catalog/publish/outcome/publish-batch.ts';
import type { Article, AuthorProfile } from '../../src/domain/article.ts';
import type { Moment } from '../../src/domain/moment.ts';
import type { FetchedNews } from '../../src/domain/partner-news.ts';
import { articlePath } from '../../src/domain/urls.ts';
import { readSample } from '../support/sample-catalog.ts';
import { SAMPLE_PAGE, SAMPLE_SITE, sampleArticle, sampleMoment } from '../support/sample-site.ts';
import { casesOf } from '../support/how-long.ts';
import { addressesOf, openCachedDesk } from './cached-site.ts';

const HOUR = 3_600_000;
const named = (name: string) => ({ name, slug: name.toLowerCase() });
const NAMES = [
  ...['syria', 'trade', 'sport', 'fresh'].map((slug) => `/topics/${slug}`),
  ...['ann', 'ben', 'the-sample-courier'].map((slug) => `/authors/${slug}`),
  ...['/contact', '/about', '/2015', '/2016/08', '/2016/07/20'],
];

const site = openCachedDesk();
/** Noon of 20 July 2016. */
const start = site.now;

const corrected = sampleMoment('2016-07-18');
/** Stories of which some lists have a second page; one was corrected. */
const base: readonly Article[] = Array.from({ length: 33 }, (_, index) =>
  sampleArticle({
    title: `Story ${index}`,
    published: `2016-07-${String(1 + Math.floor(index / 3)).padStart(2, '0')}T${10 + (index % 3)}:00`,
    section: index < 31 ? 'world' : 'economy',
    topics: index % 4 === 0 ? [named('Syria')] : index === 7 ? [named('Sport')] : [],
    ...(index % 5 === 0 ? { authors: [named('Ann')] } : {}),
    series: index === 10 || index === 11 || index === 25 ? { ...named('Rivers'), part: index } : null,
    ...(index === 14 ? { description: null, excerpt: 'How it begins.' } : {}),
    corrections: index === 20 ? [{ date: corrected, text: 'No.' }] : [],
  }),
);
const nth = (index: number): Article => base.at(index) ?? sampleArticle({});
const middle = nth(15);
const oldest = nth(0);
const newest = nth(-1);
const pages = [SAMPLE_PAGE, { ...SAMPLE_PAGE, file: 'pages/privacy.md', path: '/privacy', title: 'Privacy' }];
/** The only story of its month. */
const april = sampleArticle({ title: 'April', published: '2016-04-01T09:00' });
const partner = {
  name: 'The Herald',
  homePage: 'https://herald.test/',
  feed: 'https://herald.test/feed.xml',
  show: 3,
  items: [{ title: 'Elsewhere', url: 'https://herald.test/1', published: null }],
};

const profile = (name: string, role: string | null): AuthorProfile => ({
  file: `authors/${name}.md`,
  ...named(name),
  role,
  picture: null,
  email: null,
  ids: [],
  links: [],
  bodyHtml: '',
});
/** What the partner's feed brought. */
const news = (titles: readonly string[]): FetchedNews => ({
  feed: partner.feed,
  items: titles.map((title) => ({ title, url: `https://herald.test/${title}`, publishedMs: null })),
  asOfMs: null,
});

const put = (...articles: readonly Article[]): PublishBatch => ({
  reads: articles.map((article) => readSample(article)),
});
const pin = (text: string | null, article: string | null) => ({ text, article, url: null, untilMs: null });
const siteWith = (given: object): PublishBatch => ({ site: JSON.stringify({ ...SAMPLE_SITE, ...given }) });
/** The same story in another file, or at another date. */
const moved = (article: Article, slug: string, published = article.published): Article => ({
  ...article,
  slug,
  published,
  path: articlePath(published.day, slug),
});
const renamed = (article: Article, slug: string): Article => ({
  ...moved(article, slug),
  file: `articles/${slug}.md`,
  id: slug,
});

/** A story of its own at a moment. */
const at = (published: Moment): Article => moved(sampleArticle({ title: 'Timed' }), 'timed', published);

const publish = (batch: PublishBatch): void => {
  for (const { file } of batch.reads ?? []) site.desk.gone.delete(file);
  for (const file of batch.gone ?? []) site.desk.gone.add(file);
  site.drop(site.desk.publisher.publish(batch, site.now));
};
const passTo = (moment: number): void => {
  const since = site.now;
  site.now = moment;
  site.drop(site.desk.publisher.publishDue(since, moment));
};
/** Of the stories that no case touches, nor their neighbours, one stands for all. */
const ALIKE = new Set(
  [4, 5, 6, 9, 22, 23, 27, 28].flatMap((index) => [nth(index).path, `${nth(index).path}.md`]),
);
const warm = (): Promise<void> =>
  site.warm(addressesOf(site.desk.catalog, site.now, NAMES).difference(ALIKE));

beforeEach(() => {
  site.reset();
});

const PINS = [pin(null, nth(3).file), pin('Words of its own', null)];

const NAMED: readonly (readonly [string, PublishBatch])[] = [
  ['a new story that is the newest', put(sampleArticle({ title: 'New', published: '2016-07-20T09:00' }))],
  ['a new story that is the oldest', put(sampleArticle({ title: 'New', published: '2015-01-01T09:00' }))],
  ['a new story in the middle', put(sampleArticle({ title: 'New', published: '2016-07-05T09:00' }))],
  ['the first story of its day', put(sampleArticle({ title: 'New', published: '2016-06-05T09:00' }))],
  ['the first story of its topic', put(sampleArticle({ title: 'New', topics: [named('Fresh')] }))],
  ['the first story of its author', put(sampleArticle({ title: 'New', authors: [named('Ben')] }))],
  ['a story without section', put(sampleArticle({ title: 'New', section: null }))],
  [
    'an older story of a small section',
    put(sampleArticle({ title: 'New', section: 'economy', published: '2016-07-02' })),
  ],
  ['what machines may do with a story', put({ ...middle, ai: { train: false, search: true, input: false } })],
  ['what machines may do with the newest', put({ ...newest, ai: { train: false } })],
  ['a headline', put({ ...middle, title: 'Another' })],
  ['the headline of the newest', put({ ...newest, title: 'Another' })],
  ['a standfirst', put({ ...middle, description: 'Otherwise.' })],
  ['how a text without a standfirst begins', put({ ...nth(14), excerpt: 'How else it begins.' })],
  ['a body', put({ ...middle, bodyHtml: '<p>Other words.</p>', wordCount: 2 })],
  ['a section', put({ ...middle, section: 'economy' })],
  ['no section any more', put({ ...middle, section: null })],
  ['topics', put({ ...middle, topics: [named('Trade'), named('Syria')] })],
  ['the spelling of a topic', put({ ...nth(32), topics: [{ name: 'SYRIA', slug: 'syria' }] })],
  ['the last story of a topic leaves it', put({ ...nth(7), topics: [] })],
  ['a series of its own', put({ ...middle, series: { ...named('Lakes'), part: null } })],
  ['a part inserted', put({ ...middle, series: { ...named('Rivers'), part: 2 } })],
  ['the number of a part', put({ ...nth(10), series: { ...named('Rivers'), part: 9 } })],
  ['the headline of a part', put({ ...nth(10), title: 'Another' })],
  ['no series any more', put({ ...nth(11), series: null })],
  ['a part is deleted', { gone: [nth(10).file] }],
  ['an author’s profile', { authors: [profile('Ann', 'Editor')] }],
  ['a profile more', { authors: [profile('Ann', null), profile('Cy', null)] }],
  ['no profile', { authors: [] }],
  ['authors', put({ ...middle, authors: [named('Ben')] })],
  ['the spelling of an author', put({ ...nth(30), authors: [{ name: 'ANN', slug: 'ann' }] })],
  ['the date', put(moved(middle, middle.slug, sampleMoment('2016-07-19T08:00')))],
  ['the time of day', put(moved(middle, middle.slug, sampleMoment('2016-07-06T23:00')))],
  ['the date becomes the newest', put(moved(oldest, oldest.slug, sampleMoment('2016-07-20T08:00')))],
  ['the type', put({ ...middle, type: 'opinion' })],
  [
    'the picture',
    put({ ...middle, image: { src: '/media/a.jpg', alt: 'A', caption: null, credit: null, focus: null } }),
  ],
  ['the language', put({ ...middle, language: 'hy' })],
  ['the language of the newest', put({ ...newest, language: 'ar' })],
  ['an update', put({ ...middle, updated: sampleMoment('2016-07-20T08:00') })],
  ['a correction', put({ ...middle, corrections: [{ date: sampleMoment('2016-07-19'), text: 'No.' }] })],
  ['the words of a correction', put({ ...nth(20), corrections: [{ date: corrected, text: 'Yes.' }] })],
  ['no correction any more', put({ ...nth(20), corrections: [] })],
  ['the headline of a corrected story', put({ ...nth(20), title: 'Another' })],
  ['a corrected story is deleted', { gone: [nth(20).file] }],
  ['a corrected story becomes a draft', put({ ...nth(20), isDraft: true })],
  ['a copy of a story elsewhere', put({ ...newest, canonical: 'https://x.test/' })],
  ['a month loses all its stories', { gone: [april.file] }],
  ['an update in another month', put({ ...april, updated: sampleMoment('2016-07-20T08:00') })],
  [
    'source, place and canonical',
    put({ ...middle, source: { name: 'X', url: null }, location: 'Moscow', canonical: 'https://x.test/' }),
  ],
  ['a draft', put({ ...middle, isDraft: true })],
  ['the newest becomes a draft', put({ ...newest, isDraft: true })],
  ['an expiry in the past', put({ ...middle, expires: sampleMoment('2016-07-19') })],
  ['an expiry to come', put({ ...middle, expires: sampleMoment('2016-07-29') })],
  ['a date to come', put(moved(middle, middle.slug, sampleMoment('2016-07-29')))],
  ['a story is deleted', { gone: [middle.file] }],
  ['the newest is deleted', { gone: [newest.file] }],
  ['the oldest is deleted', { gone: [oldest.file] }],
  ['a day loses all its stories', { gone: [nth(15).file, nth(16).file, nth(17).file] }],
  ['two neighbours are deleted', { gone: [nth(15).file, nth(16).file] }],
  ['a file is renamed', { ...put(renamed(middle, 'other-name')), gone: [middle.file] }],
  ['the file of the newest is renamed', { ...put(renamed(newest, 'other-name')), gone: [newest.file] }],
  ['a slug', put(moved(middle, 'another-slug'))],
  ['an alias', put({ ...middle, aliases: ['/old', '/2016/07/04'] })],
  ['two files swap their stories', put({ ...nth(15), ...pick(nth(18)) }, { ...nth(18), ...pick(nth(15)) })],
  ['an id of its own', put({ ...middle, id: 'of-its-own' })],
  ['pins', { topStories: [pin('Breaking', null), pin(null, middle.file)] }],
  ['no pins', { topStories: [] }],
  ['a pin that is over', { topStories: [{ ...pin('Over', null), untilMs: start }, ...PINS] }],
  ['a pin that will be over', { topStories: [{ ...pin('Soon', null), untilMs: start + HOUR }, ...PINS] }],
  ['what is read most', { mostRead: [oldest.id, nth(3).id, middle.id, 'no-such-story'] }],
  ['what is read most, which is pinned or new already', { mostRead: [nth(3).id, newest.id] }],
  ['the pinned story has another headline', put({ ...nth(3), title: 'Pinned otherwise' })],
  ['the pinned story is deleted', { gone: [nth(3).file] }],
  ['partners', { partners: [{ ...partner, name: 'The Tribune' }] }],
  ['no partners', { partners: [] }],
  ['the name of the site', siteWith({ name: 'The Other Courier' })],
  ['the name of a section', siteWith({ sections: [{ ...SAMPLE_SITE.sections[0], name: 'Earth' }] })],
  ['the order of sections', siteWith({ sections: SAMPLE_SITE.sections.toReversed() })],
  ['the locale', siteWith({ locale: 'de-DE' })],
  ['the language of the site', siteWith({ language: 'hy', locale: 'hy-AM' })],
  [
    'a new standing page',
    {
      standingPages: [
        ...pages,
        { ...SAMPLE_PAGE, file: 'pages/contact.md', path: '/contact', title: 'Contact' },
      ],
    },
  ],
  [
    'the text of a standing page',
    { standingPages: [{ ...SAMPLE_PAGE, excerpt: 'They.', bodyHtml: '<p>They.</p>' }, ...pages.slice(1)] },
  ],
  ['a standing page is removed', { standingPages: pages.slice(1) }],
  [
    'a standing page at the address of an archive',
    { standingPages: [...pages, { ...SAMPLE_PAGE, file: 'pages/2016.md', path: '/2016' }] },
  ],
  [
    'an order of standing pages',
    { standingPages: pages.map((page, index) => ({ ...page, order: 9 - index })) },
  ],
];

function pick({ title, description, bodyHtml, topics }: Article) {
  return { title, description, bodyHtml, topics };
}

describe.each([
  [
    'top stories that are all pinned',
    [...PINS, pin('Two', null), pin('Three', null), pin('Four', null)],
    NAMED,
  ],
  // Here what reaches the sidebar drops every page, which hides what else should have: the rest is for a long run.
  [
    'the newest stories among the top stories',
    PINS,
    NAMED.filter(([name]) => /newest|top|pin|most/.test(name)),
  ],
])('with %s, no finished page is out of date after', (_name, topStories, cases) => {
  beforeEach(async () => {
    publish({
      ...put(...base, april),
      standingPages: pages,
      authors: [profile('Ann', null)],
      partners: [partner],
      topStories,
    });
    site.relate();
    await warm();
    expect(site.kept()).toBeGreaterThan(100);
  });

  test.each(casesOf(NAMED, cases))('%s', async (_name, batch) => {
    publish(batch);
    expect(await site.stale()).toEqual([]);
    // What is made now and not dropped by the next publish has to hold as well.
    await warm();
    site.relate();
    expect(await site.stale()).toEqual([]);
  });

  test.each<[string, readonly FetchedNews[], readonly string[]]>([
    ['other news', [news(['One'])], ['partners', 'partners-page']],
    ['news that the sidebar has no room for', [news(['A', 'B', 'C', 'D'])], ['partners-page']],
    ['news of long ago', [{ ...news(['A', 'B', 'C']), asOfMs: 1 }], ['partners', 'partners-page']],
    ['no news any more', [], ['partners', 'partners-page']],
    ['the same news', [news(['A', 'B', 'C'])], []],
    ['news of a feed that no outlet has', [news(['A', 'B', 'C']), { ...news(['X']), feed: 'x' }], []],
  ])('%s', async (_name, fetched, keys) => {
    const put = partnerNewsPublisher(site.desk.database);
    site.drop(put([news(['A', 'B', 'C'])], site.now));
    await warm();
    const before = site.desk.catalog.version();
    const result = put(fetched, site.now);
    site.drop(result);
    expect([...result.keys]).toEqual(keys);
    expect(result.version).toBe(before + (keys.length > 0 ? 1 : 0));
    expect(await site.stale()).toEqual([]);
    await warm();
    expect(await site.stale()).toEqual([]);
  });

  const soon = sampleMoment('2016-07-20T14:00');

  test.each<[string, Article]>([
    [
      'an embargo',
      sampleArticle({ title: 'Later', published: '2016-07-20T14:00', topics: [named('Fresh')] }),
    ],
    ['an expiry', { ...middle, expires: soon }],
    ['the expiry of the newest', { ...newest, expires: soon }],
    ['an update', { ...middle, updated: soon }],
    ['a correction', { ...middle, corrections: [{ date: soon, text: 'No.' }] }],
  ])('%s that comes by the clock', async (_name, article) => {
    // So that the day of the edition stays as it is.
    publish(put(sampleArticle({ title: 'Today', published: '2016-07-20T09:00' })));
    await warm();
    publish(put(article));
    expect(await site.stale()).toEqual([]);
    site.relate();
    expect(await site.stale()).toEqual([]);
    // Some pages know of the moment, and those that were not made anew do not.
    await site.warm([article.path, '/about']);
    passTo(start + HOUR);
    expect(await site.stale()).toEqual([]);
    passTo(start + 2 * HOUR);
    expect(await site.stale()).toEqual([]);
    await warm();
    expect(await site.stale()).toEqual([]);
  });

  test.each<[string, PublishBatch]>([
    ['a pin', { topStories: [{ ...pin('Soon over', null), untilMs: soon.epochMs }, ...PINS] }],
    [
      'the pin of the story that is read most',
      {
        topStories: [{ ...pin(null, middle.file), untilMs: soon.epochMs }, ...PINS],
        mostRead: [oldest.id, middle.id],
      },
    ],
    ['a story that is read most', { ...put({ ...oldest, expires: soon }), mostRead: [oldest.id] }],
    ['a story, once it is there, that is read most', { ...put(at(soon)), mostRead: [at(soon).id] }],
  ])('%s goes or comes by the clock', async (_name, batch) => {
    publish(put(sampleArticle({ title: 'Today', published: '2016-07-20T09:00' })));
    publish(batch);
    await warm();
    expect(site.desk.catalog.nextEvent(start)).toBe(soon.epochMs);
    passTo(start + HOUR);
    expect(await site.stale()).toEqual([]);
    passTo(soon.epochMs);
    expect(await site.stale()).toEqual([]);
    await warm();
    expect(await site.stale()).toEqual([]);
  });

  test.each<[string, Article, PublishBatch]>([
    ['expires and is deleted', { ...newest, expires: soon }, { gone: [newest.file] }],
    ['comes and is dated back', at(soon), put(at(sampleMoment('2016-07-20T11:00')))],
    ['comes and is deleted', at(soon), { gone: [at(soon).file] }],
  ])('a story %s before its moment was published', async (_name, article, batch) => {
    publish(put(article));
    const since = site.now;
    site.setClock(since);
    site.now = soon.epochMs + 1;
    publish(batch);
    site.drop(site.desk.publisher.publishDue(since, site.now));
    expect(await site.stale()).toEqual([]);
  });
});

test('a body leaves all as it is but its page, its Markdown, and the feeds of site, section and author', async () => {
  publish({ ...put(...base), standingPages: pages });
  await warm();
  const before = site.kept();
  publish(put({ ...middle, bodyHtml: '<p>Other words.</p>' }));
  expect(site.kept()).toBe(before - 2 - 3 * 3);
});

test('no cache in front shows a story as news when it is none any more', async () => {
  site.reset();
  const fresh = sampleArticle({ title: 'Fresh', published: '2016-07-20T11:00' });
  site.desk.publisher.publish({ site: JSON.stringify(SAMPLE_SITE), ...put(fresh) }, site.now);
  await site.warm(['/sitemap-news.xml', '/.well-known/security.txt']);
  site.now += 50 * HOUR;
  expect(await site.stale()).toEqual([]);
});
