import { describe, expect, test } from 'vitest';
import { buildFeedModel } from '../../src/feeds/build-feed-model.ts';
import type { FeedModel, FeedScope } from '../../src/feeds/feed-model.ts';
import { writeAtom } from '../../src/feeds/write-atom.ts';
import { writeJsonFeed } from '../../src/feeds/write-json-feed.ts';
import { writeRss } from '../../src/feeds/write-rss.ts';
import { SAMPLE_NOW } from '../support/sample-catalog.ts';
import { SAMPLE_FACTS } from '../support/sample-pictures.ts';
import { SAMPLE_SITE, sampleArticle, sampleMoment } from '../support/sample-site.ts';
import { jsonFeedFaults } from './check-json-feed.ts';
import { expectWellFormed } from './check-xml.ts';
import { type DeskContext, deskContext } from './feed-desk.ts';
import { type ReadItem, readByFeedparser, readByRowanManning, readByRssParser } from './read-feeds.ts';

const HOSTILE = `</script><b> "Q&A" 'x' ]]> <!-- 😀 \u202Ertl\u202C &amp; \u0000\u0008\uFFFE\uD800.`;
const HOSTILE_READ = `</script><b> "Q&A" 'x' ]]> <!-- 😀 \u202Ertl\u202C &amp; .`;

const article = sampleArticle({
  title: HOSTILE,
  slug: 'hostile',
  description: HOSTILE,
  topics: [{ name: 'Q&A', slug: 'q-a' }],
  authors: [
    { name: 'The Desk <1>', slug: 'the-desk' },
    { name: 'A & B', slug: 'a-b' },
  ],
  image: { src: '/media/a%20b.JPG', alt: 'A "boat"', caption: null, credit: 'Agency & Co', focus: null },
  updated: sampleMoment('2016-07-16T10:00'),
  corrections: [
    { date: sampleMoment('2016-07-17T08:00'), text: 'First & <b>' },
    { date: sampleMoment('2016-07-17T08:00'), text: 'Second' },
  ],
  bodyHtml:
    '<p>Say href="/no-link" &amp; &lt;b&gt; ]]&gt; 😀 <a href="/about?a=1&amp;b=2">About</a> <a href="#fn1">1</a> <img src="/media/a.jpg" alt="x" width="9" class="c" style="x" loading="lazy" decoding="async"></p>',
});
const plain = sampleArticle({
  title: 'Plain',
  section: 'economy',
  published: '2016-07-14',
  description: null,
  excerpt: 'The beginning & so on.',
  authors: [],
});
const context = deskContext(
  { articles: [article, plain, sampleArticle({ title: 'Draft', isDraft: true })] },
  { hubs: ['https://hub.test/?a&b'], picture: (src) => (src.endsWith('gone.jpg') ? null : SAMPLE_FACTS) },
);

function modelOf(scope: FeedScope, given: Partial<DeskContext> = {}): FeedModel {
  const built = buildFeedModel({ ...context, ...given }, scope);
  if (built === null) throw new Error('no feed');
  return built.model;
}
const model = modelOf({ kind: 'all' });
const [rss, atom, json] = [writeRss(model), writeAtom(model), writeJsonFeed(model)];

