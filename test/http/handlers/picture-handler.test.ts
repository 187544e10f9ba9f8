import { readdirSync } from 'node:fs';
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PictureFacts } from '../../../src/media/pictures/picture-facts.ts';
import { openTestSite, type TestSite } from '../../support/open-test-site.ts';
import { makePictureSite } from '../../support/picture-site.ts';
import { expectSiteHeaders } from '../assert-headers.ts';

let folder: string;
let site: TestSite;
let landscape: string;
let moving: string;
let logo: string;
let beside: string;

const factsOf = (src: string): PictureFacts | null => site.reader.read((catalog) => catalog.picture(src));
const hashOf = (src: string): string => factsOf(src)?.hash ?? '';
const get = (path: string) => request(site.app).get(path);

beforeAll(async () => {
  folder = await makePictureSite();
  site = await openTestSite(folder);
  landscape = `/pictures/${hashOf('/media/landscape.jpg')}`;
  moving = `/pictures/${hashOf('/media/moving.gif')}`;
  logo = `/pictures/${hashOf('/media/logo.png')}`;
  beside = `/pictures/${hashOf('/articles/2016/07/Beside%20One.jpg')}`;
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

test.each([
  ['a size in AVIF', () => `${landscape}-480.avif`, 'image/avif', 'heif', 480, 320],
  ['in WebP', () => `${landscape}-320.webp`, 'image/webp', 'webp', 320, 213],
  ['in JPEG', () => `${landscape}-320.jpg`, 'image/jpeg', 'jpeg', 320, 213],
  ['in PNG, what shows through', () => `${logo}-320.png`, 'image/png', 'png', 320, 200],
  ['its own width', () => `${beside}-1000.jpg`, 'image/jpeg', 'jpeg', 1000, 700],
  ['a crop', () => `${landscape}-card.jpg`, 'image/jpeg', 'jpeg', 1200, 630],
  ['a crop around a point', () => `${landscape}-square-70-30.jpg`, 'image/jpeg', 'jpeg', 1200, 1200],
  ['one that moves, as it is', () => `${moving}.gif`, 'image/gif', 'gif', 400, 300],
])('%s', async (_, path, type, format, width, height) => {
  const response = await get(path()).buffer(true).responseType('blob');
  expect(response.status).toBe(200);
  expect(response.headers).toMatchObject({
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-length': String(response.body.length),
    etag: `"${path().replace('/pictures/', '')}"`,
  });
  for (const absent of ['x-request-id', 'vary', 'content-encoding'])
    expect(response.headers).not.toHaveProperty(absent);
  expectSiteHeaders(response);
  expect(await sharp(response.body).metadata()).toMatchObject({ format, width, height });

  const head = await request(site.app).head(path());
  expect(head.status).toBe(200);
  expect(head.headers).toMatchObject({
    'content-type': type,
    'content-length': String(response.body.length),
  });
  const again = await get(path()).set('If-None-Match', response.headers['etag'] ?? '');
  expect(again.status).toBe(304);
  expect(again.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expectSiteHeaders(again);
});

describe('what no page offers is not there', () => {
  test.each([
    ['a width that is not listed', () => `${landscape}-321.avif`],
    ['one beyond the picture’s own', () => `${beside}-1280.jpg`],
    ['none', () => `${landscape}-0.jpg`],
    ['an endless one', () => `${landscape}-99999999999.jpg`],
    ['another format', () => `${landscape}-320.png`],
    ['what shows through, in JPEG', () => `${logo}-320.jpg`],
    ['an unknown crop', () => `${landscape}-banner.jpg`],
    ['a crop in another format', () => `${landscape}-card.webp`],
    ['a focal point outside', () => `${landscape}-card-101-0.jpg`],
    ['a focal point that no article names', () => `${landscape}-card-12-34.jpg`],
    ['half a focal point', () => `${landscape}-card-50.jpg`],
    ['the file itself', () => `${landscape}.jpg`],
    ['a size of what moves', () => `${moving}-320.webp`],
    ['what moves under another name', () => `${moving}.webp`],
    ['an unknown hash', () => '/pictures/00000000000000000000-320.avif'],
    ['a cut hash', () => `${landscape.slice(0, -1)}-320.avif`],
    ['no name', () => '/pictures/'],
    ['the folder', () => '/pictures'],
    ['a folder below', () => `${landscape}/x-320.avif`],
    ['a path out', () => '/pictures/..%2f..%2fsite.yaml'],
    ['a path out, encoded twice', () => '/pictures/%252e%252e%252fsite.yaml'],
    ['a NUL', () => `${landscape}-320.avif%00.jpg`],
    ['a trailing newline', () => `${landscape}-320.avif%0a`],
    ['a store’s own temporary file', () => '/pictures/.x.tmp'],
  ])('%s', async (_, path) => {
    const before = readdirSync(join(site.dataDir), { recursive: true }).length;
    const response = await get(path()).redirects(1);
    expect(response.status).toBe(404);
    expect(response.headers['cache-control']).toBe('no-store');
    expectSiteHeaders(response);
    expect(readdirSync(join(site.dataDir), { recursive: true })).toHaveLength(before);
  });

  test('a broken picture has no sizes', () => {
    expect(factsOf('/media/broken.jpg')).toBeNull();
  });
});

test('many who ask for the same at once get it', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => get(`${landscape}-640.webp`)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ headers }) => headers['content-length'])).size).toBe(1);
});

