import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createStandalonePage } from '../../../src/http/send/standalone-page.ts';
import { errorPage } from '../small-site.ts';

const STATUSES = [400, 404, 405, 408, 410, 413, 414, 431, 500, 503];
const MINIMAL = '<style>a{}</style><title>{{status}} {{ heading }}</title>{{text}}';

const htmlOf = (page: typeof errorPage, status: number) =>
  page.get(status).encoded('identity').bytes.toString();

test.each(STATUSES)('%i has a page of its own, made once', (status) => {
  const html = htmlOf(errorPage, status);
  expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
  expect(html).toContain(`Error ${status}`);
  expect(html).toContain('<a href="/">');
  expect(html).not.toMatch(/\{\{|\}\}|<script|style=|https?:/);
  expect(errorPage.get(status)).toBe(errorPage.get(status));
});

test.each([
  [416, 'Range Not Satisfiable'],
  [504, 'Gateway Timeout'],
  [599, 'Error'],
])('%i, which has no wording, still has a page', (status, heading) => {
  expect(htmlOf(errorPage, status)).toContain(`<h1>${heading}</h1>`);
});

test('the policy allows exactly the page’s own style', () => {
  const style = /<style>([\s\S]*)<\/style>/.exec(htmlOf(errorPage, 500))?.[1] ?? '';
  const hash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
  expect(errorPage.styleHash).toBe(hash);
  expect(errorPage.contentSecurityPolicy).toContain(`style-src '${hash}';`);
  expect(errorPage.contentSecurityPolicy).toContain("default-src 'none';");
});

test('CRLF in the file does not change the hash a browser computes', () => {
  const unix = createStandalonePage(MINIMAL.replace('a{}', '\na{}\n'));
  const windows = createStandalonePage(MINIMAL.replace('a{}', '\r\na{}\r\n'));
  expect(windows.styleHash).toBe(unix.styleHash);
});

test('what is filled in is escaped', () => {
  const page = createStandalonePage(`${MINIMAL}<p title="{{heading}}">`);
  expect(htmlOf(page, 418)).toContain(`title="I'm a Teapot"`);
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
