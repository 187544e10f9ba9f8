import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { openPage, type ServedSite, serveSite } from './open-page.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const ARTICLE = '/2016/07/15/kerry-putin-talk-closer-cooperation-to-save-syria-plan';
const WIDE = { viewport: { width: 1280, height: 900 } };

let site: ServedSite;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  site = await serveSite(CONTENT);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('the article can be walked by keyboard, with the focus always in sight', async () => {
  const { page, close } = await openPage(browser, site.url + ARTICLE, WIDE);
  await page.keyboard.press('Tab');
  const skipLink = page.locator(':focus');
  expect(await skipLink.textContent()).toBe('Skip to content');
  expect((await skipLink.boundingBox())?.y).toBeGreaterThanOrEqual(0);

  const total = await page.locator('a[href]:visible, button:visible').count();
  const seen = new Set<string>();
  for (let step = 1; step < total; step += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const key = `${element.tagName} ${element.getAttribute('href')} ${element.textContent?.trim() || element.getAttribute('title')} ${element.closest('nav,header,aside,footer,main')?.className}`;
      return { key, isOutlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 };
    });
    expect(focus).toMatchObject({ isOutlined: true });
    seen.add(focus?.key ?? '');
  }
  expect(seen.size).toBe(total - 1);

  await page.keyboard.press('Tab');
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.locator('.skip-link').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  await close();
});

test('the article needs no script', async () => {
  const { page, close } = await openPage(browser, site.url + ARTICLE, { ...WIDE, javaScriptEnabled: false });
  expect(await page.locator('.article__body p').count()).toBe(6);
  expect(await page.locator('.top-stories__item').count()).toBe(4);
  expect(await page.locator('main button:visible').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Email' }).isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Syria', exact: true }).click();
  expect(await page.locator('h1').textContent()).toBe('Syria');
  await close();
});

test('a reader can copy the address', async () => {
  const { page, close } = await openPage(browser, site.url + ARTICLE, {
    ...WIDE,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // Beside the byline and under the story, and said beside the button that was pressed.
  for (const place of ['.tools', '.share']) {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await page.locator(place).getByRole('button', { name: 'Copy link' }).click();
    await page.locator(place).getByRole('status').filter({ hasText: 'Link copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`http://courier.test${ARTICLE}`);
  }
  await close();
});

test('paper carries the article and its address, and nothing else', async () => {
  const { page, close } = await openPage(browser, site.url + ARTICLE, WIDE);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const hidden of ['.sections', '.sidebar', '.footer', '.share', '.tools', '.topics', '.skip-link']) {
    expect(await page.locator(hidden).isVisible()).toBe(false);
  }
  expect(await page.locator('.article__url').textContent()).toBe(`http://courier.test${ARTICLE}`);
  const paper = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.documentElement);
    return { color, backgroundColor };
  });
  expect(paper).toEqual({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' });
  await close();
});

test('the sidebar stands beside the article where there is room, below it where not', async () => {
  const positions = [];
  for (const width of [1280, 768]) {
    const { page, close } = await openPage(browser, site.url + ARTICLE, { viewport: { width, height: 900 } });
    const main = await page.locator('main').boundingBox();
    const aside = await page.locator('aside').boundingBox();
    positions.push((aside?.y ?? 0) < (main?.y ?? 0) + (main?.height ?? 0) ? 'beside' : 'below');
    await close();
  }
  expect(positions).toEqual(['beside', 'below']);
});
