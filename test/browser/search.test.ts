import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeSearch, foundAnswer, sampleHit } from '../support/fake-search.ts';
import { fixtureSite } from '../support/open-test-site.ts';
import { findBarriers } from './find-barriers.ts';
import { openBrowser } from './open-browser.ts';
import { openPage, type ServedSite, serveSite } from './open-page.ts';

const hits = [
  sampleHit('Talks on [Syria] resume', 'The talks on [Syria] went on.', { path: '/2016/07/15/everything' }),
  sampleHit('محادثات حول [سوريا]', '… [سوريا] …', { language: 'ar' }),
  sampleHit('[Սիրիայի] շուրջ բանակցությունները', '… [Սիրիայի] …', { language: 'hy', type: 'analysis' }),
  sampleHit('Переговоры о [Сирии]', '', { language: 'ru', section: null }),
  sampleHit(`[${'x'.repeat(120)}]`, 'y'.repeat(200)),
];
const found = foundAnswer({
  hits,
  hasMore: true,
  total: { count: 1_000, isExact: false },
  suggestion: 'syria plan',
  filters: [
    { name: 'section', value: 'World', isKnown: true },
    { name: 'topic', value: 'z'.repeat(120), isKnown: false },
  ],
});
/** What the reader types says which answer he gets. */
const search = fakeSearch(({ text }) => {
  if (text === 'busy') return { kind: 'busy' };
  return text === 'nothing' ? foundAnswer({ suggestion: 'something' }) : found;
});

let site: ServedSite;
let limited: ServedSite;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  site = await serveSite(fixtureSite('newsroom'), { search });
  limited = await serveSite(fixtureSite('newsroom'), { searchRate: { requests: 1, windowMs: 3_600_000 } });
  await fetch(`${limited.url}/search?q=x`);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await limited?.close();
});

const PAGES = [
  ['/search', 200],
  ['/search?q=syria&page=2', 200],
  ['/search?q=nothing', 200],
  ['/search?q=busy', 503],
  ['/search?q=syria&page=0', 400],
  ['limited', 429],
] as const;

const SIZES = [
  { width: 360, colorScheme: 'light' },
  { width: 768, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
] as const;

const address = (path: string): string =>
  path === 'limited' ? `${limited.url}/search?q=x` : site.url + path;

describe.each(SIZES)('at $width px, $colorScheme', ({ width, colorScheme }) => {
  test.each(PAGES)('%s is whole, quiet and accessible', async (path, status) => {
    const opened = await openPage(browser, address(path), {
      viewport: { width, height: 900 },
      colorScheme,
    });
    expect(opened.status).toBe(status);
    expect(opened.messages).toEqual([]);
    expect([...opened.hosts]).toEqual([new URL(address(path)).host]);
    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await findBarriers(opened.page)).toEqual([]);
    await opened.close();
  });
});

test('a reader searches by keyboard, without script, and comes to a story', async () => {
  const { page, close } = await openPage(browser, `${site.url}/about`, {
    viewport: { width: 360, height: 800 },
    javaScriptEnabled: false,
  });
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).focus();
  await page.keyboard.press('Enter');
  const box = page.getByRole('search').getByRole('searchbox', { name: 'Search The Sample Courier' });
  await box.focus();
  await page.keyboard.type('syria "plan" & more');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Search');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'More than 1,000 stories found' }).waitFor();
  expect(new URL(page.url()).search).toBe('?q=syria+%22plan%22+%26+more');
  expect(search.asked.at(-1)).toMatchObject({ text: 'syria "plan" & more', page: 1 });
  expect(await box.inputValue()).toBe('syria "plan" & more');
  await page.getByRole('link', { name: 'Next page' }).click();
  expect(search.asked.at(-1)).toMatchObject({ text: 'syria "plan" & more', page: 2 });
  await page.getByRole('link', { name: 'syria plan', exact: true }).click();
  expect(search.asked.at(-1)).toMatchObject({ text: 'syria plan', page: 1 });
  await page.getByRole('link', { name: 'Talks on Syria resume' }).click();
  expect(await page.locator('h1').textContent()).toContain('Everything an article may hold');
  await close();
});

test('what stands on the page can be reached by keyboard, with the focus in sight', async () => {
  const { page, close } = await openPage(browser, `${site.url}/search?q=syria`, {
    viewport: { width: 1280, height: 900 },
  });
  const seen: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      return { name: element.id || (element.textContent ?? '').trim(), isOutlined };
    });
    if (focus === null) break;
    expect(focus).toMatchObject({ isOutlined: true });
    seen.push(focus.name);
  }
  expect(seen.slice(0, 3)).toEqual(['Skip to content', 'The Sample Courier', 'Search']);
  const order = ['search-box', 'syria plan', 'Talks on Syria resume', 'Next page', 'About'];
  expect(seen.filter((name) => order.includes(name))).toEqual(order);
  await close();
});

test.each(['/nowhere', '/2016/07/01/expired'])('%s has a search box that works', async (path) => {
  const { page, close } = await openPage(browser, site.url + path, {
    viewport: { width: 360, height: 800 },
    javaScriptEnabled: false,
  });
  await page.getByRole('searchbox').fill('syria');
  await page.getByRole('button', { name: 'Search' }).click();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/search?q=syria');
  await close();
});

test('headings go down one level at a time', async () => {
  const { page, close } = await openPage(browser, `${site.url}/search?q=syria`, {});
  const levels = await page
    .locator('h1, h2, h3, h4')
    // The menu that is not open has none.
    .evaluateAll((all) =>
      all.filter((one) => one.checkVisibility()).map(({ tagName }) => Number(tagName.slice(1))),
    );
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  for (const [index, level] of levels.entries())
    expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  await close();
});
