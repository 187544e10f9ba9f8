import { mkdir, mkdtemp, rm, stat, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createMediaHandler } from '../../../src/http/handlers/media-handler.ts';
import { createVariantStore } from '../../../src/media/variants/variant-store.ts';
import { hollowPng } from '../../media/pictures.ts';
import { CREDIT, MARKED, markedJpeg, SECRET } from '../../support/marked-pictures.ts';
import { marksIn } from '../../support/marks-in.ts';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite } from '../small-site.ts';

const paint = sharp({ create: { width: 30, height: 20, channels: 3, background: '#123456' } });
let folder: string;
let clock: number;
const warn = vi.fn();
const siteAt = (mediaDir: string) => {
  const log = { warn, info: () => {} };
  const now = () => clock;
  const variants = createVariantStore({ folder: join(folder, 'kept'), maxBytes: 1e8, now, log });
  return createSmallSite({
    addRoutes: (site) => {
      site.use('/media', createMediaHandler({ folder: mediaDir, variants, log, now }));
      site.use(
        '/articles',
        createMediaHandler({ folder: mediaDir, variants, log, now, texts: { isNamed: () => false } }),
      );
    },
  });
};
let site: ReturnType<typeof siteAt>;
let png: Buffer;
const get = (path: string) => request(site.app).get(path).buffer(true).responseType('blob');

/** Writes a picture that has been there for an hour. */
async function put(name: string, bytes: Buffer | string, ageMs = 3_600_000): Promise<void> {
  const file = join(folder, 'media', name);
  await writeFile(file, bytes);
  await utimes(file, (clock - ageMs) / 1000, (clock - ageMs) / 1000);
}

beforeAll(async () => {
  clock = Date.now();
  folder = await mkdtemp(join(tmpdir(), 'dateline-media-'));
  const media = join(folder, 'media');
  for (const path of ['media/_drafts', 'media/2016/.hidden', 'media-secret', 'other'])
    await mkdir(join(folder, path), { recursive: true });
  png = await paint.clone().png().toBuffer();
  const jpeg = await paint.clone().jpeg().toBuffer();
  const pictures: Record<string, Buffer> = {
    'a.png': png,
    '_drafts/g.png': png,
    '_h.png': png,
    '2016/Photo 1.JPG': jpeg,
    '2016/.hidden/b.png': png,
    '.c.png': png,
    'd.svgz': png,
    'e.html': png,
    noext: png,
    'f.webp': await paint.clone().webp().toBuffer(),
    'cafe\u0301.png': png,
    'é.gif': await paint.clone().gif().toBuffer(),
    'g.avif': await paint.clone().avif().toBuffer(),
  };
  for (const [name, bytes] of Object.entries(pictures)) await put(name, bytes);
  await writeFile(join(folder, 'media-secret/s.png'), 'secret');
  await writeFile(join(folder, 'outside.png'), 'secret');
  await symlink(join(folder, 'outside.png'), join(media, 'link-out.png'));
  await symlink(join(folder, 'media-secret'), join(media, 'link-dir'));
  await symlink(join(media, 'e.html'), join(media, 'link-html.png'));
  await symlink(join(media, '.c.png'), join(media, 'link-dot.png'));
  await symlink(join(media, 'a.png'), join(media, 'link-in.png'));
  await mkdir(join(media, 'dir.png'));
  site = siteAt(media);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['/media/a.png', 'image/png'],
  ['/media/2016/Photo%201.JPG', 'image/jpeg'],
  ['/media/f.webp', 'image/webp'],
  ['/media/%C3%A9.gif', 'image/gif'],
  ['/media/caf%C3%A9.png', 'image/png'],
  ['/media/g.avif', 'image/avif'],
  ['/media/link-in.png', 'image/png'],
])('%s is sent as %s', async (path, type) => {
  const response = await get(path).set('Range', 'bytes=0-1');
  expect(response.status).toBe(200);
  expect(await sharp(response.body).metadata()).toMatchObject({ width: 30, height: 20 });
  expect(response.headers).toMatchObject({ 'content-type': type, 'cache-control': 'public, max-age=3600' });
  expect(response.headers['last-modified']).toBeTruthy();
  expectSiteHeaders(response);

  const headed = await request(site.app).head(path);
  expect(headed.headers['content-length']).toBe(String(response.body.length));
  expectSiteHeaders(headed);

  const again = await request(site.app)
    .get(path)
    .set('If-None-Match', response.headers['etag'] ?? '');
  expect(again.status).toBe(304);
  expectSiteHeaders(again);

  const since = await request(site.app)
    .get(path)
    .set('If-Modified-Since', response.headers['last-modified'] ?? '');
  expect(since.status).toBe(304);
});

