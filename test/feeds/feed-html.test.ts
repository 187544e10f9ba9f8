import { describe, expect, test } from 'vitest';
import { toRfc822 } from '../../src/feeds/feed-date.ts';
import { feedHtml } from '../../src/feeds/feed-html.ts';
import { cdata, textElement } from '../../src/feeds/xml.ts';

const PAGE = 'https://courier.test/2016/07/15/story';

describe('feedHtml', () => {
  test.each([
    ['<a href="/x?a=1&amp;b=2">x</a>', '<a href="https://courier.test/x?a=1&amp;b=2">x</a>'],
    ['<a href="#fn1" id="r1">1</a>', `<a href="${PAGE}#fn1" id="r1">1</a>`],
    ['<a href="mailto:a@b.test">x</a>', '<a href="mailto:a@b.test">x</a>'],
    ['<a href="http://[x">x</a>', '<a href="http://[x">x</a>'],
    [
      '<a title="&quot; href=&quot;/x" href="/y">x</a>',
      '<a title="&quot; href=&quot;/x" href="https://courier.test/y">x</a>',
    ],
    ['<p>a href="/x" src="/y"</p>', '<p>a href="/x" src="/y"</p>'],
    [
      '<picture><source srcset="/a.avif 1x" type="image/avif"><img src="/a.jpg" srcset="/b.jpg 2x" sizes="1px" alt="a &gt; b" fetchpriority="high" width="3"></picture>',
      '<img src="https://courier.test/a.jpg" alt="a &gt; b" width="3">',
    ],
    [
      '<video poster="/p.jpg" src="/v.mp4" controls></video>',
      '<video poster="https://courier.test/p.jpg" src="https://courier.test/v.mp4" controls></video>',
    ],
    [
      '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table></table></div>',
      '<div role="region" aria-label="Table"><table></table></div>',
    ],
    ['<ol reversed start="3"><li>x</li></ol><br>', '<ol reversed start="3"><li>x</li></ol><br>'],
    ['<p>\u0008\uD800x</p>', '<p>x</p>'],
  ])('%s', (given, expected) => {
    expect(feedHtml(given, PAGE)).toBe(expected);
  });

  test('code is plain there, and the title of a box is bold', () => {
    expect(
      feedHtml(
        '<pre tabindex="0"><code class="language-js"><span class="hljs-keyword">a</span> &lt;b</code></pre><p>x <span id="y"></span></p>',
        PAGE,
      ),
    ).toBe('<pre><code>a &lt;b</code></pre><p>x <span id="y"></span></p>');
    expect(
      feedHtml('<div class="box box--tip" role="note"><p class="box__title">A <em>tip</em></p></div>', PAGE),
    ).toBe('<div role="note"><p><strong>A <em>tip</em></strong></p></div>');
  });

  test('done twice, it changes nothing more', () => {
    const once = feedHtml('<a href="/x?a&amp;b&lt;c">x</a>', PAGE);
    expect(feedHtml(once, PAGE)).toBe(once);
  });
});

describe('xml', () => {
  test('an element escapes its text and attributes', () => {
    expect(textElement('a', '<', { b: '"&', c: null })).toBe('<a b="&quot;&amp;">&lt;</a>');
  });

  test('a CDATA section cannot be ended from inside, with forbidden characters between neither', () => {
    expect(cdata('a]]>b')).toBe('<![CDATA[a]]]]><![CDATA[>b]]>');
    expect(cdata('a]\u0000]>b')).toBe('<![CDATA[a]]]]><![CDATA[>b]]>');
  });
});

test.each([
  ['2016-07-15T09:30:00+04:00', 'Fri, 15 Jul 2016 09:30:00 +0400'],
  ['2026-01-01T00:00:05-03:30', 'Thu, 01 Jan 2026 00:00:05 -0330'],
  ['2024-02-29T23:59:59+00:00', 'Thu, 29 Feb 2024 23:59:59 +0000'],
  ['1890-05-01T12:00:00+02:58:24', 'Thu, 01 May 1890 11:59:36 +0258'],
  ['1880-05-01T00:00:00-00:01:15', 'Sat, 01 May 1880 00:00:15 -0001'],
  ['2024-12-01T00:00:00Z', 'Sun, 01 Dec 2024 00:00:00 +0000'],
])('%s in RFC 822', (iso, expected) => {
  expect(toRfc822({ iso })).toBe(expected);
  expect(Date.parse(expected)).toBe(Temporal.Instant.from(iso).epochMilliseconds);
});
