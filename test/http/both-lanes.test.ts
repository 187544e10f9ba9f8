import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createFastLane } from '../../src/http/fast-lane.ts';
import { fixtureSite, openTestSite, type TestSite } from '../support/open-test-site.ts';
import { exchange, headerOf, type Listening, listenHere, requestText } from './listen-here.ts';

// So that no bytes are packed better between the two answers.
vi.mock('../../src/cache/best-compression.ts', () => ({ createBestCompression: () => () => {} }));

/** What the third server answers where the fast lane does not. */
const NOT_TAKEN = 599;

let site: TestSite;
let app: Listening;
let application: Listening;
let laneAlone: Listening;

beforeAll(async () => {
  site = await openTestSite(fixtureSite('newsroom'), {
    sharedCaching: { maxAge: 60, tagHeader: 'Surrogate-Key' },
  });
  const takeFastLane = createFastLane(site.pages);
  app = await listenHere(site.app);
  application = await listenHere(site.application);
  laneAlone = await listenHere((request, response) => {
    if (takeFastLane(request, response)) return;
    response.statusCode = NOT_TAKEN;
    response.end();
  });
});
afterAll(async () => {
  for (const { close } of [app, application, laneAlone]) close();
  await site.close();
});

const PAGES = [
  '/',
  '/?page=2',
  '/sections/economy',
  '/sections/economy?page=2',
  '/authors/the-sample-courier',
  '/2016',
  '/2016/07',
  '/archive',
  '/topics',
  '/series/the-harbour-talks',
  '/about',
  '/feed.xml',
  '/sections/economy/feed.json',
  '/corrections',
  '/partners',
  '/sitemap.xml',
  '/sitemap-2016-07.xml',
  '/robots.txt',
  '/opensearch.xml',
  '/2016/07/15/everything.md',
  '/?utm_source=letter',
  '/about?x',
  '/about?',
];
const OTHERS = [
  '/About',
  '/about/',
  '/nowhere',
  '/?page=1',
  '/?page=01',
  '/?page=9999',
  '/?%70age=2',
  '/?Page=2',
  '/?page=2&page=3',
  '/?page=2&utm_source=letter',
  '/about?page=2',
  '/about#part',
  '/%2e%2e/about',
  '/%zz',
  '//about',
  '/healthz',
  '/favicon.ico',
  '/media/harbour.png',
  'http://other.test/about',
  'http://other.test/?page=2',
  '/404',
  '/sections/sport/feed.xml',
  '/sitemap-2016-13.xml',
  '/license.xml',
  '/trust.txt',
  '/2016/07/15/Everything.md',
  '/oembed?url=http%3A%2F%2Fcourier.test%2F2016%2F07%2F15%2Feverything',
  '/oembed',
];
const HEADERS: readonly (readonly string[])[] = [
  [],
  ['Accept-Encoding: br, gzip'],
  ['Accept-Encoding: gzip;q=1, br;q=0.5'],
  ['Accept-Encoding: br;q=0, *'],
  ['Accept-Encoding: *;q=0'],
  ['Accept-Encoding: nonsense;q=9', 'X-Request-Id: given-by-proxy'],
  ['Range: bytes=0-9'],
  ['If-None-Match: *'],
  ['If-None-Match: ETAG'],
  ['If-None-Match: "other", W/ETAG', 'Accept-Encoding: br'],
  ['If-None-Match: "other"', 'If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT'],
  ['If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT'],
  ['If-Modified-Since: soon'],
  ['Cookie: a=b', 'Authorization: Basic x', 'Cache-Control: no-cache'],
  ['Content-Length: 0'],
];

async function compare(method: string, target: string, lines: readonly string[]) {
  const text = requestText(method, target, lines);
  const [fast, slow, alone] = await Promise.all([
    exchange(app.url, text),
    exchange(application.url, text),
    exchange(laneAlone.url, text),
  ]);
  expect(fast, text).toEqual(slow);
  return { fast, alone };
}

async function compareAll(method: string, target: string): Promise<readonly number[]> {
  const tags = new Map<string, string>();
  const lanes: number[] = [];
  for (const headers of HEADERS) {
    const encoding = headers.find((line) => line.startsWith('Accept-Encoding')) ?? '';
    const lines = headers.map((line) => line.replace('ETAG', tags.get(encoding) ?? '"none"'));
    const { fast, alone } = await compare(method, target, ['Host: x', ...lines]);
    if (alone.status !== NOT_TAKEN) expect(alone).toEqual(fast);
    lanes.push(alone.status);
    const tag = headerOf(fast, 'ETag');
    if (tag !== undefined && encoding === '') tags.set(encoding, tag);
    if (tag !== undefined && encoding.endsWith('br, gzip')) tags.set('Accept-Encoding: br', tag);
  }
  return lanes;
}

