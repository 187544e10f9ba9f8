import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureSite, openTestSite, type TestSite } from '../support/open-test-site.ts';
import { expectSiteHeaders } from './assert-headers.ts';

let site: TestSite;
let folder: string;
const get = (path: string) => request(site.app).get(path);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-ai-'));
  cpSync(fixtureSite('newsroom'), folder, { recursive: true });
  const settings = join(folder, 'site.yaml');
  writeFileSync(settings, `ai: {train: no, search: yes}\n${readFileSync(settings, 'utf8')}`);
  const write = (name: string, lines: string) =>
    writeFileSync(
      join(folder, `articles/${name}.md`),
      `---\ntitle: ${name}\ndate: 2016-07-19\n${lines}\n---\nText.\n`,
    );
  write('open', 'section: world\nai: yes');
  write('closed', 'section: economy\nai: {search: no, input: no}');
  write('hidden', 'draft: true\nai: yes');
  write('coming', 'date: 2016-07-21\nai: yes');
  site = await openTestSite(folder);
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const SITE = 'search=yes, ai-train=no';
const OPEN = 'search=yes, ai-train=yes, ai-input=yes';
const CLOSED = 'search=no, ai-train=no, ai-input=no';

test.each([
  ['/', SITE],
  ['/about', SITE],
  ['/sections/world', SITE],
  ['/2016/07/15/everything', SITE],
  ['/2016/07/15/everything.md', SITE],
  ['/2016/07/19/open', OPEN],
  ['/2016/07/19/open.md', OPEN],
  ['/2016/07/19/closed', CLOSED],
  ['/media/harbour.png', SITE],
  // What holds several stories may be used only as all of them may.
  ['/sections/world/feed.xml', SITE],
  ['/feed.json', 'search=no, ai-train=no, ai-input=no'],
  ['/sections/economy/feed.atom', 'search=no, ai-train=no, ai-input=no'],
  ['/robots.txt', SITE],
  ['/trust.txt', SITE],
])('%s says what machines may do with it: %s', async (path, signal) => {
  for (const response of [await get(path), await request(site.app).head(path)]) {
    expect(response.status).toBe(200);
    expect(response.headers['content-signal']).toBe(signal);
    expect(response.headers['tdm-reservation']).toBe(signal === OPEN ? '0' : '1');
    expectSiteHeaders(response);
  }
});

test('Markdown at the URL of its story says the same', async () => {
  const response = await get('/2016/07/19/open').set('Accept', 'text/markdown');
  expect(response.headers['content-usage']).toBe('train-ai=y, search=y');
  expect(response.headers['link']).toBe(
    '<http://courier.test/2016/07/19/open>; rel="canonical", <http://courier.test/license.xml>; rel="license"; type="application/rsl+xml"',
  );
  // Both headers come by the fast lane as well.
  for (const path of ['/2016/07/19/open.md', '/2016/07/19/open.md'])
    expect((await get(path)).headers['link']).toBe(response.headers['link']);
});

test('robots.txt and the licence name the stories that differ, and none that readers do not see', async () => {
  const { text } = await get('/robots.txt');
  expect(text.match(/^Content-.*$/gm)).toEqual([
    'Content-Signal: search=yes, ai-train=no',
    'Content-Usage: train-ai=n, search=y',
    'Content-Usage: /2016/07/19/open$ train-ai=y, search=y',
    'Content-Usage: /2016/07/19/open.md$ train-ai=y, search=y',
    'Content-Usage: /2016/07/19/closed$ train-ai=n, search=n',
    'Content-Usage: /2016/07/19/closed.md$ train-ai=n, search=n',
  ]);
  const licence = await get('/license.xml');
  expect(licence.headers['content-type']).toBe('application/rsl+xml');
  expect([...licence.text.matchAll(/<content url="(.*?)">/g)].map(([, url]) => url)).toEqual([
    '/2016/07/19/open$',
    '/2016/07/19/open.md$',
    '/2016/07/19/closed$',
    '/2016/07/19/closed.md$',
  ]);
});

test('trust.txt stands at the root and where well-known files are', async () => {
  for (const path of ['/trust.txt', '/.well-known/trust.txt']) {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(response.text).toBe('datatrainingallowed=no\n');
    const again = await get(path).set('If-None-Match', response.headers['etag'] ?? '');
    expect(again.status).toBe(304);
  }
});
