import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { story } from '../ingest/open-newsroom.ts';
import { findBarriers } from './find-barriers.ts';
import { type MoodySite, openMoodySite } from './moody-site.ts';
import { openBrowser } from './open-browser.ts';
import { openPage } from './open-page.ts';

const PHONE = { viewport: { width: 360, height: 700 } };
const WIDE = { viewport: { width: 1280, height: 800 } };
const SECTIONS = 'World, Lakes, Economy, Society, Culture, Science, Sport'.split(', ');
const LONG = '/2016/07/15/long';
const SETTINGS = `timeZone: Asia/Yerevan
sections: [${SECTIONS.join(', ')}]
publisher: {sameAs: [https://social.example/@courier, https://bsky.app/profile/courier.example]}
`;

let browser: Browser;
const sites = new Map<string, MoodySite>();
beforeAll(async () => {
  browser = await openBrowser();
  const body = Array.from({ length: 60 }, (_, nth) => `## Part ${nth}\n\n[A link ${nth}](/about) in it.\n`);
  for (const language of ['en', 'ar']) {
    sites.set(
      language,
      await openMoodySite({
        'site.yaml': `name: The Lake Courier\nlanguage: ${language}\n${SETTINGS}`,
        'articles/long.md': story('Long', 'section: Culture', body.join('\n')),
      }),
    );
  }
});
afterAll(async () => {
  await browser?.close();
  for (const site of sites.values()) await site.close();
});

const open = (path: string, options: BrowserContextOptions = PHONE, language = 'en') =>
  openPage(browser, `${sites.get(language)?.url}${path}`, options);

const isFocused = (element: Element): boolean => element === document.activeElement;

/** Turns the wheel and waits until the page lies still. */
async function scroll(page: Page, by: number): Promise<void> {
  await page.mouse.move(150, 300);
  await page.mouse.wheel(0, by);
  await page.waitForTimeout(400);
}

const bar = (page: Page) =>
  page.evaluate(() => {
    const row = document.querySelector('.sections__bar') as HTMLElement;
    const isShown = (selector: string): boolean => {
      const element = row.querySelector(selector) as HTMLElement;
      return getComputedStyle(element).visibility === 'visible';
    };
    return {
      top: Math.round(row.getBoundingClientRect().top),
      name: isShown('.sections__name'),
      search: isShown('.finder a'),
      list: isShown('.sections__list'),
    };
  });

describe('the row of sections', () => {
  test.each(['en', 'ar'])('begins at the current one, and fades where it goes on (%s)', async (language) => {
    const { page, close } = await open('/sections/science', { ...PHONE, javaScriptEnabled: true }, language);
    const found = await page.evaluate(() => {
      const list = document.querySelector('.sections__list') as HTMLElement;
      const current = list.querySelector('[aria-current]') as HTMLElement;
      const { left, right } = current.getBoundingClientRect();
      return {
        isScrolled: Math.abs(list.scrollLeft) > 50,
        isInSight: left >= 0 && right <= innerWidth,
        mask: getComputedStyle(list).maskImage,
        page: scrollY,
      };
    });
    expect(found).toMatchObject({ isScrolled: true, isInSight: true, page: 0 });
    expect(found.mask).toContain(language === 'ar' ? 'to left' : 'to right');
    await close();
  });

  test('returns on scrolling up and leaves on scrolling down, and nothing else moves', async () => {
    const { page, close } = await open(LONG);
    await page.evaluate(() => {
      const sums = globalThis as unknown as { shifted: number };
      sums.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sums.shifted += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift' });
    });
    expect(await bar(page)).toMatchObject({ name: false, search: false, list: true });
    await scroll(page, 1500);
    expect((await bar(page)).top).toBeLessThan(-100);
    await scroll(page, -300);
    await expect.poll(() => bar(page)).toEqual({ top: 0, name: true, search: true, list: false });
    expect(await findBarriers(page)).toEqual([]);
    await scroll(page, 200);
    expect((await bar(page)).top).toBeLessThan(-100);
    await scroll(page, -5000);
    expect(await bar(page)).toMatchObject({ name: false, list: true });
    expect(await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)).toBe(0);
    await close();
  });

  test.each([
    ['reduce', 'none'],
    ['no-preference', 'return'],
  ] as const)('slides in where motion is wanted: %s', async (reducedMotion, animation) => {
    const { page, close } = await open(LONG, { ...WIDE, reducedMotion });
    await scroll(page, 1500);
    await scroll(page, -300);
    // However long a busy machine takes to slide it in.
    await expect.poll(() => bar(page)).toEqual({ top: 0, name: true, search: true, list: true });
    const name = await page.evaluate(
      () => getComputedStyle(document.querySelector('.sections__bar') as Element).animationName,
    );
    expect(name).toBe(animation);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.sections').isVisible()).toBe(false);
    await close();
  });

  test('covers neither what a link leads to nor what is focused', async () => {
    const { page, close } = await open(`${LONG}#part-40`);
    const topOf = (selector: string) =>
      page.evaluate(
        (found) => (document.querySelector(found) as Element).getBoundingClientRect().top,
        selector,
      );
    await scroll(page, -300);
    await page.evaluate(() => {
      location.hash = '#part-20';
    });
    await expect.poll(() => bar(page)).toMatchObject({ top: 0, name: true });
    const height = await page.evaluate(
      () => (document.querySelector('.sections__bar') as Element).getBoundingClientRect().height,
    );
    expect(await topOf('#part-20')).toBeGreaterThanOrEqual(height);
    await page.locator('.prose a').nth(20).focus();
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Shift+Tab');
      await page.waitForTimeout(100);
      expect(await topOf(':focus')).toBeGreaterThanOrEqual(height - 1);
    }
    await close();
  });
});

describe('the menu', () => {
  test('opens by keyboard and without script, and gives the focus back', async () => {
    const { page, close } = await open(LONG, { ...WIDE, javaScriptEnabled: false });
    const button = page.getByRole('button', { name: 'All sections' });
    expect(await page.locator('#page-menu').isVisible()).toBe(false);
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#page-menu').isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.getByRole('button', { name: 'Close' }).evaluate(isFocused)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#page-menu').isVisible()).toBe(false);
    expect(await button.evaluate(isFocused)).toBe(true);
    await close();
  });

  test.each([PHONE, WIDE])('is accessible, fits and searches: %o', async (size) => {
    const { page, close } = await open('/sections/science', size);
    await page.getByRole('button', { name: 'All sections' }).click();
    const menu = page.locator('#page-menu');
    expect(await findBarriers(page)).toEqual([]);
    expect(await menu.locator('[aria-current]').textContent()).toBe('Science');
    expect(await menu.getByRole('heading').allTextContents()).toEqual(['Sections', 'The paper', 'Find']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.viewport.width);
    await menu.getByRole('searchbox').fill('ferry');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=ferry$/);
    await close();
  });
});

test('what is touched in header and footer is 24 px high at least', async () => {
  const { page, close } = await open('/');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('.finder :is(a, button), .sections__list a, .way :is(a, select, label)')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => element.getBoundingClientRect().height < 24)
      .map((element) => element.outerHTML),
  );
  expect(small).toEqual([]);
  expect(await page.getByRole('link', { name: 'Mastodon' }).getAttribute('rel')).toBe('me noopener');
  await close();
});
