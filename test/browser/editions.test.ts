import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PATIENCE, story } from '../ingest/open-newsroom.ts';
import { findBarriers } from './find-barriers.ts';
import { type MoodySite, openMoodySite } from './moody-site.ts';
import { openBrowser } from './open-browser.ts';

const SITE = `name: {en: The Test Times, ru: Пробное время, ar: الوقت}
languages: [en, ru, ar]
timeZone: Asia/Yerevan
sections: {world: {en: World, ru: Мир, ar: العالم}}
`;
const RUSSIAN = '/ru/2016/07/15/ferry';

let browser: Browser;
let site: MoodySite;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  site = await openMoodySite({
    'site.yaml': SITE,
    'articles/ferry.md': story('Ferry', 'section: World'),
    'articles/ferry.ru.md': story('Паром', 'section: Мир'),
    'articles/ferry.ar.md': story('العبارة', 'section: world'),
  });
});
afterEach(async () => {
  site.mood = 'up';
  for (const context of contexts.splice(0)) await context.close();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function openTab(locale: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width, height: 800 } });
  contexts.push(context);
  return context.newPage();
}
const open = (page: Page, path: string) => page.goto(site.url + path, { waitUntil: 'load' });
const offers = (page: Page) =>
  page
    .locator('[data-offer]:not([hidden])')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).lang));

test('a front offers the edition that the browser asks for, until the reader has chosen', async () => {
  const page = await openTab('ru-UA');
  const answer = await open(page, '/');
  expect(answer?.url()).toBe(`${site.url}/`);
  expect(await offers(page)).toEqual(['ru']);
  expect(await findBarriers(page)).toEqual([]);
  await page.locator('[data-offer]:not([hidden]) button').click();
  expect(await offers(page)).toEqual([]);
  await open(page, '/');
  expect(await offers(page)).toEqual([]);
});

test.each([
  ['en-GB', '/', []],
  ['de-DE', '/', []],
  ['ru-RU', '/ru', []],
  ['en-US', '/ru', ['en']],
  ['ar-EG', '/ru', ['ar']],
])('a browser in %s is offered at %s: %j', async (locale, path, expected) => {
  const page = await openTab(locale);
  await open(page, path);
  expect(await offers(page)).toEqual(expected);
});

test('whoever has taken the switch is offered nothing more', async () => {
  const page = await openTab('ru-RU');
  await open(page, '/');
  await page.locator('.editions a[hreflang="ar"]').click();
  await page.waitForURL(`${site.url}/ar`);
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await offers(page)).toEqual([]);
});

test.each([320, 768, 1280])('the switch fits and moves nothing on %i px', async (width) => {
  const page = await openTab('ru-RU', width);
  for (const path of ['/', '/ru', '/ar', RUSSIAN]) {
    await open(page, path);
    const seen = await page.evaluate(() => ({
      over: document.documentElement.scrollWidth - innerWidth,
      heights: [...document.querySelectorAll('.editions a, .versions a')].map(
        (one) => one.getBoundingClientRect().height,
      ),
    }));
    expect(seen.over).toBe(0);
    expect(Math.min(...seen.heights)).toBeGreaterThanOrEqual(24);
  }
});

test('without a connection an edition says so in its words, and its stories can be read', async () => {
  const page = await openTab('ru-RU');
  const kept = (name: string): Promise<string[]> =>
    page.evaluate(async (start) => {
      const names = (await caches.keys()).filter((one) => one.startsWith(start));
      const keys = await Promise.all(names.map(async (one) => (await caches.open(one)).keys()));
      return keys.flat().map(({ url }) => new URL(url).pathname);
    }, name);
  await open(page, RUSSIAN);
  await expect.poll(() => kept('dateline-pages'), PATIENCE).toContain(RUSSIAN);
  await open(page, '/ru');
  await expect.poll(() => kept('dateline-pages'), PATIENCE).toContain('/ru');
  await expect.poll(() => kept('dateline-app-'), PATIENCE).toContain('/ru/offline');

  site.mood = 'down';
  await open(page, RUSSIAN);
  expect(await page.locator('h1').first().textContent()).toContain('Паром');
  await open(page, '/ru/sections/world');
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  await expect.poll(() => page.locator('[data-saved="lately"] a').count(), PATIENCE).toBe(2);
});
