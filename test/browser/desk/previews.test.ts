import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { draftFrames } from '../../../src/desk/preview/draft-frames.ts';
import { openPreviewLinks, type OpenedPreviewLinks } from '../../../src/desk/preview/open-preview-links.ts';
import { createPreviewPages } from '../../../src/desk/preview/preview-pages.ts';
import type { Previewer } from '../../../src/desk/preview/previewer.ts';
import { startPreviews } from '../../../src/runtime/preview/start-previews.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openTestDesk } from '../../desk/open-test-desk.ts';
import { type Newsroom, openNewsroom, story } from '../../ingest/open-newsroom.ts';
import { findBarriers } from '../find-barriers.ts';
import { openBrowser } from '../open-browser.ts';

const SITE = 'https://courier.example';
const DRAFT = `${story('A story that waits', 'draft: true\nimage: {src: lake.jpg, alt: A lake, credit: Lake Desk}', '![The lake](lake.jpg)\n\nIt waits. [Another story](a.md).')}`;

let browser: Browser;
let context: BrowserContext;
let page: Page;
let room: Newsroom;
let links: OpenedPreviewLinks;
let previews: Previewer;
let server: Server;
let url: string;
let put: (text: string) => string;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  room = openNewsroom({ 'articles/a.md': story('The harbour opens'), 'articles/c.md': DRAFT });
  const lake = sharp({ create: { width: 1_600, height: 900, channels: 3, background: '#357' } });
  writeFileSync(join(room.contentDir, 'articles/lake.jpg'), await lake.jpeg().toBuffer());
  await (await room.start()).close();
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { contentDir, dataDir } = room;
  const settings = { contentDir, dataDir, origin: SITE, deskOrigin: url, hubs: [] };
  previews = startPreviews({
    settings: { ...settings, logLevel: 'silent', logFormat: 'json', aheadMs: 0 },
    log: createLogger({ level: 'silent' }),
  });
  links = openPreviewLinks(dataDir, Date.now);
  const frames = draftFrames(Date.now);
  put = (text) => frames.put('p1', 'articles/c.md', Buffer.from(text));
  const desk = openTestDesk(() => {
    throw new Error('there is no catalog');
  });
  const pages = createPreviewPages({ previewer: previews, links, frames });
  server.on(
    'request',
    desk.listener(pages, (request, response, next) => {
      if (request.path === '/frame')
        response
          .setHeader('Content-Security-Policy', "frame-src 'self'")
          .type('html')
          .send(`<!doctype html><title>Editor</title><iframe src="${String(request.query['of'])}"></iframe>`);
      else if (request.path === '/act')
        response.type('text').send(`acted as ${request.headers['cookie'] ?? 'nobody'}`);
      else next();
    }),
  );
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: 'desk', value: 'secret', url, sameSite: 'Strict', httpOnly: true }]);
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  server.close().closeAllConnections();
  await previews.close();
  links[Symbol.dispose]();
  await room.dispose();
});

const addressOf = (file: string | null, at: number | null = null): string =>
  `${url}/preview/${links.tokenOf(links.make({ file, at, by: 'Water desk', days: 7 }))}/`;

/** What a page asks for in vain, and what its console says. */
function troublesOf(of: Page): string[] {
  const found: string[] = [];
  of.on('console', (message) => void (message.type() === 'error' && found.push(message.text())));
  of.on('pageerror', (error) => void found.push(error.message));
  of.on(
    'requestfailed',
    (request) => void found.push(`${request.url()} ${request.failure()?.errorText ?? ''}`),
  );
  of.on(
    'response',
    (response) => void (response.status() >= 400 && found.push(`${response.status()} ${response.url()}`)),
  );
  return found;
}

test('a story that was sent to somebody has its pictures, styles, letters and drawings, and no barriers', async () => {
  const troubles = troublesOf(page);
  await page.goto(addressOf('articles/c.md'), { waitUntil: 'networkidle' });
  expect(await page.locator('h1').textContent()).toBe('A story that waits');
  expect(await page.locator('.desk-preview').textContent()).toContain('This story is not published.');
  const widths = await page
    .locator('article img')
    .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
  expect(widths.length).toBeGreaterThan(0);
  expect(Math.min(...widths)).toBeGreaterThan(100);
  expect(await page.evaluate(() => [...document.fonts].some(({ status }) => status === 'loaded'))).toBe(true);
  // Of a drawing that is not there, nothing is painted.
  const drawn = await page
    .locator('svg.icon use')
    .evaluateAll((all) => all.map((one) => (one as SVGUseElement).getBBox().width > 0));
  expect(drawn).toContain(true);
  expect(await page.locator('a', { hasText: 'Another story' }).getAttribute('href')).toBe(
    `${SITE}/2016/07/15/a`,
  );
  expect(troubles).toEqual([]);
  expect(await findBarriers(page)).toEqual([]);
});

test('nothing in it is somebody at the desk', async () => {
  await page.goto(addressOf(null), { waitUntil: 'networkidle' });
  const seen = await page.evaluate(async () => {
    const tried = async (work: () => unknown): Promise<string> => {
      try {
        return String(await work());
      } catch (error) {
        return `refused: ${error instanceof Error ? error.name : ''}`;
      }
    };
    return {
      origin: window.origin,
      cookie: await tried(() => document.cookie),
      storage: await tried(() => localStorage.length),
      act: await tried(() => fetch('/act', { credentials: 'include' }).then((response) => response.text())),
    };
  });
  expect(seen).toMatchObject({ origin: 'null', act: expect.stringContaining('refused') });
  expect(seen.cookie).toContain('refused');
  expect(seen.storage).toContain('refused');
});

test('links of the whole site stay within its preview, and the banner says as of when', async () => {
  const at = Date.now() + 86_400_000;
  await page.goto(addressOf(null, at));
  expect(await page.locator('.desk-preview').textContent()).toContain('The site as it will be on');
  await page.getByRole('link', { name: 'The harbour opens' }).first().click();
  await page.waitForURL(/\/preview\/[^/]+\/2016\/07\/15\/a$/);
  expect(await page.locator('h1').textContent()).toBe('The harbour opens');
});

test('a draft stands in a frame of the desk, and in nobody else’s', async () => {
  const frame = `/preview/${put(DRAFT.replace('It waits.', 'It waits no more.'))}/2016/07/15/c`;
  await page.goto(`${url}/frame?of=${encodeURIComponent(frame)}`, { waitUntil: 'networkidle' });
  const shown = page.frameLocator('iframe');
  expect(await shown.locator('h1').textContent()).toBe('A story that waits');
  expect(await shown.getByText('It waits no more.').count()).toBe(1);
  expect(await shown.locator('.desk-preview').count()).toBe(0);
  expect(
    await shown
      .locator('article img')
      .first()
      .evaluate((one) => (one as HTMLImageElement).naturalWidth),
  ).toBeGreaterThan(100);
  const foreign = await context.newPage();
  await foreign.setContent(`<iframe src="${url}${frame}"></iframe>`);
  // What the browser shows in place of a page that may not be framed.
  await expect
    .poll(() => foreign.frames().at(-1)?.url(), { timeout: 60_000 })
    .toBe('chrome-error://chromewebdata/');
  expect(await foreign.frameLocator('iframe').getByText('A story that waits').count()).toBe(0);
});