test.each([
  '/media/',
  '/media/missing.png',
  '/media/dir.png',
  '/media/a.png/',
  '/media//a.png',
  '/media/.c.png',
  '/media/2016/.hidden/b.png',
  '/media/d.svgz',
  '/media/e.html',
  '/media/noext',
  '/media/link-out.png',
  '/media/link-dir/s.png',
  '/media/link-html.png',
  '/media/link-dot.png',
  '/media/..%2foutside.png',
  '/media/%2e%2e/outside.png',
  '/media/..%5coutside.png',
  '/media/../media-secret/s.png',
  '/media/a.png%00.png',
  '/media/%00.png',
  '/media/%zz.png',
  '/media/a.png%0d%0aX:1.png',
  `/media/${'x'.repeat(5_000)}.png`,
])('%s is not there', async (path) => {
  const response = await request(site.app).get(path).redirects(0);
  expect(response.status).toBe(404);
  expect(response.text).not.toContain('secret');
  expectSiteHeaders(response);
});

test.each([
  ['/media/cafe%CC%81.png?x=1', '/media/caf%C3%A9.png?x=1'],
  ['/media/e%CC%81.gif', '/media/%C3%A9.gif'],
  ['/articles/e%CC%81.gif', '/articles/%C3%A9.gif'],
])('%s, with accents apart from their letters, leads to %s', async (path, location) => {
  const response = await request(site.app).get(path).redirects(0);
  expect([response.status, response.headers['location']]).toEqual([301, location]);
});

test('a folder that comes later, and one that is swapped, is served', async () => {
  const current = join(folder, 'current');
  const late = siteAt(current);
  expect((await request(late.app).get('/media/a.png')).status).toBe(404);
  await symlink(join(folder, 'media'), current);
  expect((await request(late.app).get('/media/a.png')).status).toBe(200);
  await unlink(current);
  await symlink(join(folder, 'other'), current);
  expect((await request(late.app).get('/media/a.png')).status).toBe(404);
  await writeFile(join(folder, 'other/new.png'), png);
  expect((await request(late.app).get('/media/new.png')).status).toBe(200);
});

test('an unmet precondition is 412, not a missing page', async () => {
  const response = await request(site.app).get('/media/a.png').set('If-Match', '"other"');
  expect(response.status).toBe(412);
  expectSiteHeaders(response);
});

describe('what leaves', () => {
  test.each(Object.keys(MARKED) as (keyof typeof MARKED)[])(
    'of a %s is the picture and whose it is',
    async (format) => {
      await put(`marked.${format}`, await MARKED[format]());
      const { status, body } = await get(`/media/marked.${format}`);
      expect(status).toBe(200);
      expect(body.includes(SECRET)).toBe(false);
      const { notice, hasPlace } = await marksIn(body);
      expect(notice.copyright).toMatch(/Agency/);
      expect(notice.credit).toBe(CREDIT);
      expect(hasPlace).toBe(false);
    },
  );
});

