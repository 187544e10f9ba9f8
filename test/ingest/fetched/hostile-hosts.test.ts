import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FetchDeps } from '../../../src/fetch/fetch-bytes.ts';
import { fetchPicture } from '../../../src/ingest/fetched/fetch-picture.ts';
import { openPictureHost, type PictureHost } from './picture-host.ts';

let cdn: PictureHost;
let folder: string;
const DEPS: FetchDeps = { allowPrivate: true, userAgent: 'Dateline/1', now: () => 0 };

beforeEach(async () => {
  cdn = await openPictureHost();
  folder = mkdtempSync(join(tmpdir(), 'dateline-fetched-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await cdn.close();
});

const file = () => join(folder, 'ab', 'x.jpg');
const get = (path: string, deps: Partial<FetchDeps> = {}, host = cdn.url('')) =>
  fetchPicture(host + path, file(), { ...DEPS, ...deps });
/** Nothing is left of what was refused, half of a file neither. */
const left = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\./.test(name));
const failed = (code: string, message: string) => ({
  kind: 'failed',
  code,
  problem: {
    code: 'picture-not-fetched',
    message: expect.stringContaining(message),
    hint: expect.stringMatching(/\.$/),
  },
});

test.each([
  ['a web page named as a picture', '<!doctype html><html>Log in</html>', 'a web page'],
  ['a web page with a drawing', '<!doctype html><svg width="9" height="9"></svg>', 'a web page'],
  ['a film', '\u0000\u0000\u0000\u0018ftypmp42', 'a film'],
  ['a text', 'not here', 'a text file'],
  ['nothing', '', 'empty'],
])('%s is refused', async (_, body, message) => {
  cdn.put('/x.png', (_request, response) => void response.setHeader('content-type', 'image/png').end(body));
  expect(await get('/x.png')).toMatchObject(failed(body === '' ? 'body-empty' : 'not-a-picture', message));
  expect(left()).toEqual([]);
});

test('a drawing is kept as the pixels of it where its address is not that of one, and refused where it multiplies itself', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(1)</script></svg>';
  cdn.put('/x.png', Buffer.from(svg));
  expect(await get('/x.png')).toMatchObject({ kind: 'kept' });
  expect((await sharp(readFileSync(file())).metadata()).format).toBe('png');
  const bomb = `<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>${svg}`;
  cdn.put('/x.png', Buffer.from(bomb));
  expect(await get('/x.png')).toMatchObject(failed('picture-svg', 'entities'));
});

test('a picture is kept as it came, whatever the server says that it is', async () => {
  const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  cdn.put('/x.php', (_request, response) => void response.setHeader('content-type', 'text/html').end(bytes));
  expect(await get('/x.php')).toEqual({ kind: 'kept', bytes: bytes.length });
  expect(readFileSync(file()).equals(bytes)).toBe(true);
});

test('an answer without end, and one that unpacks without end, are given up', async () => {
  const limits = { packedBytes: 100_000, unpackedBytes: 100_000 };
  cdn.put('/endless', (_request, response) => {
    response.write(Buffer.from([0xff, 0xd8, 0xff]));
    const timer = setInterval(() => response.write(Buffer.alloc(65_536)), 1);
    response.on('close', () => clearInterval(timer));
  });
  cdn.put('/bomb', (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000)));
  });
  cdn.put('/announced', (_request, response) => {
    response.writeHead(200, { 'content-length': '5000000000' }).write('x');
  });
  for (const path of ['/endless', '/bomb', '/announced']) {
    expect(await get(path, { limits })).toMatchObject(failed('body-too-large', 'larger than 0.1 MB'));
  }
  expect(left()).toEqual([]);
});

test('a server that drips is given up, and so is one that breaks off', async () => {
  cdn.put('/drip', (_request, response) => {
    response.write(Buffer.from([0xff, 0xd8, 0xff]));
    const timer = setInterval(() => response.write('x'), 10);
    response.on('close', () => clearInterval(timer));
  });
  cdn.put('/broken', (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write(Buffer.from([0xff, 0xd8, 0xff]), () => response.socket?.resetAndDestroy());
  });
  expect(await get('/drip', { limits: { wholeMs: 200 } })).toMatchObject(failed('whole-timeout', 'too slow'));
  expect(await get('/broken')).toMatchObject(failed('connection-lost', 'broke'));
  expect(left()).toEqual([]);
});

test('no address of the own network is asked: not by its number, its name, nor a redirect', async () => {
  cdn.put('/x.jpg', Buffer.from([0xff, 0xd8, 0xff]));
  cdn.put(
    '/to-metadata',
    (_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  );
  const guarded = { allowPrivate: false, resolve: async () => [{ address: '127.0.0.1', family: 4 }] };
  expect(await get('/x.jpg', guarded)).toMatchObject(failed('address-private', 'not a public one'));
  const port = cdn.host.split(':')[1];
  expect(await get('/x.jpg', guarded, `http://cdn.example.org:${port}`)).toMatchObject(
    failed('address-private', 'leads to 127.0.0.1'),
  );
  expect(cdn.asked).toEqual([]);
  expect(existsSync(file())).toBe(false);
});
