import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFastLane } from '../../src/http/fast-lane.ts';
import { fixtureSite, openTestSite, type TestSite } from '../support/open-test-site.ts';
import { exchange, headerOf, type Listening, listenForTest, listenHere, requestText } from './listen-here.ts';

let site: TestSite;
let server: Listening;

beforeAll(async () => {
  site = await openTestSite(fixtureSite('newsroom'));
  server = await listenHere(site.app);
});
afterAll(async () => {
  server.close();
  await site.close();
});

const get = (target: string, ...lines: readonly string[]) =>
  exchange(server.url, requestText('GET', target, ['Host: x', ...lines]));

/** Whether the fast lane alone answers, and with which page. */
function take(method: string, url: string | undefined, rawHeaders = ['Host', 'x']): string | null {
  const asked: string[] = [];
  const lane = createFastLane({
    get(name) {
      asked.push(name);
      return site.pages.get(name);
    },
  });
  const request = Object.assign(new IncomingMessage(new Socket()), {
    method,
    url,
    rawHeaders,
    httpVersion: '1.1',
  });
  const response = new ServerResponse(request);
  const isTaken = lane(request, response);
  expect(response.headersSent).toBe(isTaken);
  return isTaken ? (asked.at(-1) ?? '') : null;
}

test.each([
  ['GET', '/about', '/about'],
  ['HEAD', '/about', '/about'],
  ['GET', '/about?utm_source=letter&utm_medium=mail', '/about'],
  ['GET', '/?page=2', '/?page=2'],
  ['GET', '/?utm_source=letter', '/'],
  ['GET', '/about?', '/about'],
  ['POST', '/about', null],
  ['OPTIONS', '/about', null],
  ['get', '/about', null],
  ['GET', '/about?page=2', null],
  ['GET', '/?page=1', null],
  ['GET', '/?page=01', null],
  ['GET', '/?Page=2', null],
  ['GET', '/?page=2&page=3', null],
  ['GET', '/?page=2&utm_source=letter', null],
  ['GET', '/?%70age=2', null],
  ['GET', '/?utm_source=100%25', null],
  ['GET', '/About', null],
  ['GET', '/about/', null],
  ['GET', '//about', null],
  ['GET', 'http://x/about', null],
  ['GET', '*', null],
  ['GET', undefined, null],
])('%s %s is answered by the finished page %s', async (method, url, expected) => {
  for (const target of ['/about', '/', '/?page=2']) await get(target);
  expect(take(method, url)).toBe(expected);
});

test('a request with two hosts, or none, is left to the application', async () => {
  await get('/about');
  expect(take('GET', '/about', ['Host', 'a', 'HOST', 'b'])).toBeNull();
  expect(take('GET', '/about', [])).toBeNull();
});

test.each([
  ['', undefined],
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0.1, gzip;q=0.9', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['*;q=0', undefined],
])('Accept-Encoding: %s is answered in %s', async (accept, encoding) => {
  const plain = await get('/about');
  const answer = await get('/about', ...(accept === '' ? [] : [`Accept-Encoding: ${accept}`]));
  expect(headerOf(answer, 'Content-Encoding')).toBe(encoding);
  expect(headerOf(answer, 'Vary')).toBe('Accept-Encoding');
  const bytes = Buffer.from(answer.body, 'latin1');
  expect(headerOf(answer, 'Content-Length')).toBe(String(bytes.length));
  const text =
    encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes;
  expect(text.toString('latin1')).toBe(plain.body);
});

test('a HEAD has the headers of a GET, and no body', async () => {
  const full = await get('/about', 'Accept-Encoding: br');
  const head = await exchange(server.url, requestText('HEAD', '/about', ['Host: x', 'Accept-Encoding: br']));
  expect(head).toEqual({ ...full, body: '' });
});

test('a page carries nothing of the exchange that made it', async () => {
  const made = await get('/about', 'X-Request-Id: somebody-else');
  expect(headerOf(made, 'X-Request-Id')).toBeUndefined();
  expect(headerOf(made, 'Set-Cookie')).toBeUndefined();
});