describe('when the file has changed since', () => {
  const file = () => join(folder, 'media/portrait.jpg');
  const kept = () => join(folder, 'kept.jpg');
  let portrait: string;
  beforeAll(async () => {
    portrait = `/pictures/${hashOf('/media/portrait.jpg')}`;
    await get(`${portrait}-320.jpg`).expect(200);
    await rename(file(), kept());
  });
  afterAll(() => rename(kept(), file()));

  test.each([
    ['is another picture', () => copyFile(join(folder, 'media/landscape.jpg'), file())],
    ['is a text', () => writeFile(file(), 'Not a picture.')],
    ['is gone', () => rm(file(), { force: true })],
  ])('and %s: what was made is there, nothing new is made', async (_, change) => {
    await change();
    await get(`${portrait}-320.jpg`).expect(200);
    const response = await get(`${portrait}-480.jpg`);
    expect(response.status).toBe(404);
    expectSiteHeaders(response);
    await rm(file(), { force: true });
  });
});

test('a stored file that is lost is made again', async () => {
  const path = `${landscape}-320.jpg`;
  const { headers } = await get(path);
  await rm(join(site.dataDir, 'pictures'), { recursive: true });
  const again = await get(path);
  expect(again.status).toBe(200);
  expect(again.headers['content-length']).toBe(headers['content-length']);
});

describe('pictures beside articles', () => {
  test('are served under their own names', async () => {
    const response = await get('/articles/2016/07/Beside%20One.jpg').buffer(true).responseType('blob');
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
    });
    expect(response.body).toEqual(await readFile(join(folder, 'articles/2016/07/Beside One.jpg')));
    expectSiteHeaders(response);
  });

  test.each([
    '/articles/2016/07/landscape.md',
    '/articles/2016/07/beside%20one.png',
    '/articles/',
    '/articles/..%2fsite.yaml',
    '/articles/2016/07/..%2f..%2f..%2fmedia%2flandscape.jpg',
  ])('%s is not', async (path) => {
    const response = await get(path).redirects(1);
    expect(response.status).toBe(404);
    expectSiteHeaders(response);
  });
});

describe('pages', () => {
  const H = () => hashOf('/media/landscape.jpg');

  test('name the pictures that are there, in the HTML itself', async () => {
    const { text } = await get('/2016/07/19/landscape');
    const [lead = ''] = /<img[^>]*fetchpriority="high"[^>]*>/.exec(text) ?? [];
    expect(lead).toContain(`src="/pictures/${H()}-1280.jpg"`);
    expect(lead).toContain('width="1280" height="853"');
    expect(text.match(/fetchpriority="high"/g)).toHaveLength(1);
    const urls = new Set([...text.matchAll(/\/pictures\/[0-9a-z.-]+/g)].map(([url]) => url));
    expect(urls.size).toBeGreaterThan(20);
    const statuses = new Map<string, number>();
    for (const url of [...urls].filter((each) => /-(?:120|320)\.|-card\.|[0-9a-f]{20}\.gif$/.test(each))) {
      statuses.set(url, (await request(site.app).head(url)).status);
    }
    expect([...statuses].filter(([, status]) => status !== 200)).toEqual([]);
  });

  test.each([
    ['/', '/media/landscape.jpg'],
    ['/2016/07/19/landscape', '/media/tiny.png'],
    ['/2016/07/19/broken', '/media/broken.jpg'],
    ['/sections/world', '/articles/2016/07/Beside%20One.jpg'],
  ])('%s is dropped when %s changes', async (path, src) => {
    await get(path).expect(200);
    expect(site.pages.get(path)?.keys).toContain(`picture:${src}`);
    site.pages.drop([`picture:${src}`]);
    expect(site.pages.get(path)).toBeUndefined();
  });
});
