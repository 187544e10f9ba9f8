import { expect, test } from 'vitest';
import { inlineCaption } from '../../../../src/content/markdown/html/inline-caption.ts';
import { writeHtml } from '../../../../src/content/markdown/html/html-text.ts';

test.each([
  ['The ferry', 'The ferry'],
  ['# 1 *and* two', '# 1 <em>and</em> two'],
  ['1. *One*', '1. <em>One</em>'],
  ['A [link](https://example.com/)', 'A <a href="https://example.com/">link</a>'],
  ['<script>x()</script><b>B</b>', '<b>B</b>'],
  ['a `b` <div>c</div> ![d](e.png)', 'a <code>b</code> c '],
  ['[x](javascript:alert(1)) *y*', '<a>x</a> <em>y</em>'],
])('%s', (written, html) => {
  expect(writeHtml(inlineCaption(written)).trim()).toBe(html.trim());
});
