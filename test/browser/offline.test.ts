import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PATIENCE, SITE, story } from '../ingest/open-newsroom.ts';
import { type MoodySite, openMoodySite } from './moody-site.ts';
import { openBrowser } from './open-browser.ts';

const FERRY = '/2016/07/15/ferry';
const BRIDGE = '/2016/07/15/bridge';
const UNREAD = '/2016/07/15/unread';
const MANY = Array.from({ length: 21 }, (_, index) => `/2016/07/15/story-${index}`);

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
    'articles/unread.md': story('Unread'),
    ...Object.fromEntries(
      MANY.map((path, index) => [`articles/story-${index}.md`, story(`Story ${index} ${path}`)]),
    ),
  });
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await site.close();
});

const open = (path: string) => page.goto(site.url + path, { waitUntil: 'load' });
const heading = () => page.locator('h1').first().textContent();

/** Paths in the caches, in the order in which they came. */
const keptPaths = (name = 'dateline-pages'): Promise<string[]> =>
  page.evaluate(async (cache) => {
    if (!(await caches.has(cache))) return [];
    const keys = await (await caches.open(cache)).keys();
    return keys.map(({ url }) => new URL(url).pathname);
  }, name);

/** Opens a page and waits until it is kept. */
async function read(path: string): Promise<void> {
  await open(path);
  await expect.poll(() => keptPaths(), PATIENCE).toContain(path);
}

const cacheNames = (): Promise<string[]> => page.evaluate(() => caches.keys());
const registrations = (): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

test('the page of saved stories says so to who is online, and lists them', async () => {
  await read(FERRY);
  await open('/');
  await page.getByRole('link', { name: 'Saved stories' }).click();
  await page.getByRole('heading', { name: 'Saved stories' }).waitFor();
  await expect
    .poll(() => page.locator('[data-saved] li').allInnerTexts(), PATIENCE)
    .toContainEqual(expect.stringMatching(/^Ferry\s+July 15, 2016$/));
});

test('what was read can be read without a connection, and what was not is said plainly', async () => {
  for (const path of [FERRY, BRIDGE, '/']) await read(path);
  await expect
    .poll(() => keptPaths('dateline-files'), PATIENCE)
    .toContainEqual(expect.stringMatching(/\.woff2$/));
  site.mood = 'down';
  await context.setOffline(true);
  for (const [path, title] of [
    [FERRY, 'Ferry'],
    [`${BRIDGE}?utm_source=letter`, 'Bridge'],
    ['/', 'The Test Times'],
  ] as const) {
    await open(path);
    expect(await heading()).toBe(title);
  }
  for (const path of [UNREAD, '/sections/world', '/?page=2']) {
    await open(path);
    expect(await heading()).toBe('There is no connection');
    await expect
      .poll(() => page.locator('[data-saved] a').allTextContents(), PATIENCE)
      .toEqual(['Front page', 'Bridge', 'Ferry']);
  }
  await page.getByRole('link', { name: 'Ferry' }).click();
  expect(await heading()).toBe('Ferry');
});

test('a front that is kept or printed has whole dates, as it is read on other days', async () => {
  const minute = new Date(Date.now() - 60_000);
  const dated = (title: string, moment: Date) => story(title).replace('2016-07-15', moment.toISOString());
  // The lead tells no time.
  site.room.save('articles/lead.md', dated('Lead', new Date(Date.now() - 30_000)));
  site.room.save('articles/today.md', dated('Today', minute));
  const newest = () =>
    site.running.ask((catalog, now) => catalog.list({ kind: 'all' }, { now, offset: 0, limit: 2 }));
  await expect.poll(() => newest().map(({ title }) => title), PATIENCE).toEqual(['Lead', 'Today']);
  await read('/');
  await open('/');
  const time = page.locator(`time[datetime^="${minute.getUTCFullYear()}"]`).last();
  expect(await time.textContent()).toMatch(/^(?:\d\d?:\d\d\s[AP]M|\w+day)$/);
  const whole = (await time.getAttribute('title')) ?? '';
  expect(whole).toMatch(/^\w+ \d+, \d{4}, \d\d:\d\d/);
  await page.emulateMedia({ media: 'print' });
  const printed = (element: Element) => [
    getComputedStyle(element).fontSize,
    getComputedStyle(element, '::after').content,
  ];
  expect(await time.evaluate(printed)).toEqual(['0px', expect.stringMatching(/attr\(title\)|\d{4}/)]);
  site.mood = 'down';
  await context.setOffline(true);
  await open('/');
  expect(await time.textContent()).toBe(whole);
  expect(await page.locator('time[title]').count()).toBe(0);
  expect(await heading()).toBe('The Test Times');
});

test('what was breaking is not read again from a kept copy', async () => {
  site.room.save('front.yaml', 'banner: The pass is closed\n');
  await expect.poll(() => site.running.ask((catalog, now) => catalog.banner(now)), PATIENCE).not.toBe(null);
  await read(FERRY);
  await open(FERRY);
  expect(await page.locator('.banner').count()).toBe(1);
  site.mood = 'down';
  await context.setOffline(true);
  await open(FERRY);
  expect(await heading()).toBe('Ferry');
  expect(await page.locator('.banner').count()).toBe(0);
});

