import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/partners/fetch/decode-feed.ts';
import { type FeedRead, type ReadFeed, readFeed } from '../../../src/partners/read/read-feed.ts';
import { EXPECTED } from '../expected-feeds.ts';

const FIXTURES = new URL('../../fixtures/feeds/', import.meta.url);
const NOW = Date.parse('2025-02-03T12:00:00Z');
const ABOUT = { url: 'https://harbour.example/feeds/all.xml', contentType: 'text/html', now: NOW };

const read = (text: string): FeedRead => readFeed(text, ABOUT);
const readFixture = (name: string): FeedRead =>
  read(decodeText(readFileSync(new URL(name, FIXTURES)), ABOUT.contentType));
const rss = (inside: string): string =>
  `<rss version="2.0"><channel><title>A</title>${inside}</channel></rss>`;
const readTitle = (title: string): string | undefined => {
  const feed = read(rss(`<item><title>${title}</title><link>https://a.example/1</link></item>`)) as ReadFeed;
  return feed.items[0]?.title;
};
const momentOf = (written: string): number =>
  Date.parse(written.length === 5 ? `2025-02-03T${written}Z` : written);

describe('the fixtures', () => {
  test('each is in the table', () => {
    const elsewhere = ['long-title.xml', 'many-items.xml'];
    expect(readdirSync(FIXTURES).sort()).toEqual([...Object.keys(EXPECTED), ...elsewhere].sort());
  });

  test.each(Object.entries(EXPECTED))('%s', (name, expected) => {
    const feed = readFixture(name);
    if (typeof expected === 'string') {
      expect(feed).toEqual(expect.objectContaining({ kind: 'refused', code: expected }));
      return;
    }
    const { dialect, title, skipped = 0, ttlMs = null, items } = expected;
    expect(feed).toEqual({
      kind: 'read',
      dialect,
      title,
      skipped,
      ttlMs,
      items: items.map(([headline, url, published]) => ({
        title: headline,
        url,
        publishedMs: published === null ? null : momentOf(published),
      })),
    });
  });

  test('many-items.xml: the newest 50', () => {
    const { items } = readFixture('many-items.xml') as ReadFeed;
    expect(items.map(({ title }) => title)).toEqual(
      Array.from({ length: 50 }, (_, at) => `Notice number ${69 - at}`),
    );
  });

  test('long-title.xml: cut between characters', () => {
    const [words, family] = (readFixture('long-title.xml') as ReadFeed).items;
    expect(words?.title).toBe(`${'Tide '.repeat(59)}Tide…`);
    expect(family?.title).toBe(`${'👩‍👩‍👧‍👦'.repeat(27)}…`);
  });
});

describe('refusals', () => {
  test('a page names its feed', () => {
    expect(readFixture('page.html')).toEqual(
      expect.objectContaining({
        hint: 'The page names its feed: put https://harbour.example/rss.xml?a=1&b=2 in partners.yaml.',
      }),
    );
  });

  test('a page cannot name a feed that is no address of the web', () => {
    const page = '<html><link rel=alternate type=application/rss+xml href="javascript:alert(1)"></html>';
    expect(read(page)).toEqual(
      expect.objectContaining({ hint: 'Look for the feed’s address on the outlet’s site.' }),
    );
  });

  const laughs = Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at + 1} "&a${at};&a${at};">`).join('');
  test.each([
    `<!DOCTYPE rss [<!ENTITY a0 "ha">${laughs}]>${rss('<item><title>&a20;</title></item>')}`,
    `<!DOCTYPE rss [<!-- ]> --><!ENTITY a "b">]>${rss('')}`,
    `<!DOCTYPE rss [<!ATTLIST rss a CDATA "]>"><!ENTITY a "b">]>${rss('')}`,
    `<!doctype rss [<!ENTITY % remote SYSTEM "https://a.example/x.dtd"> %remote;]>${rss('')}`,
  ])('entities of its own, wherever they hide', (text) => {
    expect(read(text)).toEqual(expect.objectContaining({ code: 'feed-entities' }));
  });

  test.each([
    ['an element in an element 50,000 deep', rss('<a>'.repeat(50_000)), 'feed-broken'],
    ['lists in lists', '['.repeat(100_000), 'feed-broken'],
    ['300,000 elements', rss('<a/>'.repeat(300_000)), 'feed-too-large'],
    ['300,000 maps', `{"items":[${'{},'.repeat(300_000)}{}]}`, 'feed-too-large'],
    ['an attribute of 1 MB', rss(`<item a="${'x'.repeat(1_000_000)}"/>`), 'feed-too-large'],
    ['100,000 attributes', rss(`<item ${'a="" '.repeat(100_000)}/>`), 'feed-too-large'],
    ['11 MB', rss(' '.repeat(11_000_000)), 'feed-too-large'],
    ['a prototype', rss('<__proto__><a>1</a></__proto__>'), 'feed-broken'],
    ['a feed in name only', '<rss/>', 'feed-broken'],
    ['a document type without an end', `<!DOCTYPE rss [${'"'.repeat(10_001)}`, 'feed-unknown'],
    [
      '2,000 keys',
      `{"title":"A",${Array.from({ length: 2_000 }, (_, at) => `"k${at}":1,`).join('')}"items":[]}`,
      'feed-broken',
    ],
  ])('%s', (_, text, code) => {
    expect(read(text)).toEqual(expect.objectContaining({ kind: 'refused', code }));
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('an author of 100,000 brackets is not taken apart', () => {
    const author = `<author>${'('.repeat(100_000)}</author>`;
    const feed = read(
      rss(`<item><title>Tide tables</title><link>https://a.example/1</link>${author}</item>`),
    );
    expect(feed).toEqual(expect.objectContaining({ kind: 'read', items: [expect.anything()] }));
  });

  test('nothing makes it throw', () => {
    const sample = readFileSync(new URL('atom-links.xml', FIXTURES), 'utf8');
    for (let at = 0; at < sample.length; at += 7) {
      expect(() => read(sample.slice(0, at))).not.toThrow();
      expect(() => read(`${sample.slice(0, at)}<${sample.slice(at)}`)).not.toThrow();
      expect(() => read(`${sample.slice(0, at)}"${sample.slice(at + 3)}`)).not.toThrow();
    }
  });
});

describe('titles', () => {
  test.each([
    ['AT&amp;T &amp;amp; others', 'AT&T & others'],
    ['&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;', 'One Two'],
    ['&lt;style&gt;p{}&lt;/style&gt;Plain', 'Plain'],
    ['5 &lt; 6 &amp;&amp; 7 &gt; 6', '5 < 6 && 7 > 6'],
    ['&amp;nbsp;Space&amp;nbsp;&amp;nbsp;here', 'Space here'],
    ['&amp;amp;lt;b&amp;amp;gt;', '&lt;b&gt;'],
    ['e\u0301cole', 'école'],
    ['A\u2066B\u2069C\u00adD\ufeffE', 'ABCDE'],
    ['نافذة\u200cها', 'نافذة\u200cها'],
  ])('%s', (written, shown) => {
    expect(readTitle(written)).toBe(shown);
  });
});
