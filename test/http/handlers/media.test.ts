import { mkdir, mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaHandler } from '../../../src/http/handlers/media.ts';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite } from '../small-site.ts';

const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
let folder: string;
const siteAt = (mediaDir: string) =>
  createSmallSite({
    addRoutes: (site) => {
      site.use('/media', createMediaHandler({ folder: mediaDir }));
    },
  });
let site: ReturnType<typeof siteAt>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-media-'));
  const media = join(folder, 'media');
  for (const path of ['media/2016/.hidden', 'media-secret', 'other'])
    await mkdir(join(folder, path), { recursive: true });
  const names = [
    'a.png',
    '2016/Photo 1.JPG',
    '2016/.hidden/b.png',
    '.c.png',
    'd.svg',
    'e.html',
    'noext',
    'f.webp',
    'é.gif',
  ];
  for (const name of names) await writeFile(join(media, name), PICTURE);
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
  ['/media/link-in.png', 'image/png'],
])('%s is sent as %s', async (path, type) => {
  const response = await request(site.app).get(path).set('Range', 'bytes=0-1');
  expect(response.status).toBe(200);
  expect(response.body).toEqual(PICTURE);
  expect(response.headers).toMatchObject({ 'content-type': type, 'cache-control': 'public, max-age=3600' });
  expect(response.headers['last-modified']).toBeTruthy();
  expectSiteHeaders(response);

  const headed = await request(site.app).head(path);
  expect(headed.headers['content-length']).toBe(String(PICTURE.length));
  expectSiteHeaders(headed);

  const again = await request(site.app)
    .get(path)
    .set('If-None-Match', response.headers['etag'] ?? '');
  expect(again.status).toBe(304);
  expectSiteHeaders(again);
});

test.each([
  '/media/',
  '/media/missing.png',
  '/media/dir.png',
  '/media/a.png/',
  '/media//a.png',
  '/media/.c.png',
  '/media/2016/.hidden/b.png',
  '/media/d.svg',
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

test('a folder that comes later, and one that is swapped, is served', async () => {
  const current = join(folder, 'current');
  const late = siteAt(current);
  expect((await request(late.app).get('/media/a.png')).status).toBe(404);
  await symlink(join(folder, 'media'), current);
  expect((await request(late.app).get('/media/a.png')).status).toBe(200);
  await unlink(current);
  await symlink(join(folder, 'other'), current);
  expect((await request(late.app).get('/media/a.png')).status).toBe(404);
  await writeFile(join(folder, 'other/new.png'), PICTURE);
  expect((await request(late.app).get('/media/new.png')).status).toBe(200);
});

test('an unmet precondition is 412, not a missing page', async () => {
  const response = await request(site.app).get('/media/a.png').set('If-Match', '"other"');
  expect(response.status).toBe(412);
  expectSiteHeaders(response);
});
