import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureSite, openTestSite, type TestSite } from '../../support/open-test-site.ts';
import { expectSiteHeaders } from '../assert-headers.ts';

let site: TestSite;
let without: TestSite;
let folder: string;

beforeAll(async () => {
  site = await openTestSite(fixtureSite('newsroom'));
  folder = mkdtempSync(join(tmpdir(), 'dateline-offline-'));
  cpSync(fixtureSite('newsroom'), folder, { recursive: true });
  const settings = readFileSync(join(folder, 'site.yaml'), 'utf8');
  writeFileSync(join(folder, 'site.yaml'), `${settings}\noffline: false\n`);
  without = await openTestSite(folder);
});
afterAll(async () => {
  await site.close();
  await without.close();
  rmSync(folder, { recursive: true });
});

const get = ({ app }: TestSite, path: string) => request(app).get(path);

test('the service worker is asked for anew each time, and has a version', async () => {
  const response = await get(site, '/service-worker.js');
  expectSiteHeaders(response);
  expect(response.headers['cache-control']).toBe('no-cache');
  expect(response.text).toMatch(/^const VERSION = '[0-9a-f]{10}';\n/);
  const again = await get(site, '/service-worker.js').set('If-None-Match', String(response.headers['etag']));
  expect(again.status).toBe(304);
  expect(response.headers['content-security-policy']).toContain("worker-src 'self'");
});

test('its version changes with the page that it keeps', async () => {
  const version = async (one: TestSite) =>
    /VERSION = '(\w+)'/.exec((await get(one, '/service-worker.js')).text)?.[1];
  expect(await version(site)).toBe(await version(site));
  const renamed = mkdtempSync(join(tmpdir(), 'dateline-offline-'));
  cpSync(fixtureSite('newsroom'), renamed, { recursive: true });
  const settings = readFileSync(join(renamed, 'site.yaml'), 'utf8');
  writeFileSync(join(renamed, 'site.yaml'), settings.replace(/^name: .*$/m, 'name: Another'));
  const other = await openTestSite(renamed);
  expect(await version(other)).not.toBe(await version(site));
  await other.close();
  rmSync(renamed, { recursive: true });
});

test('the offline page is for nobody’s index, and shows nothing of the day', async () => {
  const { text } = await get(site, '/offline');
  expect(text).toContain('<meta name="robots" content="noindex,follow">');
  expect(text).not.toContain('rel="canonical"');
  expect(text).not.toMatch(/class="(?:masthead__date|sidebar)/);
  for (const sitemap of ['/sitemap.xml', '/sitemap-pages.xml']) {
    expect((await get(site, sitemap)).text).not.toContain('/offline');
  }
});

test('with offline: false the worker clears up, and pages know nothing of it', async () => {
  const worker = await get(without, '/service-worker.js');
  expectSiteHeaders(worker);
  expect(worker.text).toContain('registration.unregister()');
  expect(worker.text).not.toContain('VERSION');
  expect((await get(without, '/offline')).status).toBe(404);
  const { text } = await get(without, '/');
  expect(text).not.toMatch(/js\/offline|data-offline-switch/);
  expect(text).toContain('js/theme');
});

test('the manifest names icons that are what it says', async () => {
  const response = await get(site, '/manifest.webmanifest')
    .buffer(true)
    .parse((stream, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => done(null, Buffer.concat(chunks).toString()));
    });
  const manifest = JSON.parse(response.body as string);
  expect(manifest).toMatchObject({
    start_url: '/',
    scope: '/',
    display: 'minimal-ui',
    lang: 'en',
    dir: 'ltr',
    background_color: '#fdfcf9',
    theme_color: '#fdfcf9',
  });
  expect(manifest.name).toBe(manifest.short_name);
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await get(site, src);
    expect(icon.headers['content-type']).toBe(type);
    const { width, height } = await sharp(icon.body).metadata();
    expect(`${width}x${height}`).toBe(sizes);
  }
  expect(manifest.icons.map(({ purpose }: { purpose: string }) => purpose)).toEqual([
    'any',
    'any',
    'maskable',
  ]);
  const page = (await get(site, '/')).text;
  expect(page).toContain('<link rel="manifest" href="/manifest.webmanifest">');
});

test('the theme colours of the head are those of the tokens', async () => {
  const tokens = readFileSync(new URL('../../../public/css/tokens.css', import.meta.url), 'utf8');
  const [, light, dark] = /--color-paper: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? [];
  const { text } = await get(site, '/');
  expect(text).toContain(
    `<meta name="theme-color" content="${light}" media="(prefers-color-scheme: light)">`,
  );
  expect(text).toContain(`<meta name="theme-color" content="${dark}" media="(prefers-color-scheme: dark)">`);
});