test.each([
  ['ETAG', 304],
  ['W/ETAG', 304],
  ['"a", "b,c", W/ETAG', 304],
  ['*', 304],
  ['"a"', 200],
  ['', 200],
])('If-None-Match: %s is answered by %i', async (list, status) => {
  const etag = headerOf(await get('/about'), 'ETag') ?? '';
  const answer = await get('/about', `If-None-Match: ${list.replace('ETAG', etag)}`);
  expect(answer.status).toBe(status);
  if (status === 304) {
    expect(answer.body).toBe('');
    expect(answer.headers.map((line) => line.split(':')[0])).toEqual([
      'Cache-Control',
      'Connection',
      'ETag',
      'Vary',
    ]);
  }
});

test('the ETag of one encoding is no other', async () => {
  const etag = headerOf(await get('/about', 'Accept-Encoding: gzip'), 'ETag') ?? '';
  expect((await get('/about', 'Accept-Encoding: gzip', `If-None-Match: ${etag}`)).status).toBe(304);
  expect((await get('/about', 'Accept-Encoding: br', `If-None-Match: ${etag}`)).status).toBe(200);
  expect((await get('/about', `If-None-Match: ${etag}`)).status).toBe(200);
});

test('the feed answers If-Modified-Since', async () => {
  const date = headerOf(await get('/feed.xml'), 'Last-Modified') ?? '';
  const earlier = new Date(Date.parse(date) - 1_000).toUTCString();
  expect((await get('/feed.xml', `If-Modified-Since: ${date}`)).status).toBe(304);
  expect((await get('/feed.xml', `If-Modified-Since: ${earlier}`)).status).toBe(200);
  expect((await get('/feed.xml', `If-Modified-Since: ${date}`, 'If-None-Match: "a"')).status).toBe(200);
  expect((await get('/about', `If-Modified-Since: ${date}`)).status).toBe(200);
});

describe('no request makes the cache grow', () => {
  test('by a query', async () => {
    for (const target of ['/', '/?page=2', '/about', '/nowhere']) await get(target);
    const before = site.pages.bytes();
    const queries = ['page=1', 'page=01', '%70age=2', 'Page=2', 'page=2&page=3', 'page=2&a', 'page', 'page='];
    const random = Array.from({ length: 200 }, (_, index) => `utm_source=${index}&q=${index * 7919}`);
    const answers = await Promise.all([...queries, ...random].map((query) => get(`/?${query}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 404]));
    await Promise.all(random.slice(0, 50).map((query) => get(`/about?${query}&page=3`)));
    // It shrinks where a page is packed better meanwhile.
    expect(site.pages.bytes()).toBeLessThanOrEqual(before);
  });

  test('by addresses that lead nowhere', async () => {
    await get('/nowhere');
    const before = site.pages.bytes();
    const paths = Array.from({ length: 1_000 }, (_, index) =>
      [`/no-${index}`, `/topics/no-${index}`, `/2016/07/15/no-${index}`, `/?page=${index + 50}`].at(
        index % 4,
      ),
    );
    for (let first = 0; first < paths.length; first += 50) {
      const answers = await Promise.all(paths.slice(first, first + 50).map((path) => get(path ?? '')));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    }
    // It shrinks where a page is packed better meanwhile.
    expect(site.pages.bytes()).toBeLessThanOrEqual(before);
  });
});

test('a page of a list is another than the list', async () => {
  const [first, second] = [await get('/'), await get('/?page=2')];
  expect(second.status).toBe(200);
  expect(second.body).not.toBe(first.body);
  expect(site.pages.get('/')).not.toBe(site.pages.get('/?page=2'));
});

test('a server that drains closes the connection behind a finished page', async () => {
  await get('/about');
  const url = await listenForTest((request, response) => {
    response.setHeader('Connection', 'close');
    site.app(request, response);
  });
  const keepAlive = 'GET /about HTTP/1.1\r\nHost: x\r\n';
  const whole = await exchange(url, `${keepAlive}\r\n`);
  expect(whole.status).toBe(200);
  expect(headerOf(whole, 'Connection')).toBe('close');
  const unchanged = await exchange(url, `${keepAlive}If-None-Match: *\r\n\r\n`);
  expect(unchanged.status).toBe(304);
  expect(headerOf(unchanged, 'Connection')).toBe('close');
});
