import express from 'express';
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createPageCache, type PageCache } from '../../../src/cache/page-cache.ts';
import type { Catalog } from '../../../src/catalog/read/catalog.ts';
import { type FoundDocument, serveDocument } from '../../../src/http/send/serve-document.ts';
import type { SiteDeps } from '../../../src/http/site-deps.ts';
import { NO_SEARCH } from '../../support/no-search.ts';
import { SAMPLE_NOW, sampleCatalog, sampleContext } from '../../support/sample-catalog.ts';
import { sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const EMBARGO = '2016-07-20T14:00';
const HOUR = 3_600_000;
const DOCUMENT: FoundDocument = {
  body: 'Text.',
  contentType: 'text/plain; charset=utf-8',
  keys: ['feed'],
  lastModified: SAMPLE_NOW - HOUR,
};

let pages: PageCache;
let now: number;
let document: FoundDocument | null;

beforeEach(() => {
  now = SAMPLE_NOW + 10_000;
  document = DOCUMENT;
  const sharedCaching = { maxAge: 0, tagHeader: 'Cache-Tag' } as const;
  pages = createPageCache({ maxBytes: 1_000_000, now: () => now, headers: [], sharedCaching });
});

function ask() {
  const { cardColours } = sampleContext({});
  const catalog = sampleCatalog({ articles: [sampleArticle({ published: EMBARGO })] });
  const deps: SiteDeps = {
    reader: () => ({ read: <Result>(work: (found: Catalog) => Result) => work(catalog), close() {} }),
    origin: 'https://courier.test',
    assets: {
      url: (name) => `/assets/${name}`,
      get: () => undefined,
      file: () => ({ bytes: Buffer.of(), contentType: '' }),
    },
    render: () => '',
    pages,
    sharedCaching: { maxAge: 0, tagHeader: 'Cache-Tag' },
    search: NO_SEARCH,
    hubs: [],
    cardColours,
    now: () => now,
  };
  const app = express();
  app.use((incoming, response, next) =>
    serveDocument(
      deps,
      { request: incoming, response, next },
      { route: 'test', url: '/text' },
      () => document,
    ),
  );
  app.use((_request, response) => void response.status(404).send('passed on'));
  return request(app).get('/text');
}

test('a document has the keys it names, and no other', async () => {
  const { headers, text } = await ask();
  expect(text).toBe('Text.');
  expect(headers['cache-tag']).toBe('feed');
  expect(pages.get('/text')?.route).toBe('test');
});

test('its date is its own or the publish’s, whichever is later', async () => {
  // The sample was published at noon.
  expect((await ask()).headers['last-modified']).toBe(new Date(SAMPLE_NOW).toUTCString());
  pages.clear();
  document = { ...DOCUMENT, lastModified: SAMPLE_NOW + 5_000 };
  expect((await ask()).headers['last-modified']).toBe(new Date(SAMPLE_NOW + 5_000).toUTCString());
});

test('a second in which it may still change is not told, and it is made anew after it', async () => {
  now = SAMPLE_NOW + 1_999;
  expect((await ask()).headers['last-modified']).toBeUndefined();
  expect(pages.get('/text')?.expires).toBe(SAMPLE_NOW + 2_000);
  now = SAMPLE_NOW + 2_000;
  expect((await ask()).headers['last-modified']).toBe(new Date(SAMPLE_NOW).toUTCString());
});

test('what changes otherwise has no date', async () => {
  document = { ...DOCUMENT, lastModified: null };
  const { headers } = await ask();
  expect(headers['last-modified']).toBeUndefined();
  expect(headers['etag']).toMatch(/^"/);
});

test.each([
  [null, sampleMoment(EMBARGO).epochMs],
  [SAMPLE_NOW + HOUR, SAMPLE_NOW + HOUR],
  [SAMPLE_NOW + 9 * HOUR, sampleMoment(EMBARGO).epochMs],
])('it is true until %s or the next event', async (expires, expected) => {
  document = { ...DOCUMENT, expires };
  await ask();
  expect(pages.get('/text')?.expires).toBe(expected);
});

test('where there is none the next handler answers', async () => {
  document = null;
  expect((await ask()).text).toBe('passed on');
  expect(pages.bytes()).toBe(0);
});

test('its own headers go with it', async () => {
  document = { ...DOCUMENT, headers: ['Link', '<https://a.test/>; rel="canonical"'] };
  const { headers } = await ask();
  expect(headers['vary']).toBe('Accept-Encoding');
  expect(headers['link']).toBe('<https://a.test/>; rel="canonical"');
  expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  expect(headers['cache-tag']).toContain('feed');
});

test('one that a request header chose is for the asker alone, and named to no CDN', async () => {
  document = { ...DOCUMENT, chosenBy: 'Accept' };
  const { headers } = await ask();
  expect(headers['vary']).toBe('Accept, Accept-Encoding');
  expect(headers['cache-control']).toBe('private, no-cache');
  expect(headers['cache-tag']).toBeUndefined();
});
