import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCardHandler } from '../../../src/http/handlers/card-handler.ts';
import { CardError } from '../../../src/media/cards/card-maker.ts';
import { BusyError } from '../../../src/media/work-queue.ts';
import { NO_SEARCH } from '../../support/no-search.ts';
import { openTestSite, type TestSite } from '../../support/open-test-site.ts';
import { makePictureSite } from '../../support/picture-site.ts';
import { SAMPLE_CARD_COLOURS, SAMPLE_MEASURES } from '../../support/sample-catalog.ts';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite } from '../small-site.ts';

let folder: string;
let site: TestSite;
const get = (path: string) => request(site.app).get(path);

async function imageOf(path: string): Promise<string> {
  const { text } = await get(path);
  const [, url = ''] = /<meta property="og:image" content="([^"]*)">/.exec(text) ?? [];
  return url.replace('http://courier.test', '');
}

beforeAll(async () => {
  folder = await makePictureSite();
  site = await openTestSite(folder);
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

test('the card that an article’s head names is drawn, once, for ever', async () => {
  const url = await imageOf('/2016/07/19/plain');
  expect(url).toMatch(/^\/cards\/[0-9a-f]{16}\/2016\/07\/19\/plain\.png$/);
  const response = await get(url).buffer(true).responseType('blob');
  expect(response.status).toBe(200);
  expect(response.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-length': String(response.body.length),
  });
  expectSiteHeaders(response);
  expect(await sharp(response.body).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });

  const again = await get(url).set('If-None-Match', response.headers['etag'] ?? '');
  expect(again.status).toBe(304);
  expectSiteHeaders(again);
  const head = await request(site.app).head(url);
  expect(head.headers['content-length']).toBe(String(response.body.length));
});

test('a hostile headline has a card like any other', async () => {
  const url = await imageOf('/2016/07/19/hostile');
  expect(url).toMatch(/^\/cards\/[0-9a-f]{16}\/2016\/07\/19\/hostile\.png$/);
  await get(url).expect(200).expect('Content-Type', 'image/png');
});

test('an older card leads to the present one', async () => {
  const url = await imageOf('/2016/07/19/plain');
  const response = await get(url.replace(/[0-9a-f]{16}/, '0123456789abcdef'));
  expect(response.status).toBe(302);
  expect(response.headers['location']).toBe(url);
  expect(response.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  expectSiteHeaders(response);
});

test('an article with a picture still has the card that was shared before', async () => {
  const older = await get('/cards/0123456789abcdef/2016/07/19/landscape.png');
  expect(older.status).toBe(302);
  await get(older.headers['location'] ?? '').expect(200);
});

test('a text without font leads to the site’s own card', async () => {
  const url = await imageOf('/2016/07/19/foreign');
  expect(url).toMatch(/^\/assets\/icons\/share-[0-9a-f]{10}\.png$/);
  const response = await get('/cards/0123456789abcdef/2016/07/19/foreign.png');
  expect(response.status).toBe(302);
  expect(response.headers['location']).toBe(url);
});

test.each([
  '/cards',
  '/cards/',
  '/cards/0123456789abcdef',
  '/cards/0123456789abcdef/2016/07/19/none.png',
  '/cards/0123456789abcdef/2016/07/19/plain',
  '/cards/0123456789abcdef/2016/07/19/plain.jpg',
  '/cards/0123456789abcde/2016/07/19/plain.png',
  '/cards/0123456789abcdef/about.png',
  '/cards/0123456789abcdef/..%2f..%2fetc%2fpasswd.png',
  '/cards/0123456789abcdef/2016/07/19/plain%00.png',
])('%s is not there', async (path) => {
  const response = await get(path).redirects(1);
  expect(response.status).toBe(404);
  expectSiteHeaders(response);
});

/** A site whose cards fail as told. */
function failingSite(error: Error) {
  const { app } = createSmallSite({
    origin: 'http://courier.test',
    addRoutes: (added) =>
      void added.get(
        '/cards/{*path}',
        createCardHandler(
          {
            reader: () => site.reader,
            address: {
              origin: 'http://courier.test',
              sharedCaching: { maxAge: 0, tagHeader: null },
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
            pages: site.pages,
            search: NO_SEARCH,
            now: () => Date.parse('2016-07-20T12:00+04:00'),
          },
          {
            variants: {
              read: () => Promise.reject(error),
              find: async () => null,
              waiting: () => 0,
              settled: () => Promise.resolve(),
            },
            cards: { make: () => Promise.reject(error), close: () => Promise.resolve() },
            log: { warn() {} },
          },
        ),
      ),
  });
  return app;
}

async function askFailing(error: Error) {
  const app = failingSite(error);
  const { headers } = await request(app).get('/cards/0123456789abcdef/2016/07/19/plain.png');
  return request(app).get(headers['location'] ?? '');
}

test('a card that cannot be drawn is replaced by the site’s own', async () => {
  const response = await askFailing(new CardError('card-failed', 'no'));
  expect(response.status).toBe(302);
  expect(response.headers['location']).toBe('/assets/icons/share.png');
  expectSiteHeaders(response);
});

test('too many at once are asked to come back', async () => {
  const response = await askFailing(new BusyError('100 wait.'));
  expect(response.status).toBe(503);
  expect(response.headers['retry-after']).toBe('5');
  expectSiteHeaders(response);
});