describe('a picture that cannot be shown is not served', () => {
  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['huge.png', () => hollowPng(30_000, 30_000)],
    ['drawing.png', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['cut.jpg', async () => (await markedJpeg('exif', { width: 640 })).subarray(0, 3_000)],
    ['text.gif', () => Buffer.from('Not a picture.')],
    ['empty.webp', () => Buffer.alloc(0)],
  ])('%s', async (name, make) => {
    await put(name, await make());
    warn.mockClear();
    for (let round = 0; round < 3; round++) {
      const response = await request(site.app).get(`/media/${name}`);
      expect(response.status).toBe(404);
      expect(response.headers['cache-control']).toBe('no-store');
      expectSiteHeaders(response);
    }
    expect(warn).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledWith(
      expect.objectContaining({ file: `media/${name}`, hint: expect.any(String) }),
      expect.stringContaining('not served'),
    );
  });

  test('until it is whole', async () => {
    const whole = await markedJpeg('exif', { width: 640 });
    await put('grows.jpg', whole.subarray(0, 3_000), 1_000);
    expect((await get('/media/grows.jpg')).status).toBe(404);
    await put('grows.jpg', whole, 500);
    const { status, headers, body } = await get('/media/grows.jpg');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(await sharp(body).metadata()).toMatchObject({ width: 640 });
  });
});

describe('what changed in the last seconds is kept by nobody', () => {
  test.each([
    ['just now', 0, 'no-store'],
    ['nine seconds ago', 9_000, 'no-store'],
    ['by a clock that is a little ahead', -2_000, 'no-store'],
    ['a minute ago', 60_000, 'public, max-age=3600'],
    ['in a year that has not come', -1e10, 'public, max-age=3600'],
  ])('%s', async (_, ageMs, cacheControl) => {
    await put('young.png', png, ageMs);
    const { status, headers } = await get('/media/young.png');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe(cacheControl);
    expect(Date.parse(headers['last-modified'] ?? '')).toBeLessThanOrEqual(clock);
    const again = await get('/media/young.png').set('If-None-Match', headers['etag'] ?? '');
    expect(again.status).toBe(304);
    expect(again.headers['cache-control']).toBe(cacheControl);
  });

  test('one replaced by another of the same size and time is another', async () => {
    const red = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#f00' } })
      .png()
      .toBuffer();
    const blue = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#00f' } })
      .png()
      .toBuffer();
    expect(red).toHaveLength(blue.length);
    await put('swapped.png', red);
    const first = await get('/media/swapped.png');
    await put('swapped.png', blue);
    const second = await get('/media/swapped.png');
    expect(second.headers['etag']).not.toBe(first.headers['etag']);
    expect(second.body.equals(first.body)).toBe(false);
  });
});

test('a cleaned file is made once', async () => {
  await put('once.png', png);
  const first = await get('/media/once.png');
  const kept = join(folder, 'kept');
  const name = first.headers['etag']?.slice(1, -1) ?? '';
  const { mtimeMs } = await stat(join(kept, name.slice(0, 2), name));
  await get('/media/once.png').expect(200);
  expect((await stat(join(kept, name.slice(0, 2), name))).mtimeMs).toBe(mtimeMs);
});

test('a picture beside texts that their folder’s name keeps off the site is kept off too', async () => {
  const statusOf = async (path: string): Promise<number> => (await request(site.app).get(path)).status;
  expect(await statusOf('/articles/_drafts/g.png')).toBe(404);
  expect(await statusOf('/articles/%5Fdrafts/g.png')).not.toBe(200);
  // Cameras begin names with an underscore.
  expect(await statusOf('/articles/_h.png')).toBe(200);
  expect(await statusOf('/media/_drafts/g.png')).toBe(200);
});

test('a picture is served as what it is, whatever its extension says; an SVG under another name is not', async () => {
  await put('misnamed.jpg', png);
  await put('photo.jfif', await paint.clone().jpeg().toBuffer());
  await put('drawing.png', '<svg xmlns="http://www.w3.org/2000/svg"></svg>');
  const misnamed = await get('/media/misnamed.jpg');
  expect([misnamed.status, misnamed.headers['content-type']]).toEqual([200, 'image/png']);
  const photo = await get('/media/photo.jfif');
  expect([photo.status, photo.headers['content-type']]).toEqual([200, 'image/jpeg']);
  expect((await get('/media/drawing.png')).status).toBe(404);
});

test('of an SVG readers get pixels, never the document', async () => {
  await put(
    'drawn.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  );
  const { status, headers, body } = await get('/media/drawn.svg');
  expect([status, headers['content-type']]).toEqual([200, 'image/png']);
  expect((body as Buffer).subarray(1, 4).toString()).toBe('PNG');
});
