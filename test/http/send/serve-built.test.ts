import express from 'express';
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createPageCache, type PageCache } from '../../../src/cache/page-cache.ts';
import type { Catalog } from '../../../src/catalog/read/catalog.ts';
import type { RenderedPage } from '../../../src/cache/page-entry.ts';
import { createRowHandler } from '../../../src/http/route-row.ts';
import {
  type FoundDocument,
  type FoundPage,
  finishDocument,
  finishPage,
} from '../../../src/http/send/serve-built.ts';
import type { PageMoment, SiteDeps } from '../../../src/http/site-deps.ts';
import { NO_SEARCH } from '../../support/no-search.ts';
import {
  SAMPLE_CARD_COLOURS,
  SAMPLE_MEASURES,
  SAMPLE_NOW,
  sampleCatalog,
  sampleContext,
} from '../../support/sample-catalog.ts';
import { sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const EMBARGO = '2016-07-20T14:00';
const HOUR = 3_600_000;
const PAGE: FoundPage = { html: '<p>A page.</p>', keys: ['front'] };
const DOCUMENT: FoundDocument = {
  body: 'Text.',
  contentType: 'text/plain; charset=utf-8',
  keys: ['feed'],
  lastModified: SAMPLE_NOW - HOUR,
};

let pages: PageCache;
let deps: SiteDeps;
let build: (context: PageMoment) => RenderedPage | null;
let built: number;
let now: number;

const showPage = (context: PageMoment) => finishPage(deps, context, PAGE);
const showDocument = (document: Partial<FoundDocument>) => {
  build = (context) => finishDocument(deps, context, { ...DOCUMENT, ...document });
};

beforeEach(() => {
  now = SAMPLE_NOW + 10_000;
  const sharedCaching = { maxAge: 0, tagHeader: 'Cache-Tag' } as const;
  pages = createPageCache({ maxBytes: 1_000_000, now: () => now, headers: [], sharedCaching });
  const catalog = sampleCatalog({ articles: [sampleArticle({ published: EMBARGO })] });
  deps = {
    reader: () => ({ read: <Result>(work: (found: Catalog) => Result) => work(catalog), close() {} }),
    address: {
      origin: 'https://courier.test',
      sharedCaching,
      hubs: [],
      indexNowKey: null,
    },
    looks: {
      assets: {
        url: (name) => `/assets/${name}`,
        get: () => undefined,
        standIn: () => undefined,
        file: () => ({ bytes: Buffer.of(), contentType: '' }),
      },
      cardColours: SAMPLE_CARD_COLOURS,
      measures: SAMPLE_MEASURES,
    },
    render: () => '',
    pages,
    search: NO_SEARCH,
    now: () => now,
  };
  build = showPage;
  built = 0;
});

function ask() {
  const app = express();
  const row = {
    paths: '/any',
    route: 'test',
    pathOf: () => '/page',
    build: (_deps: SiteDeps, context: PageMoment) => {
      built += 1;
      return build(context);
    },
  };
  app.use(createRowHandler(deps, row));
  app.use((_request, response) => void response.status(404).send('passed on'));
  return request(app).get('/any?query');
}

test('a page is built once, kept under its URL, and sent', async () => {
  const first = await ask();
  expect(first.status).toBe(200);
  expect(first.text).toBe(PAGE.html);
  expect(first.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  expect(first.headers['cache-tag']).toBe('site,frame,banner,top-stories,partners,front');
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
  build = showPage;
  expect((await ask()).text).toBe(PAGE.html);
});

test('a page is true until the next event of any article', () => {
  const embargoed = sampleContext({ articles: [sampleArticle({ published: EMBARGO })] });
  expect(finishPage(deps, embargoed, PAGE).expires).toBe(sampleMoment(EMBARGO).epochMs);
  expect(finishPage(deps, sampleContext({}), PAGE).expires).toBeNull();
});

test('a document has the keys it names, and no other', async () => {
  showDocument({});
  const { headers, text } = await ask();
  expect(text).toBe('Text.');
  expect(headers['cache-tag']).toBe('feed');
  expect(pages.get('/page')?.route).toBe('test');
});

test('its date is its own or the publish’s, whichever is later', async () => {
  showDocument({});
  // The sample was published at noon.
  expect((await ask()).headers['last-modified']).toBe(new Date(SAMPLE_NOW).toUTCString());
  pages.clear();
  showDocument({ lastModified: SAMPLE_NOW + 5_000 });
  expect((await ask()).headers['last-modified']).toBe(new Date(SAMPLE_NOW + 5_000).toUTCString());
});

test('a second in which it may still change is not told, and it is made anew after it', async () => {
  showDocument({});
  now = SAMPLE_NOW + 1_999;
  expect((await ask()).headers['last-modified']).toBeUndefined();
  expect(pages.get('/page')?.expires).toBe(SAMPLE_NOW + 2_000);
  now = SAMPLE_NOW + 2_000;
  expect((await ask()).headers['last-modified']).toBe(new Date(SAMPLE_NOW).toUTCString());
});

test('what changes otherwise has no date', async () => {
  showDocument({ lastModified: null });
  const { headers } = await ask();
  expect(headers['last-modified']).toBeUndefined();
  expect(headers['etag']).toMatch(/^"/);
});

test.each([
  [null, sampleMoment(EMBARGO).epochMs],
  [SAMPLE_NOW + HOUR, SAMPLE_NOW + HOUR],
  [SAMPLE_NOW + 9 * HOUR, sampleMoment(EMBARGO).epochMs],
])('it is true until %s or the next event', async (expires, expected) => {
  showDocument({ expires });
  await ask();
  expect(pages.get('/page')?.expires).toBe(expected);
});

test('its own headers go with it', async () => {
  showDocument({ headers: ['Link', '<https://a.test/>; rel="canonical"'] });
  const { headers } = await ask();
  expect(headers['vary']).toBe('Accept-Encoding');
  expect(headers['link']).toBe('<https://a.test/>; rel="canonical"');
  expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  expect(headers['cache-tag']).toContain('feed');
});

test('one that a request header chose is for the asker alone, and named to no CDN', async () => {
  showDocument({ chosenBy: 'Accept' });
  const { headers } = await ask();
  expect(headers['vary']).toBe('Accept, Accept-Encoding');
  expect(headers['cache-control']).toBe('private, no-cache');
  expect(headers['cache-tag']).toBeUndefined();
});
