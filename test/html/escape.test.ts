import { expect, test } from 'vitest';
import { decodeReferences, escapeHtml, escapeXml, legalText } from '../../src/html/escape.ts';

test.each([
  ['', ''],
  ["It's plain — ՀՀ", "It's plain — ՀՀ"],
  [`<a href="x">'&'</a>`, `&lt;a href=&quot;x&quot;&gt;'&amp;'&lt;/a&gt;`],
  ['&amp;', '&amp;amp;'],
])('%j is written %j', (text, html) => {
  expect(escapeHtml(text)).toBe(html);
  expect(decodeReferences(html)).toBe(text);
});

test('what XML cannot hold is dropped', () => {
  expect(escapeXml('a<b> & "c"\u0000\u0008\uFFFE\uD800x😀')).toBe('a&lt;b&gt; &amp; &quot;c&quot;x😀');
  expect(legalText('\uDC00a\tb\nc\u000B')).toBe('a\tb\nc');
});

test.each([
  ['&#39;&#34;&apos;&QUOT;&#x41;', `'"'"A`],
  ['&amp;lt;&amp;#39;', '&lt;&#39;'],
  ['AT&T &copy; &nbsp;&#; &#x; &#9999999;', 'AT&T &copy; &nbsp;&#; &#x; '],
])('%j says %j', (html, text) => {
  expect(decodeReferences(html)).toBe(text);
});
