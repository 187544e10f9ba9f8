import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { fakeSearch, foundAnswer, sampleHit } from '../support/fake-search.ts';
import { openBrowser } from './open-browser.ts';
import { type ServedSite, serveSite } from './open-page.ts';
import { writeWideSite } from './wide-site.ts';

const NARROW = { width: 320, height: 640 };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** Boxes that reach past the screen at either side, or hide a part of what is in them, and do not scroll. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    const isBoxed = (element: Element): boolean =>
      element.closest('.table-scroll, pre, .sections__list, .visually-hidden, .skip-link') !== null;
    for (const element of document.querySelectorAll('body *')) {
      if (isBoxed(element) || element.checkVisibility() === false) continue;
      const { left, right, width: own } = element.getBoundingClientRect();
      if (own > 0 && (left < -1 || right > width + 1)) {
        found.push(
          `${element.tagName}.${element.className} from ${Math.round(left)} to ${Math.round(right)}`,
        );
      }
    }
    return found.slice(0, 5);
  });
}

/** Screens, and how large letters are on them. */
const LOOKS = [
  [320, ''],
  [320, '200%'],
  [768, '200%'],
  [1280, ''],
] as const;

describe.each(['en', 'ar'] as const)('a site in %s with words wider than the screen', (language) => {
  const { contentDir, paths, longText, remove } = writeWideSite(language);
  const search = fakeSearch(
    foundAnswer({
      hits: [sampleHit(`[${longText}] ${longText}`, `${longText} [${longText}]`)],
      suggestion: longText,
      filters: [{ name: 'topic', value: longText, isKnown: false }],
    }),
  );
  let site: ServedSite;
  let page: Page;
  beforeAll(async () => {
    site = await serveSite(contentDir, { search });
    page = await browser.newPage({ viewport: NARROW });
  });
  afterAll(async () => {
    await page?.close();
    await site?.close();
    remove();
  });

  test.each(paths)(
    '%s has them all on the page',
    async (path, status) => {
      const response = await page.goto(site.url + path, { waitUntil: 'load' });
      expect(response?.status()).toBe(status);
      // The page of a broken address needs nothing of the site, and does not know its language.
      if (status !== 400) {
        expect(await page.evaluate('document.documentElement.dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
      }
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      for (const [width, size] of LOOKS) {
        await page.setViewportSize({ width, height: 640 });
        await page.evaluate((fontSize) => {
          document.documentElement.style.fontSize = fontSize;
        }, size);
        expect(await tooWide(page), `${width} px ${size}`).toEqual([]);
      }
    },
    60_000,
  );
});

test('the page for when nothing else can be served is as narrow', async () => {
  const html = readErrorPage().replaceAll(/\{\{\w+\}\}/g, 'w'.repeat(200));
  const page = await browser.newPage({ viewport: NARROW });
  await page.setContent(html);
  expect(await tooWide(page)).toEqual([]);
  await page.close();
});
