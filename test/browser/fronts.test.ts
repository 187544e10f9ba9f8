import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBarriers } from './find-barriers.ts';
import { type FrontSite, writeFrontSite } from './front-site.ts';
import { openBrowser } from './open-browser.ts';
import { openPage, type ServedSite, serveSite } from './open-page.ts';

const FRONTS = ['/', '/sections/world'];
const PHONE = { viewport: { width: 320, height: 800 } };
const WIDE = { viewport: { width: 1280, height: 900 } };

let browser: Browser;
let content: FrontSite;
let site: ServedSite;
beforeAll(async () => {
  content = await writeFrontSite();
  browser = await openBrowser();
  site = await serveSite(content.contentDir);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  content?.remove();
});

describe.each(FRONTS)('%s', (path) => {
  test.each([
    ['light', WIDE],
    ['dark', WIDE],
    ['light', PHONE],
  ] as const)('has no barriers: %s, %o', async (colorScheme, size) => {
    const opened = await openPage(browser, site.url + path, { ...size, colorScheme });
    expect(await findBarriers(opened.page)).toEqual([]);
    expect(opened.messages).toEqual([]);
    await opened.close();
  });

  test.each([
    [320, '100%'],
    [320, '200%'],
    [768, '200%'],
    [1280, '200%'],
  ])('fits a screen of %i px with letters at %s', async (width, letters) => {
    const opened = await openPage(browser, site.url + path, { viewport: { width, height: 900 } });
    await opened.page.evaluate((size) => {
      document.documentElement.style.fontSize = size;
    }, letters);
    expect(await reachPast(opened.page)).toEqual([]);
    await opened.close();
  });

  test.each([PHONE, WIDE])('asks first for the picture that counts: %o', async (size) => {
    const opened = await openPage(browser, site.url + path, size);
    expect(await opened.page.locator('[fetchpriority="high"]').count()).toBe(1);
    expect(await opened.page.evaluate<boolean>(LARGEST_IS_FIRST)).toBe(true);
    const others = opened.page.locator('main img:not([fetchpriority="high"])');
    expect(await others.count()).toBeGreaterThan(3);
    expect(await others.evaluateAll((all) => all.map((one) => one.getAttribute('loading')))).not.toContain(
      null,
    );
    expect(await opened.page.locator('img:not([width][height])').count()).toBe(0);
    await opened.close();
  });
});

test('the home front has its stories in the order of front.yaml, for the keyboard too', async () => {
  const opened = await openPage(browser, `${site.url}/`, WIDE);
  const { page } = opened;
  const links = await page.locator('main a:visible').evaluateAll((all) => all.map((one) => one.outerHTML));
  await page.locator('main a').first().focus();
  const focused: string[] = [];
  for (let nth = 0; nth < links.length; nth += 1) {
    focused.push(await page.evaluate(() => document.activeElement?.outerHTML ?? ''));
    await page.keyboard.press('Tab');
  }
  expect(focused).toEqual(links);
  const top = page.locator('.front__lead .story__headline, .front__seconds .story__headline');
  expect((await top.allInnerTexts()).map((text) => text.trim())).toEqual(content.topHeadlines);
  expect(await page.locator('.block__heading').allInnerTexts()).toEqual(content.blockHeadings);
  for (const layout of ['opinion', 'columns', 'wide', 'band', 'list'])
    expect(await page.locator(`.block--${layout} .story`).count(), layout).toBeGreaterThan(2);
  await opened.close();
});

const PICTURES = '**/pictures/*';
const FONTS = '**/*.woff2';

describe.each([390, 1280])('on a screen of %i px', (width) => {
  test.each([...FRONTS, '/2016/07/20/ferry'])('nothing of %s moves when its pictures come', async (path) => {
    expect(await shiftOf(path, width, { late: [PICTURES], missing: [FONTS] })).toBe(0);
  });

  test.each([...FRONTS, '/2016/07/20/ferry'])(
    'next to nothing of %s moves when fonts and pictures come late',
    async (path) => {
      expect(await shiftOf(path, width, { late: [PICTURES, FONTS], missing: [] })).toBeLessThan(0.005);
    },
  );
});

/** Elements that reach past the screen, unless something between scrolls or hides them; none where the page does not scroll. */
function reachPast(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} px`, ...wide.map((element) => `${element.tagName}.${element.className}`)];
  });
}

/** Text for the page: its types are not Node’s. */
const LARGEST_IS_FIRST = `new Promise((resolve) => {
  let last;
  new PerformanceObserver((list) => { last = list.getEntries().at(-1).element; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => resolve(last === document.querySelector('[fetchpriority="high"]')), 300);
})`;

/** Sum of the layout shifts (web.dev/cls) after a moment, in ms of the page’s clock. */
const shiftSince = (moment: number): string => `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.startTime > ${moment}) sum += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 300);
})`;

/** The layout shift that files cause which come only when the page has been read and painted. */
async function shiftOf(
  path: string,
  width: number,
  files: { readonly late: readonly string[]; readonly missing: readonly string[] },
): Promise<number> {
  const context = await browser.newContext({ viewport: { width, height: 844 } });
  const page = await context.newPage();
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  for (const pattern of files.missing) await page.route(pattern, (route) => route.abort());
  for (const pattern of files.late)
    await page.route(pattern, async (route) => {
      await allowed;
      await route.continue();
    });
  await page.goto(site.url + path, { waitUntil: 'domcontentloaded' });
  const moment = await page.evaluate<number>(PAINTED);
  allow();
  await page.waitForLoadState('networkidle');
  const shift = await page.evaluate<number>(shiftSince(moment));
  await context.close();
  return shift;
}

const PAINTED =
  'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))))';
