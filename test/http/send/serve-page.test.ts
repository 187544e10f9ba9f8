import express from 'express';
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createPageCache, type PageCache } from '../../../src/cache/page-cache.ts';
import type { Catalog } from '../../../src/catalog/read/catalog.ts';
import { type FoundPage, finishPage, servePage } from '../../../src/http/send/serve-page.ts';
import type { SiteDeps } from '../../../src/http/site-deps.ts';
import type { PageContext } from '../../../src/pages/parts/page-context.ts';
import { NO_SEARCH } from '../../support/no-search.ts';
import {
  SAMPLE_CARD_COLOURS,
  SAMPLE_NOW,
  sampleCatalog,
  sampleContext,
} from '../../support/sample-catalog.ts';
import { sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const EMBARGO = '2016-07-20T14:00';
const PAGE: FoundPage = { html: '<p>A page.</p>', keys: ['front'] };

let pages: PageCache;
let deps: SiteDeps;
let build: (context: PageContext) => FoundPage | null;
let built: number;

beforeEach(() => {
  const sharedCaching = { maxAge: 0, tagHeader: 'Cache-Tag' } as const;
  pages = createPageCache({ maxBytes: 1_000_000, now: () => SAMPLE_NOW, headers: [], sharedCaching });
  const catalog = sampleCatalog({ articles: [sampleArticle({ published: EMBARGO })] });
  deps = {
    reader: () => ({ read: <Result>(work: (found: Catalog) => Result) => work(catalog), close() {} }),
    origin: 'https://courier.test',
    assets: {
      url: (name) => `/assets/${name}`,
      get: () => undefined,
      file: () => ({ bytes: Buffer.of(), contentType: '' }),
    },
    render: () => '',
    pages,
    sharedCaching,
    search: NO_SEARCH,
    hubs: [],
    cardColours: SAMPLE_CARD_COLOURS,
    now: () => SAMPLE_NOW,
  };
  build = () => PAGE;
  built = 0;
});

function ask() {
  const app = express();
  app.use((incoming, response, next) =>
    servePage(deps, { request: incoming, response, next }, { route: 'test', url: '/page' }, (context) => {
      built += 1;
      return build(context);
    }),
  );
  app.use((_request, response) => void response.status(404).send('passed on'));
  return request(app).get('/any?query');
}

test('a page is built once, kept under its URL, and sent', async () => {
  const first = await ask();
  expect(first.status).toBe(200);
  expect(first.text).toBe(PAGE.html);
  expect(first.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  expect(first.headers['cache-tag']).toBe('site,top-stories,partners,front');
  expect((await ask()).text).toBe(PAGE.html);
  expect(built).toBe(1);
  expect(pages.get('/page')?.route).toBe('test');
});

test('a page is built again once what it shows, or what every page shows, has changed', async () => {
  for (const key of ['front', 'site', 'top-stories', 'partners']) {
    await ask();
    pages.drop([key]);
    expect(pages.get('/page')).toBeUndefined();
  }
  await ask();
  expect(built).toBe(5);
  pages.drop(['feed']);
  expect(pages.get('/page')).toBeDefined();
});

test('where there is no page the next handler answers, and is asked each time', async () => {
  build = () => null;
  expect((await ask()).text).toBe('passed on');
  expect((await ask()).text).toBe('passed on');
  expect(built).toBe(2);
  expect(pages.bytes()).toBe(0);
});

test('what goes wrong is thrown, and the next request tries again', async () => {
  build = () => {
    throw new Error('no such view');
  };
  expect((await ask()).status).toBe(500);
  build = () => PAGE;
  expect((await ask()).text).toBe(PAGE.html);
});

test('a page is true until the next event of any article', () => {
  const embargoed = sampleContext({ articles: [sampleArticle({ published: EMBARGO })] });
  expect(finishPage(deps, embargoed, PAGE).expires).toBe(sampleMoment(EMBARGO).epochMs);
  expect(finishPage(deps, sampleContext({}), PAGE).expires).toBeNull();
});