describe('every format', () => {
  test('is well-formed, and valid JSON Feed', () => {
    expectWellFormed(rss);
    expectWellFormed(atom);
    expect(jsonFeedFaults(json)).toEqual([]);
  });

  const expected = {
    id: `tag:courier.test,2000:${article.id}`,
    title: HOSTILE_READ,
    url: `https://courier.test${article.path}`,
    authors: ['The Desk <1>', 'A & B'],
    published: article.published.epochMs,
    picture: `https://courier.test/pictures/${SAMPLE_FACTS.hash}-1280.jpg`,
    html: `<p>Say href="/no-link" &amp; &lt;b&gt; ]]&gt; 😀 <a href="https://courier.test/about?a=1&amp;b=2">About</a> <a href="https://courier.test${article.path}#fn1">1</a> <img src="https://courier.test/pictures/${SAMPLE_FACTS.hash}-1280.jpg" alt="x" width="9" height="6"></p>`,
  };
  // Each as it is known to read every feed: one decodes entities twice, one takes tags out of titles, one
  // keeps a single author of an Atom entry.
  const decode = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const readers: readonly [
    string,
    string,
    (xml: string) => ReadItem[] | Promise<ReadItem[]>,
    Partial<ReadItem>,
  ][] = [
    [
      '@rowanmanning/feed-parser',
      rss,
      readByRowanManning,
      { title: decode(HOSTILE_READ), html: decode(expected.html) },
    ],
    [
      '@rowanmanning/feed-parser',
      atom,
      readByRowanManning,
      { title: decode(HOSTILE_READ), html: decode(expected.html) },
    ],
    ['feedparser', rss, readByFeedparser, { title: HOSTILE_READ.replace('</script><b>', '') }],
    ['feedparser', atom, readByFeedparser, { title: HOSTILE_READ.replace('</script><b>', '') }],
    ['rss-parser', rss, readByRssParser, {}],
    ['rss-parser', atom, readByRssParser, { authors: ['The Desk <1>'] }],
  ];
  test.each(readers)('%s finds the whole story', async (_, xml, read, habit) => {
    const [item, second] = await read(xml);
    expect(item).toEqual({ ...expected, ...habit });
    expect(second?.title).toBe('Plain');
  });

  test('JSON Feed holds the same', () => {
    const [item] = JSON.parse(json).items;
    expect(item).toEqual({
      id: expected.id,
      url: expected.url,
      title: HOSTILE_READ,
      content_html: expected.html,
      summary: HOSTILE_READ,
      image: expected.picture,
      date_published: '2016-07-15T09:30:00+04:00',
      date_modified: '2016-07-17T08:00:00+04:00',
      authors: [
        { name: 'The Desk <1>', url: 'https://courier.test/authors/the-desk' },
        { name: 'A & B', url: 'https://courier.test/authors/a-b' },
      ],
      tags: ['World', 'Q&A'],
      language: 'en',
    });
  });
});

test('a story without a standfirst tells how it begins; without an author it is the newsroom’s', () => {
  const item = model.items.find(({ title }) => title === 'Plain');
  expect(item?.summary).toBe('The beginning & so on.');
  expect(rss).toContain('<description><![CDATA[The beginning &amp; so on.]]></description>');
  expect(atom).toContain('<summary>The beginning &amp; so on.</summary>');
  expect(JSON.parse(json).items[1].summary).toBe('The beginning & so on.');
  const newsroom = { name: 'The Sample Courier', url: 'https://courier.test/' };
  expect(rss).toContain('<dc:creator>The Sample Courier</dc:creator>');
  expect(atom.split('<entry')[2]).toContain('<author>\n<name>The Sample Courier</name>');
  expect(JSON.parse(json).items[1].authors).toEqual([newsroom]);
});

describe('RSS', () => {
  test('tells of the channel, itself and its hubs', () => {
    expect(rss).toContain('<link>https://courier.test/</link>');
    expect(rss).toContain(
      '<atom:link href="https://courier.test/feed.xml" rel="self" type="application/rss+xml"/>\n<atom:link href="https://hub.test/?a&amp;b" rel="hub"/>',
    );
    expect(rss).toContain('<lastBuildDate>Sun, 17 Jul 2016 08:00:00 +0400</lastBuildDate>');
    expect(rss).not.toContain('Draft');
  });

  test('has dates in the site’s zone, a permanent id, the summary before the story, the picture with credit', () => {
    expect(rss).toContain('<pubDate>Fri, 15 Jul 2016 09:30:00 +0400</pubDate>');
    expect(rss).toContain(`<guid isPermaLink="false">tag:courier.test,2000:${article.id}</guid>`);
    expect(rss.indexOf('<description><![CDATA[&lt;/script')).toBeGreaterThan(0);
    expect(rss.indexOf('<description><![CDATA[&lt;/script')).toBeLessThan(rss.indexOf('<content:encoded>'));
    expect(rss).toContain(
      `<media:content url="https://courier.test/pictures/${SAMPLE_FACTS.hash}-1280.jpg" medium="image" type="image/jpeg" width="1280" height="800">\n<media:description type="plain">A &quot;boat&quot;</media:description>\n<media:credit>Agency &amp; Co</media:credit>\n</media:content>`,
    );
  });
});

describe('Atom', () => {
  test('has what RFC 4287 asks of a feed and of each entry', () => {
    for (const part of [atom.split('<entry')[0] ?? '', ...atom.split('<entry').slice(1)]) {
      for (const name of ['id', 'title', 'updated']) {
        expect(part.match(new RegExp(`<${name}>`, 'g')), name).toHaveLength(1);
      }
      expect(part).toContain('<author>');
      expect(part.match(/rel="alternate"/g)).toHaveLength(1);
    }
    expect(atom).toContain(
      '<link rel="self" type="application/atom+xml" href="https://courier.test/feed.atom"/>',
    );
    expect(atom).toContain('<updated>2016-07-17T08:00:00+04:00</updated>');
  });

  test('an empty feed has never changed', () => {
    const empty = buildFeedModel(deskContext({}), { kind: 'all' });
    expect(empty?.lastModified).toBeUndefined();
    const text = writeAtom(empty?.model ?? model);
    expectWellFormed(text);
    expect(text).toContain('<updated>1970-01-01T04:00:00+04:00</updated>');
    expect(jsonFeedFaults(writeJsonFeed(empty?.model ?? model))).toEqual([]);
    expectWellFormed(writeRss(empty?.model ?? model));
  });
});

