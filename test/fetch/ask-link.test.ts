import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askLink } from '../../src/fetch/ask-link.ts';

let server: Server;
let origin: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { url = '', method = '' } = request;
    asked.push(`${method} ${url}`);
    const redirect = /^\/(30\d)\/(.*)$/.exec(url);
    if (redirect !== null)
      return void response.writeHead(Number(redirect[1]), { location: `/${redirect[2]}` }).end();
    if (url === '/no-head' && method === 'HEAD') return void response.writeHead(405).end();
    if (url === '/silent') return;
    const status = Number(/^\/status\/(\d+)$/.exec(url)?.[1] ?? 200);
    response
      .writeHead(status, { 'content-type': 'text/html' })
      .end(method === 'HEAD' ? '' : 'x'.repeat(100_000));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, allowPrivate = true) =>
  askLink(origin + path, { allowPrivate, userAgent: 'test', limits: { headMs: 300 } });

test.each([
  ['/page', { kind: 'fine' }, ['HEAD /page']],
  ['/no-head', { kind: 'fine' }, ['HEAD /no-head', 'GET /no-head']],
  ['/302/page', { kind: 'fine' }, ['HEAD /302/page', 'HEAD /page']],
  ['/301/302/page', { kind: 'fine' }, ['HEAD /301/302/page', 'HEAD /302/page', 'HEAD /page']],
  ['/status/503', { kind: 'unchecked', why: 'status 503' }, ['HEAD /status/503']],
  ['/status/403', { kind: 'unchecked', why: 'status 403' }, ['HEAD /status/403', 'GET /status/403']],
  ['/silent', { kind: 'unchecked', why: 'no answer in time' }, ['HEAD /silent']],
])('%s', async (path, expected, requests) => {
  asked.length = 0;
  expect(await ask(path)).toEqual(expected);
  expect(asked).toEqual(requests);
});

test('what is there no more is dead, and what has moved for good is told', async () => {
  expect(await ask('/status/404')).toMatchObject({ kind: 'dead' });
  expect(await ask('/status/410')).toMatchObject({ kind: 'dead' });
  expect(await ask('/301/308/page')).toEqual({ kind: 'moved', to: `${origin}/page` });
  expect(await ask('/301/status/404')).toMatchObject({ kind: 'dead' });
});

test('a name that nobody has is dead', async () => {
  const resolve = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
  const answer = await askLink('http://nobody.example/', { allowPrivate: true, userAgent: 'test', resolve });
  expect(answer).toEqual({ kind: 'dead', why: 'no server has that name' });
});

test('no private address is asked, nor one that a name leads to', async () => {
  asked.length = 0;
  expect(await ask('/page', false)).toEqual({ kind: 'unchecked', why: 'address private' });
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const url = origin.replace('127.0.0.1', 'inside.example');
  expect(await askLink(url, { allowPrivate: false, userAgent: 'test', resolve })).toEqual({
    kind: 'unchecked',
    why: 'address private',
  });
  expect(asked).toEqual([]);
});
