import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { buildOembed, writeOembedJson, writeOembedXml } from '../../src/feeds/oembed.ts';
import { parseOembedRequest } from '../../src/feeds/oembed-request.ts';
import { SAMPLE_SITE, sampleArticle } from '../support/sample-site.ts';
import { expectWellFormed } from './check-xml.ts';

const ORIGIN = 'https://courier.test';
const URL_OF = `${ORIGIN}/2016/07/15/a-headline`;

describe('parseOembedRequest', () => {
  test.each([
    [{ url: URL_OF }, { path: '/2016/07/15/a-headline', format: 'json', maxWidth: null, maxHeight: null }],
    [
      { url: `${URL_OF}?utm=1#x`, format: 'xml', maxwidth: '320', maxheight: '1', other: ['a', 'b'] },
      { path: '/2016/07/15/a-headline', format: 'xml', maxWidth: 320, maxHeight: 1 },
    ],
  ])('reads %j', (query, request) => {
    expect(parseOembedRequest(query, ORIGIN)).toEqual({ request });
  });

  test.each([
    [400, {}],
    [400, { url: '' }],
    [400, { url: '/2016/07/15/a-headline' }],
    [400, { url: [URL_OF, URL_OF] }],
    [400, { url: URL_OF, maxwidth: '-1' }],
    [400, { url: URL_OF, maxwidth: '1e3' }],
    [400, { url: URL_OF, maxheight: ['1', '2'] }],
    [400, { url: URL_OF, format: ['json'] }],
    [404, { url: 'https://else.test/2016/07/15/a-headline' }],
    [404, { url: 'https://courier.test.else.test/' }],
    [404, { url: 'https://courier.test@else.test/' }],
    [404, { url: 'https://me:secret@courier.test/' }],
    [404, { url: 'http://courier.test/2016/07/15/a-headline' }],
    [404, { url: 'javascript:alert(1)' }],
    [404, { url: 'file:///etc/passwd' }],
    [501, { url: URL_OF, format: 'yaml' }],
  ])('answers %i to %j', (status, query) => {
    expect(parseOembedRequest(query, ORIGIN)).toEqual({ refusal: { status, message: expect.any(String) } });
  });
});

describe('buildOembed', () => {
  const article = sampleArticle({
    title: `</script><b> "x" 'y' ]]> 😀 \u0000\uD800&amp;`,
    slug: 'a-headline',
    language: 'ar',
    authors: [
      { name: 'A <b>', slug: 'a-b' },
      { name: 'C', slug: 'c' },
    ],
  });
  const thumbnail = { url: `${ORIGIN}/media/a.jpg`, width: 480, height: 252 };
  const context = { site: SAMPLE_SITE, at: (path: string) => path, origin: ORIGIN, thumbnail };
  const noLimit = { maxWidth: null, maxHeight: null };
  const answer = buildOembed(context, article, noLimit);

  test('describes the story as a quotation without script or style', () => {
    expect(answer).toEqual({
      version: '1.0',
      type: 'rich',
      title: `</script><b> "x" 'y' ]]> 😀 &amp;`,
      author_name: 'A <b>, C',
      author_url: `${ORIGIN}/authors/a-b`,
      provider_name: 'The Sample Courier',
      provider_url: `${ORIGIN}/`,
      cache_age: 3600,
      thumbnail_url: thumbnail.url,
      thumbnail_width: 480,
      thumbnail_height: 252,
      html: `<blockquote cite="${URL_OF}" lang="ar" dir="rtl"><p><a href="${URL_OF}"><strong>&lt;/script&gt;&lt;b&gt; &quot;x&quot; 'y' ]]&gt; 😀 &amp;amp;</strong></a></p><p>What the story is about.</p><footer>A &lt;b&gt;, C · The Sample Courier</footer></blockquote>`,
      width: 600,
      height: 200,
    });
  });

  test('keeps to the room there is; a picture that does not fit is left out whole', () => {
    const small = buildOembed(context, article, { maxWidth: 320, maxHeight: 100 });
    expect(small).toMatchObject({ width: 320, height: 100 });
    expect(Object.keys(small).filter((key) => key.startsWith('thumbnail'))).toEqual([]);
    expect(buildOembed({ ...context, thumbnail: null }, article, noLimit)).not.toHaveProperty(
      'thumbnail_url',
    );
  });

  test('names the site once, and as the author of what nobody signs', () => {
    expect(buildOembed(context, sampleArticle({}), noLimit)['html']).toContain(
      '<footer>The Sample Courier</footer>',
    );
    const anonymous = buildOembed(context, sampleArticle({ authors: [] }), noLimit);
    expect(anonymous).toMatchObject({ author_name: 'The Sample Courier', author_url: `${ORIGIN}/` });
    expect(anonymous['html']).toContain('<footer>The Sample Courier</footer>');
  });

  test('quotes how the text begins where there is no standfirst', () => {
    const bare = sampleArticle({ description: null, excerpt: 'The <b> boat.' });
    expect(buildOembed(context, bare, noLimit)['html']).toContain('<p>The &lt;b&gt; boat.</p>');
  });

  test('says the same in XML and JSON', () => {
    const xml = writeOembedXml(answer);
    expectWellFormed(xml);
    const parser = new XMLParser({ parseTagValue: false, trimValues: false });
    const read = parser.parse(xml).oembed;
    delete read['#text'];
    expect(read).toEqual(
      Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, String(value)])),
    );
    expect(JSON.parse(writeOembedJson(answer))).toEqual(answer);
  });
});