describe('scopes', () => {
  const titlesOf = (scope: FeedScope) => modelOf(scope).items.map(({ title }) => title);

  test('a list has a feed of its own, with its own address', () => {
    const world = modelOf({ kind: 'section', slug: 'world' });
    expect(world.title).toBe('World – The Sample Courier');
    expect(world.selfUrls.rss).toBe('https://courier.test/sections/world/feed.xml');
    expect(world.homeUrl).toBe('https://courier.test/sections/world');
    expect(titlesOf({ kind: 'section', slug: 'economy' })).toEqual(['Plain']);
    expect(titlesOf({ kind: 'topic', slug: 'q-a' })).toEqual([HOSTILE_READ]);
    expect(modelOf({ kind: 'author', slug: 'a-b' }).title).toBe('A & B – The Sample Courier');
  });

  test('there is none for a list that is not there', () => {
    expect(buildFeedModel(context, { kind: 'section', slug: 'none' })).toBeNull();
    expect(buildFeedModel(context, { kind: 'topic', slug: 'none' })).toBeNull();
  });

  test('corrections come one by one, each with an id of its own and the way to its story', () => {
    const { items } = modelOf({ kind: 'corrections' });
    expect(items.map(({ summary }) => summary)).toEqual(['First & <b>', 'Second']);
    expect(items.map(({ id }) => id)).toEqual([
      `tag:courier.test,2000:${article.id}#correction-2016-07-17T04:00:00Z`,
      `tag:courier.test,2000:${article.id}#correction-2016-07-17T04:00:00Z-2`,
    ]);
    expect(items[0]?.contentHtml).toContain('<p>First &amp; &lt;b&gt;</p>');
    expect(items[0]?.contentHtml).toContain(`<a href="https://courier.test${article.path}">`);
    expectWellFormed(writeRss(modelOf({ kind: 'corrections' })));
  });

  test('tell every surrogate key that changes them', () => {
    expect(buildFeedModel(context, { kind: 'all' })?.keys).toEqual(['site', 'feed']);
    expect(buildFeedModel(context, { kind: 'section', slug: 'economy' })?.keys).toEqual([
      'site',
      'section:economy',
      `article:${plain.id}`,
    ]);
  });

  test('hold the newest thirty', () => {
    const articles = Array.from({ length: 40 }, (_, index) => sampleArticle({ title: `Story ${index}` }));
    expect(buildFeedModel(deskContext({ articles }), { kind: 'all' })?.model.items).toHaveLength(30);
  });
});

describe('ids', () => {
  const idsAt = (origin: string, site = SAMPLE_SITE) => {
    const { id, items } = modelOf({ kind: 'all' }, { origin, site });
    return [id, ...items.map((item) => item.id)];
  };

  test('survive a move to another origin', () => {
    const publisher = { ...SAMPLE_SITE.publisher, url: 'https://www.courier.example/' };
    const site = { ...SAMPLE_SITE, publisher };
    expect(idsAt('https://old.test', site)).toEqual(idsAt('https://new.test', site));
    expect(idsAt('https://old.test', site)[0]).toBe('tag:www.courier.example,2000:/');
  });

  test('of lists with names of other scripts are their paths', () => {
    const topic = { name: 'Սփյուռք', slug: 'սփյուռք' };
    const articles = [sampleArticle({ topics: [topic] })];
    const built = buildFeedModel(deskContext({ articles }), { kind: 'topic', slug: topic.slug });
    expect(built?.model.id).toBe(`tag:courier.test,2000:/topics/${encodeURIComponent(topic.slug)}`);
  });

  test('nothing dated ahead is known yet', () => {
    const early = sampleArticle({ title: 'Early', updated: sampleMoment('2031-01-01') });
    const built = buildFeedModel(deskContext({ articles: [early] }), { kind: 'all' });
    expect(built?.lastModified).toBe(early.published.epochMs);
    expect(early.published.epochMs).toBeLessThan(SAMPLE_NOW);
  });
});
