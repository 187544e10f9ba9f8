import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createStandalonePage } from '../../../src/http/send/standalone-page.ts';
import { paperColours } from '../../../src/render/paper-colours.ts';
import { wordsOf } from '../../../src/words/words-of.ts';
import { readErrorPage } from '../../../src/runtime/server/read-error-page.ts';
import { errorPage } from '../small-site.ts';

const STATUSES = [400, 404, 405, 408, 410, 413, 414, 431, 500, 503];
const MINIMAL = '<style>a{}</style><title>{{status}} {{ heading }}</title>{{text}}';

const htmlOf = (page: typeof errorPage, status: number) =>
  page.get(status).encoded('identity').bytes.toString();

test.each(STATUSES)('%i has a page of its own, made once', (status) => {
  const html = htmlOf(errorPage, status);
  expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en" dir="ltr">/);
  expect(html).toContain(`Error ${status}`);
  expect(html).toContain('<a href="/">');
  expect(html).not.toMatch(/\{\{|\}\}|<script|style=|https?:/);
  expect(errorPage.get(status)).toBe(errorPage.get(status));
});

test.each([
  [416, 'This request could not be answered.'],
  [504, 'Please try again in a few minutes.'],
  [599, 'Please try again in a few minutes.'],
])('%i, which has no wording, still has a page', (status, text) => {
  expect(htmlOf(errorPage, status)).toContain(`<p class="text">${text}</p>`);
});

test('the policy allows exactly the page’s own style', () => {
  const style = /<style>([\s\S]*)<\/style>/.exec(htmlOf(errorPage, 500))?.[1] ?? '';
  const hash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
  expect(errorPage.styleHash).toBe(hash);
  expect(errorPage.contentSecurityPolicy).toContain(`style-src '${hash}';`);
  expect(errorPage.contentSecurityPolicy).toContain("default-src 'none';");
});

test('its paper is that of the site', () => {
  const { light, dark } = paperColours(
    readFileSync(new URL('../../../public/css/tokens.css', import.meta.url), 'utf8'),
  );
  const papers = [...htmlOf(errorPage, 500).matchAll(/--color-paper: (#\w+)/g)].map(([, colour]) => colour);
  expect(papers).toEqual([light, dark]);
});

test('CRLF in the file does not change the hash a browser computes', () => {
  const unix = createStandalonePage(MINIMAL.replace('a{}', '\na{}\n'));
  const windows = createStandalonePage(MINIMAL.replace('a{}', '\r\na{}\r\n'));
  expect(windows.styleHash).toBe(unix.styleHash);
});

test('what is filled in is escaped', () => {
  const page = createStandalonePage(`${MINIMAL}<p title="{{heading}}">`);
  const words = wordsOf({ language: 'en', locale: 'en' }, { '': { 'plain-500': 'I’m "out" <now>' } });
  page.speak({ words, language: 'en' });
  expect(htmlOf(page, 500)).toContain('title="I’m &quot;out&quot; &lt;now&gt;"');
});

test.each([
  ['no style', '<p>{{status}}'],
  ['two styles', `${MINIMAL}<style></style>`],
  ['an unknown placeholder', `${MINIMAL}{{cause}}`],
  ['a name of Object.prototype', `${MINIMAL}{{constructor}}`],
  ['a placeholder in the style', '<style>{{status}}</style>'],
])('a document with %s is refused', (_what, html) => {
  expect(() => createStandalonePage(html)).toThrow(Error);
});

test('they speak with the site’s voice as soon as it is known, and the policy stays', () => {
  const page = createStandalonePage(readErrorPage());
  const policy = page.contentSecurityPolicy;
  expect(htmlOf(page, 404)).toContain('<h1>Page not found</h1>');
  const words = wordsOf({ language: 'ar', locale: 'ar-EG' }, { ar: { 'plain-404': 'لا توجد صفحة' } });
  page.speak({ words, language: 'ar' });
  expect(htmlOf(page, 404)).toContain('<html lang="ar" dir="rtl">');
  expect(htmlOf(page, 404)).toContain('<h1>لا توجد صفحة</h1>');
  expect(htmlOf(page, 404)).toContain(words.plain('front-link'));
  expect(page.contentSecurityPolicy).toBe(policy);
});