test.each(PAGES)('%s is the same on both lanes, and takes the fast one', async (target) => {
  await exchange(application.url, requestText('GET', target));
  for (const lanes of await Promise.all(['GET', 'HEAD'].map((method) => compareAll(method, target)))) {
    expect(lanes).not.toContain(NOT_TAKEN);
    const withDate = /feed|sitemap|\.md$/.test(target) ? 304 : 200;
    expect(lanes.slice(7, 12)).toEqual([304, 304, 304, 200, withDate]);
  }
  for (const method of ['POST', 'PUT', 'OPTIONS', 'DELETE']) {
    expect((await compare(method, target, ['Host: x'])).alone.status).toBe(NOT_TAKEN);
  }
});

test.each([...PAGES, ...OTHERS])(
  '%s asked for in one state is never answered by the fast lane alone',
  async (target) => {
    await exchange(application.url, requestText('GET', target));
    for (const line of [
      'If-Match: "other"',
      'If-Match: *',
      'If-Unmodified-Since: Fri, 01 Jan 2010 00:00:00 GMT',
    ]) {
      const { fast, alone } = await compare('GET', target, ['Host: x', line]);
      expect(alone.status).toBe(NOT_TAKEN);
      if (line === 'If-Match: *') continue;
      const whole = await exchange(app.url, requestText('GET', target));
      const hasDate = headerOf(whole, 'Last-Modified') !== undefined;
      const isMet = whole.status !== 200 || (line.startsWith('If-Unm') && !hasDate);
      expect(fast.status).toBe(isMet ? whole.status : headerOf(whole, 'ETag') === undefined ? 200 : 412);
    }
  },
);

test.each(OTHERS)('%s is the same on both lanes', async (target) => {
  await Promise.all(['GET', 'HEAD', 'POST'].map((method) => compareAll(method, target)));
});

test('a story’s Markdown is the same on both lanes, and never comes by the fast one', async () => {
  const story = '/2016/07/15/everything';
  const accepting = async (method: string, accept: string, etag = '"none"') => {
    const lines = ['Host: x', `Accept: ${accept}`, `If-None-Match: ${etag}`];
    const { fast, alone } = await compare(method, story, lines);
    return { fast, isFast: alone.status !== NOT_TAKEN };
  };
  await exchange(application.url, requestText('GET', story));
  for (const method of ['GET', 'HEAD']) {
    for (let round = 0; round < 2; round += 1) {
      const page = await accepting(method, 'text/html');
      const markdown = await accepting(method, 'TEXT/markdown');
      expect([page.isFast, markdown.isFast]).toEqual([true, false]);
      expect(headerOf(page.fast, 'Content-Type')).toBe('text/html; charset=utf-8');
      expect(headerOf(markdown.fast, 'Content-Type')).toBe('text/markdown; charset=utf-8');
      const etag = headerOf(markdown.fast, 'ETag') ?? '';
      expect((await accepting(method, 'text/markdown', etag)).fast.status).toBe(304);
      expect((await accepting(method, 'text/html', etag)).fast.status).toBe(200);
    }
  }
});

test('an article and an asset are the same on both lanes', async () => {
  const front = await exchange(app.url, requestText('GET', '/'));
  const article = /href="(\/2016\/\d\d\/\d\d\/[a-z0-9-]+)"/.exec(front.body)?.[1] ?? '';
  const script = /(?:src|href)="(\/assets\/[^"]+)"/.exec(front.body)?.[1] ?? '';
  expect(article).not.toBe('');
  expect(script).not.toBe('');
  await exchange(application.url, requestText('GET', article));
  expect(await compareAll('GET', article)).not.toContain(NOT_TAKEN);
  await compareAll('GET', script);
});

test.each([
  ['two hosts', 'GET /about HTTP/1.1\r\nHost: a\r\nhost: b\r\nConnection: close\r\n\r\n', 400],
  ['no host', 'GET /about HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['HTTP/1.0 without a host', 'GET /about HTTP/1.0\r\n\r\n', 200],
  ['HTTP/1.0 with two hosts', 'GET /about HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n', 400],
  ['a body', 'GET /about HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi', 200],
])('%s: the same on both lanes', async (_name, text, status) => {
  const [fast, slow] = [await exchange(app.url, text), await exchange(application.url, text)];
  expect(fast).toEqual(slow);
  expect(fast.status).toBe(status);
});
