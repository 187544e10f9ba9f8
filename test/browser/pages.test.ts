import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureSite } from '../support/open-test-site.ts';
import { findBarriers } from './find-barriers.ts';
import { openBrowser } from './open-browser.ts';
import { openPage, type ServedSite, serveSite } from './open-page.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const ARTICLE = '/2016/07/15/kerry-putin-talk-closer-cooperation-to-save-syria-plan';

const sites = new Map<string, ServedSite>();
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  sites.set('shipped', await serveSite(CONTENT));
  sites.set('newsroom', await serveSite(fixtureSite('newsroom')));
});
afterAll(async () => {
  await browser?.close();
  for (const site of sites.values()) await site.close();
});

const url = (site: string, path: string): string => `${sites.get(site)?.url}${path}`;

/** Looked at in every size and both colours. */
const READ_MOST = [
  ['shipped', ARTICLE, 200],
  ['shipped', '/', 200],
  ['newsroom', '/2016/07/15/everything', 200],
  ['newsroom', '/hy/2016/07/14/armenian', 200],
  ['newsroom', '/ar/2016/07/13/arabic', 200],
] as const;

/** Of one design with the others: the narrowest and the widest show what may be wrong. */
const OTHERS = [
  ['newsroom', '/2016/07/11/short', 200],
  ['newsroom', '/', 200],
  ['newsroom', '/sections/economy', 200],
  ['newsroom', '/2016', 200],
  ['newsroom', '/2016/07', 200],
  ['newsroom', '/2016/07/15', 200],
  ['newsroom', '/archive', 200],
  ['newsroom', '/topics', 200],
  ['newsroom', '/authors', 200],
  ['newsroom', '/authors/example-desk', 200],
  ['newsroom', '/series', 200],
  ['newsroom', '/series/the-harbour-talks', 200],
  ['newsroom', '/?page=2', 200],
  ['newsroom', '/about', 200],
  ['newsroom', '/corrections', 200],
  ['newsroom', '/offline', 200],
  ['newsroom', '/partners', 200],
  ['newsroom', '/nothing', 404],
  ['newsroom', '/2016/07/01/expired', 410],
  ['newsroom', '/%E0%A4%A', 400],
] as const;

const SIZES = [360, 768, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

const isEdge = ({ width, colorScheme }: (typeof SIZES)[number]): boolean =>
  (width === 360 && colorScheme === 'light') || (width === 1280 && colorScheme === 'dark');

describe.each(SIZES)('at $width px, $colorScheme', (size) => {
  const { width, colorScheme } = size;
  test.each([...READ_MOST, ...(isEdge(size) ? OTHERS : [])])(
    '%s %s is whole, quiet and accessible',
    async (site, path, status) => {
      const opened = await openPage(browser, url(site, path), {
        viewport: { width, height: 900 },
        colorScheme,
      });
      expect(opened.status).toBe(status);
      expect(opened.messages).toEqual([]);
      expect([...opened.hosts]).toEqual([new URL(url(site, path)).host]);
      expect(await overflowOf(opened.page)).toEqual([]);
      expect(await findBarriers(opened.page)).toEqual([]);
      await opened.close();
    },
  );
});

/** Elements that reach past the viewport, unless a box of their own scrolls or hides them. */
function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.scrollWidth > width || element.getBoundingClientRect().right > width + 1,
    );
    return [
      `the page is ${scrollWidth} px wide`,
      ...wide.map((element) => `${element.tagName}.${element.className}`),
    ];
  });
}

test('text may be twice as large', async () => {
  for (const width of [360, 1280]) {
    const opened = await openPage(browser, url('newsroom', '/2016/07/15/everything'), {
      viewport: { width, height: 900 },
    });
    await opened.page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect(await overflowOf(opened.page)).toEqual([]);
    await opened.close();
  }
});

/** Sum of the page's layout shifts so far (web.dev/cls). Text for the page: its types are not Node's. */
const LAYOUT_SHIFT = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 300);
})`;

/**
 * The layout shift of a page on a phone.
 *
 * @param files.late a pattern of files that come 400 ms late
 * @param files.missing a pattern of files that never come: without fonts, whether a busy machine hands them
 *   out before or after the first paint makes no difference
 */
async function shiftOf(
  pageUrl: string,
  files: { readonly late?: string; readonly missing?: string },
): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  if (files.missing !== undefined) await page.route(files.missing, (route) => route.abort());
  if (files.late !== undefined)
    await page.route(files.late, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
  await page.goto(pageUrl, { waitUntil: 'networkidle' });
  const shift = await page.evaluate<number>(LAYOUT_SHIFT);
  await context.close();
  return shift;
}

const FONTS = '**/*.woff2';

test.each(['/', ARTICLE])('nothing moves on %s', async (path) => {
  expect(await shiftOf(url('shipped', path), { missing: FONTS })).toBe(0);
});

test.each(['/', '/2016/07/15/everything'])('nothing moves on %s when its pictures are late', async (path) => {
  expect(await shiftOf(url('newsroom', path), { late: '**/pictures/*', missing: FONTS })).toBe(0);
});

test('next to nothing moves while slow fonts come in', async () => {
  expect(await shiftOf(url('shipped', ARTICLE), { late: FONTS })).toBeLessThan(0.005);
  expect(await shiftOf(url('newsroom', '/2016/07/15/everything'), { late: FONTS })).toBeLessThan(0.005);
});
