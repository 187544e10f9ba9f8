import { rm } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePictureSite } from '../support/picture-site.ts';
import { findBarriers } from './find-barriers.ts';
import { openBrowser } from './open-browser.ts';
import { openPage, type ServedSite, serveSite } from './open-page.ts';

let folder: string;
let browser: Browser;
let site: ServedSite;
beforeAll(async () => {
  folder = await makePictureSite();
  browser = await openBrowser();
  site = await serveSite(folder);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true });
});

const open = (path: string, options: BrowserContextOptions) => openPage(browser, site.url + path, options);

/** What stands behind the pictures that something shows through, and the margin round them. */
const groundsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main img.see-through')].map((image) => {
      const { backgroundColor, paddingTop } = getComputedStyle(image);
      return `${backgroundColor} ${paddingTop}`;
    }),
  );

const LOGO = '/2016/07/19/logo';
const NOTHING = 'rgba(0, 0, 0, 0) 0px';
const PAPER = 'rgb(236, 232, 222) 12px';
const SMALL_PAPER = 'rgb(236, 232, 222) 4px';

describe('what something shows through', () => {
  test.each(['/2016/07/19/landscape', LOGO, '/sections/world'])(
    'stands on paper in the dark on %s',
    async (path) => {
      for (const [colorScheme, ground] of [
        ['light', NOTHING],
        ['dark', PAPER],
      ] as const) {
        const opened = await open(path, { colorScheme });
        const grounds = await groundsOf(opened.page);
        expect(grounds.length).toBeGreaterThan(0);
        // Teasers have less of it; a story has both kinds.
        const allowed = ground === PAPER ? [PAPER, SMALL_PAPER] : [NOTHING];
        expect(allowed).toEqual(expect.arrayContaining([...new Set(grounds)]));
        await opened.close();
      }
    },
  );

  test('obeys the reader’s own choice', async () => {
    const opened = await open(LOGO, { colorScheme: 'light' });
    for (const [theme, ground] of [
      ['dark', PAPER],
      ['light', NOTHING],
    ] as const) {
      await opened.page.emulateMedia({ colorScheme: theme === 'dark' ? 'light' : 'dark' });
      await opened.page.evaluate((chosen) => localStorage.setItem('theme', chosen), theme);
      await opened.page.reload();
      expect(await groundsOf(opened.page)).toContain(ground);
    }
    await opened.close();
  });

  test('is printed on the paper that is there', async () => {
    const opened = await open(LOGO, { colorScheme: 'dark' });
    await opened.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await groundsOf(opened.page)).toContain(NOTHING);
    await opened.close();
  });
});

/** Figures that have blank page beside their picture: nothing fills their width, neither it nor what is behind it. */
const blanksOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.article figure:has(img)')].flatMap((figure) => {
      const { width } = figure.getBoundingClientRect();
      const filled = [figure, ...figure.querySelectorAll('picture, img')].some(
        (element) =>
          Math.abs(element.getBoundingClientRect().width - width) < 1 &&
          (element.tagName === 'IMG' || getComputedStyle(element).backgroundColor !== 'rgba(0, 0, 0, 0)'),
      );
      return filled ? [] : [figure.outerHTML.slice(0, 200)];
    }),
  );

describe.each([360, 768, 1280])('at %i px', (width) => {
  test.each(['landscape', 'portrait', 'tiny'])(
    'the pictures of %s are laid out, and readable beside their captions',
    async (slug) => {
      const opened = await open(`/2016/07/19/${slug}`, { viewport: { width, height: 900 } });
      expect(await blanksOf(opened.page)).toEqual([]);
      expect(opened.messages).toEqual([]);
      if (slug === 'portrait') expect(await findBarriers(opened.page)).toEqual([]);
      await opened.close();
    },
  );
});

/** Top, width and height of figures and pictures, in px. */
const boxesOf = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.article figure, .article img')].flatMap((element) => {
      const { top, width, height } = element.getBoundingClientRect();
      return [top, width, height];
    }),
  );

test.each(['landscape', 'portrait', 'tiny'])('nothing of %s moves when its pictures come', async (slug) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 2400 }, colorScheme: 'dark' });
  const page = await context.newPage();
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  await page.route('**/pictures/*', async (route) => {
    ask();
    await allowed;
    await route.continue();
  });
  await page.goto(`${site.url}/2016/07/19/${slug}`, { waitUntil: 'domcontentloaded' });
  await asked;
  await page.evaluate(async () => void (await document.fonts.ready));
  const before = await boxesOf(page);
  allow();
  await page.waitForLoadState('networkidle');
  const after = await boxesOf(page);
  expect(after).toHaveLength(before.length);
  // A size that is rounded to whole pixels differs from the picture's own shape by a part of one.
  for (const [index, value] of after.entries())
    expect(Math.abs(value - (before[index] ?? 0))).toBeLessThan(1);
  await context.close();
});
