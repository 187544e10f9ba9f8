import { describe, expect, test } from 'vitest';
import { buildRss } from '../../src/feeds/rss.ts';
import { cdata, escapeXml } from '../../src/feeds/xml.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle, sampleMoment } from '../support/sample-site.ts';

describe('xml', () => {
  test('escapes what XML reads and drops what it cannot hold', () => {
    expect(escapeXml('a<b> & "c"\u0000\u0008\uFFFE\uD800x😀')).toBe('a&lt;b&gt; &amp; &quot;c&quot;x😀');
  });

  test('a CDATA section cannot be ended from inside', () => {
    expect(cdata('a]]>b')).toBe('<![CDATA[a]]]]><![CDATA[>b]]>');
  });
});

describe('buildRss', () => {
  const article = sampleArticle({
    title: 'Q&A <now>',
    topics: [{ name: 'Syria', slug: 'syria' }],
    corrections: [{ date: sampleMoment('2016-07-17'), text: 'x' }],
    bodyHtml:
      '<p>say href="/not-a-link" <a href="/about?a=1&amp;b=2">About</a> <a href="#note">1</a> <img src="/media/a.jpg" alt="">]]></p>',
  });
  const draft = sampleArticle({ title: 'Draft', isDraft: true });
  const feed = buildRss(sampleContext({ articles: [article, draft] }));

  test('describes the channel and itself', () => {
    expect(feed.xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<rss version="2.0"/);
    expect(feed.xml).toContain('<link>https://courier.test/</link>');
    expect(feed.xml).toContain('<atom:link href="https://courier.test/feed.xml" rel="self"');
    expect(feed.lastModified).toBe(sampleMoment('2016-07-17').epochMs);
  });

  test('gives an item its whole story under a permanent id', () => {
    expect(feed.xml).toContain('<title>Q&amp;A &lt;now&gt;</title>');
    expect(feed.xml).toContain(`<guid isPermaLink="false">tag:courier.test,2000:${article.id}</guid>`);
    expect(feed.xml).toContain('<pubDate>Fri, 15 Jul 2016 05:30:00 +0000</pubDate>');
    expect(feed.xml).toContain('<dc:creator>The Sample Courier</dc:creator>');
    expect(feed.xml).toContain('<category>World</category>\n<category>Syria</category>');
    expect(feed.xml.indexOf('<description>What')).toBeLessThan(feed.xml.indexOf('<content:encoded>'));
  });

  test('makes every address absolute', () => {
    expect(feed.xml).toContain('href="https://courier.test/about?a=1&amp;b=2"');
    expect(feed.xml).toContain(`href="https://courier.test${article.path}#note"`);
    expect(feed.xml).toContain('src="https://courier.test/media/a.jpg"');
    expect(feed.xml).toContain('say href="/not-a-link"');
  });

  test('keeps an id that a move to another origin leaves alone', () => {
    const publisher = { ...SAMPLE_SITE.publisher, url: 'https://www.courier.example/' };
    const site = { ...SAMPLE_SITE, publisher };
    const guid = (origin: string) =>
      /<guid.*<\/guid>/.exec(buildRss(sampleContext({ articles: [article] }, { site, origin })).xml)?.[0];
    expect(guid('https://old.test')).toBe(guid('https://new.test'));
    expect(guid('https://old.test')).toContain('tag:www.courier.example,2000:');
  });

  test('knows nothing yet of what is dated in the future', () => {
    const updated = sampleMoment('2031-01-01');
    const early = sampleArticle({ title: 'Early', updated });
    expect(buildRss(sampleContext({ articles: [early] })).lastModified).toBe(early.published.epochMs);
  });

  test('keeps drafts out, and stands empty', () => {
    expect(feed.xml).not.toContain('Draft');
    const empty = buildRss(sampleContext({}));
    expect(empty.lastModified).toBeUndefined();
    expect(empty.xml).not.toContain('<item>');
  });
});