test('who is online gets what was published this moment', async () => {
  await read(FERRY);
  site.room.save('articles/ferry.md', story('Ferry', '', 'It sails again.'));
  await expect.poll(() => site.running.published.length, PATIENCE).toBeGreaterThan(0);
  await open(FERRY);
  expect(await page.locator('.article__body').textContent()).toBe('It sails again.');
});

test('to the server each reading is one request, and a second one asks whether anything changed', async () => {
  await read(FERRY);
  await read('/');
  const ferryRequests = () => site.requests.filter(({ url }) => url === FERRY).map(({ headers }) => headers);
  const before = ferryRequests().length;
  await open(FERRY);
  await open(BRIDGE);
  const [reading, ...more] = ferryRequests().slice(before);
  expect(more).toEqual([]);
  expect(reading).toMatchObject({ 'sec-fetch-dest': 'document', 'if-none-match': expect.any(String) });
});

test('a network that does not answer is waited for no longer than three seconds', async () => {
  await read(FERRY);
  await read('/');
  site.mood = 'silent';
  await page.goto(site.url + FERRY, { waitUntil: 'commit' });
  expect(await heading()).toBe('Ferry');
});

test('a story that was withdrawn or moved is not kept', async () => {
  await read(FERRY);
  await read(BRIDGE);
  site.room.save('articles/ferry.md', story('Ferry', 'draft: true'));
  site.room.save('articles/bridge.md', story('Bridge', 'slug: the-bridge'));
  await expect
    .poll(() => [site.running.at(FERRY), site.running.at(BRIDGE)], PATIENCE)
    .toEqual(['gone', '-> /2016/07/15/the-bridge']);
  expect((await open(FERRY))?.status()).toBe(410);
  await open(BRIDGE);
  expect(new URL(page.url()).pathname).toBe('/2016/07/15/the-bridge');
  await expect.poll(() => keptPaths(), PATIENCE).toEqual(['/2016/07/15/the-bridge']);
});

test('errors, lists, feeds and older pages are not kept, and downloads pass', async () => {
  await read(FERRY);
  for (const path of ['/sections/world', '/search?q=ferry', '/?page=2', '/nowhere', `${FERRY}.md`]) {
    await page.goto(site.url + path).catch(() => {});
  }
  const feed = await page.goto(`${site.url}/feed.xml`);
  expect(feed?.headers()['content-type']).toContain('application/rss+xml');
  await read('/');
  site.mood = 'broken';
  expect((await open(BRIDGE))?.status()).toBe(503);
  expect((await open(FERRY))?.status()).toBe(503);
  site.mood = 'up';
  await read(BRIDGE);
  expect((await keptPaths()).sort()).toEqual(['/', BRIDGE, FERRY]);
});

test('twenty stories are kept, those read last', async () => {
  await read('/');
  for (const path of MANY) await read(path);
  await expect.poll(() => keptPaths(), PATIENCE).toEqual(['/', ...MANY.slice(1)]);
});

test('a copy that is older than a month goes with the next story that is read', async () => {
  await read(FERRY);
  await page.evaluate(async (path) => {
    const cache = await caches.open('dateline-pages');
    const kept = await cache.match(path, { ignoreVary: true });
    const headers = new Headers(kept?.headers);
    headers.set('Date', new Date(Date.now() - 31 * 86_400_000).toUTCString());
    await cache.put(path, new Response(kept?.body, { headers }));
  }, FERRY);
  await read(BRIDGE);
  await expect.poll(() => keptPaths(), PATIENCE).toEqual([BRIDGE]);
});

test('the reader can switch it off, which removes everything, and on again', async () => {
  await read(FERRY);
  const box = page.getByLabel('Save for offline');
  expect(await box.isChecked()).toBe(true);
  await box.uncheck();
  await expect.poll(cacheNames, PATIENCE).toEqual([]);
  for (const path of [BRIDGE, '/']) await open(path);
  expect(await page.getByLabel('Save for offline').isChecked()).toBe(false);
  expect([await cacheNames(), await registrations()]).toEqual([[], 0]);
  await page.getByLabel('Save for offline').check();
  await expect.poll(() => keptPaths(), PATIENCE).toEqual(['/']);
});

test('site.yaml can switch it off for all: browsers drop what they have', async () => {
  await read(FERRY);
  site.room.save('site.yaml', `${SITE}offline: false\n`);
  await expect.poll(() => site.running.ask((catalog) => catalog.site().offline), PATIENCE).toBe(false);
  await open(FERRY);
  await expect.poll(async () => [await cacheNames(), await registrations()], PATIENCE).toEqual([[], 0]);
  expect(await page.getByLabel('Save for offline').count()).toBe(0);
  expect((await open('/offline'))?.status()).toBe(404);
});

test('a new release replaces the worker, and keeps what was saved', async () => {
  await read(FERRY);
  const before = await cacheNames();
  site.room.save('site.yaml', SITE.replace('Test', 'New'));
  await expect.poll(() => site.running.ask((catalog) => catalog.site().name), PATIENCE).toBe('The New Times');
  await open(BRIDGE);
  await expect.poll(cacheNames, PATIENCE).not.toEqual(before);
  await expect.poll(async () => (await cacheNames()).length, PATIENCE).toBe(before.length);
  expect(await keptPaths()).toContain(FERRY);
});
