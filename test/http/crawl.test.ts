import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';
import { inspectContent } from '../../src/ingest/build/inspect-content.ts';
import { fixtureSite, openTestSite, type TestSite } from '../support/open-test-site.ts';
import { expectSiteHeaders } from './assert-headers.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const MAX_PAGES = 500;

const sites = new Map<string, Promise<TestSite>>();
const crawls = new Map<string, ReturnType<typeof crawl>>();
afterAll(() => Promise.all([...sites.values()].map(async (site) => (await site).close())));

/** Opens the site of a folder, once for all tests. */
function siteOf(folder: string): Promise<TestSite> {
  const site = sites.get(folder) ?? openTestSite(folder);
  sites.set(folder, site);
  return site;
}

/** Every page of a folder's site, each asked for once for all tests. */
function pagesOf(folder: string): ReturnType<typeof crawl> {
  const pages = crawls.get(folder) ?? siteOf(folder).then(({ app }) => crawl(app));
  crawls.set(folder, pages);
  return pages;
}

/** Follows every link of a site from its front; returns each page's status and text by path. */
async function crawl(app: Parameters<typeof request>[0]) {
  const pages = new Map<string, { status: number; text: string }>();
  const waiting = ['/'];
  for (const path of waiting) {
    if (pages.has(path)) continue;
    if (pages.size >= MAX_PAGES) throw new Error(`more than ${MAX_PAGES} pages`);
    const response = await request(app).get(path);
    expectSiteHeaders(response);
    pages.set(path, { status: response.status, text: response.text ?? '' });
    for (const [, target = ''] of (response.text ?? '').matchAll(
      /(?:href|src)="(?:http:\/\/courier\.test)?(\/[^"#]*)/g,
    )) {
      waiting.push(target.replaceAll('&amp;', '&'));
    }
  }
  return pages;
}

describe.each([
  ['the shipped site', CONTENT],
  ['a newsroom', fixtureSite('newsroom')],
  ['a folder full of mistakes', fixtureSite('broken')],
])('%s', (_, folder) => {
  test('leads nowhere in vain: every link answers, and no page is broken', async () => {
    const pages = await pagesOf(folder);
    expect(pages.size).toBeGreaterThan(15);
    const failed = [...pages]
      .filter(([, { status }]) => status !== 200)
      .map(([path, { status }]) => `${status} ${path}`);
    // Pictures that the fixture's articles name and its folder lacks.
    expect(failed.filter((line) => !line.startsWith('404 /media/'))).toEqual([]);
    expect(failed.filter(() => folder === CONTENT)).toEqual([]);
  });

  test('shows every visible article, and gives each page a title of its own', async () => {
    const site = await siteOf(folder);
    const pages = await pagesOf(folder);
    const now = Date.parse('2016-07-20T12:00+04:00');
    const visible = site.reader.read((catalog) =>
      catalog.list({ kind: 'all' }, { now, limit: MAX_PAGES, offset: 0 }),
    );
    expect(visible.length).toBeGreaterThan(0);
    expect(visible.filter(({ path }) => !pages.has(path))).toEqual([]);
    const titles = [...pages]
      .filter(([, { status, text }]) => status === 200 && /<html [\s\S]*<title>/.test(text))
      .map(([, { text }]) => /<title>([^<]*)<\/title>/.exec(text)?.[1]);
    expect(titles.length).toBeGreaterThan(10);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

test('no broken file is to be seen, and none makes the site answer 5xx', async () => {
  const site = await siteOf(fixtureSite('broken'));
  const options = { now: () => 0, threads: 1, onProgress: () => {} };
  const { problems } = await inspectContent(fixtureSite('broken'), options);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const files = [...new Set(errors.map(({ file }) => file))].filter((file) => file.startsWith('articles/'));
  expect(files.length).toBeGreaterThan(15);
  const slugs = files.map((file) => file.replace(/^articles\/|\.[a-z]+$/g, ''));
  for (const slug of slugs) {
    const response = await request(site.app).get(`/2016/07/15/${encodeURIComponent(slug)}`);
    expect(`${slug} ${response.status}`).toBe(`${slug} 404`);
  }
  const pages = await pagesOf(fixtureSite('broken'));
  const seen = [...pages.keys()].filter((path) =>
    slugs.some((slug) => path.endsWith(`/${encodeURIComponent(slug)}`)),
  );
  expect(seen).toEqual([]);
});
