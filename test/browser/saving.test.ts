import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PATIENCE, story } from '../ingest/open-newsroom.ts';
import { type MoodySite, openMoodySite } from './moody-site.ts';
import { openBrowser } from './open-browser.ts';

const FERRY = '/2016/07/15/ferry';
const BRIDGE = '/2016/07/15/bridge';

let browser: Browser;
let site: MoodySite;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  site = await openMoodySite({
    'articles/ferry.md': story('Ferry'),
    'articles/bridge.md': story('Bridge'),
  });
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await site.close();
});

const open = (path: string, tab = page) => tab.goto(site.url + path, { waitUntil: 'load' });
const heading = () => page.locator('h1').first().textContent();
const button = (tab = page) => tab.locator('.share [data-do="save"]');
const pressed = (tab = page) => button(tab).getAttribute('aria-pressed');
const said = () => page.locator('.share [role="status"]').textContent();
const cacheNames = (): Promise<string[]> => page.evaluate(() => caches.keys());
const keptPaths = (name: string): Promise<string[]> =>
  page.evaluate(async (cache) => {
    if (!(await caches.has(cache))) return [];
    return (await (await caches.open(cache)).keys()).map(({ url }) => new URL(url).pathname);
  }, name);

async function save(path: string): Promise<void> {
  await open(path);
  await button().click();
  await expect.poll(said, PATIENCE).toBe('Saved on this device');
}

test('a story is saved, said to be, read without a connection and listed first until it is removed', async () => {
  await save(FERRY);
  expect(await pressed()).toBe('true');
  expect(await button().locator('use').getAttribute('href')).toMatch(/#saved$/);
  await open(BRIDGE);
  await expect.poll(() => keptPaths('dateline-pages'), PATIENCE).toContain(BRIDGE);
  expect(await pressed()).toBe('false');

  site.mood = 'down';
  await context.setOffline(true);
  await open(FERRY);
  expect(await heading()).toBe('Ferry');
  await open('/nowhere');
  await expect
    .poll(() => page.locator('[data-saved="chosen"] a').allTextContents(), PATIENCE)
    .toEqual(['Ferry']);
  expect(await page.locator('[data-saved="lately"] a').allTextContents()).toEqual(['Bridge']);
  await page.getByRole('button', { name: 'Remove Ferry' }).click();
  await expect.poll(() => keptPaths('dateline-saved'), PATIENCE).toEqual([]);
  await expect.poll(() => page.locator('[data-saved="chosen"]').isVisible(), PATIENCE).toBe(false);
});

test('tabs agree, and a second press removes it', async () => {
  const other = await context.newPage();
  await open(FERRY, other);
  await save(FERRY);
  await expect.poll(() => pressed(other), PATIENCE).toBe('true');
  await button(other).click();
  await expect.poll(() => pressed(), PATIENCE).toBe('false');
  await expect.poll(cacheNames, PATIENCE).not.toContain('dateline-saved');
});

test('neither age nor the switch takes it away, and withdrawing it does', async () => {
  await save(FERRY);
  await page.evaluate(async (path) => {
    const cache = await caches.open('dateline-saved');
    const headers = { Date: new Date(0).toUTCString(), 'Content-Type': 'text/html' };
    await cache.put(path, new Response('<h1>Old</h1>', { headers }));
  }, FERRY);
  await open(BRIDGE);
  await expect.poll(() => keptPaths('dateline-pages'), PATIENCE).toContain(BRIDGE);
  await page.getByLabel('Save for offline').uncheck();
  await expect.poll(() => keptPaths('dateline-pages'), PATIENCE).toEqual([]);
  await open(BRIDGE);
  expect(await keptPaths('dateline-saved')).toEqual([FERRY]);

  await open(FERRY);
  site.room.save('articles/ferry.md', story('Ferry', 'draft: true'));
  await expect.poll(() => site.running.at(FERRY), PATIENCE).toBe('gone');
  await open(FERRY);
  await expect.poll(() => keptPaths('dateline-saved'), PATIENCE).toEqual([]);
  expect(await keptPaths('dateline-pages')).toEqual([]);
});

test('a saved story follows its new address', async () => {
  await save(BRIDGE);
  site.room.save('articles/bridge.md', story('Bridge', 'slug: the-bridge'));
  await expect.poll(() => site.running.at(BRIDGE), PATIENCE).toBe('-> /2016/07/15/the-bridge');
  await open(BRIDGE);
  await expect.poll(() => keptPaths('dateline-saved'), PATIENCE).toEqual(['/2016/07/15/the-bridge']);
});

test('who keeps nothing else can save a story, and nothing is left when it is removed', async () => {
  await open(FERRY);
  await page.getByLabel('Save for offline').uncheck();
  await expect.poll(cacheNames, PATIENCE).toEqual([]);
  await save(FERRY);
  await open(BRIDGE);
  await open(FERRY);
  expect(await keptPaths('dateline-pages')).toEqual([]);
  await button().click();
  await expect.poll(cacheNames, PATIENCE).toEqual([]);
});

test.each([
  ['QuotaExceededError', 'There is no room for it on this device'],
  ['SecurityError', 'This browser could not save it'],
])('%s is said, and the button stays as it was', async (name, text) => {
  await context.addInitScript((fault) => {
    Cache.prototype.put = () => Promise.reject(new DOMException('no', fault));
  }, name);
  await open(FERRY);
  await button().click();
  await expect.poll(said, PATIENCE).toBe(text);
  expect(await pressed()).toBe('false');
});
