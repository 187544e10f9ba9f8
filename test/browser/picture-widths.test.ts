import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePictureSite } from '../support/picture-site.ts';
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

/** Px: below, at and above each width at which the layout changes. */
const SCREENS = [320, 390, 570, 576, 640, 703, 720, 767, 768, 900, 1023, 1024, 1100, 1112, 1247, 1280, 1600];

interface Shown {
  readonly sizes: string;
  /** Px, as `sizes` promises it on this screen and as the picture is laid out. */
  readonly promised: number;
  readonly shown: number;
}

/** What each picture of a page promises and is; which rule of `sizes` holds is what the browser says. */
const widthsOn = (page: Page): Promise<Shown[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('picture')].flatMap((picture) => {
      const sizes = picture.querySelector('source')?.sizes ?? '';
      const image = picture.querySelector('img');
      if (sizes === '' || image === null) return [];
      const rules = sizes.split(', ').map((rule) => /^(?:(\(min-width: [\d.]+rem\)) )?(.+)$/.exec(rule));
      const length = rules.find((rule) => rule?.[1] === undefined || matchMedia(rule[1]).matches)?.[2] ?? '';
      const ruler = document.body.appendChild(document.createElement('div'));
      ruler.style.width = length;
      const promised = ruler.getBoundingClientRect().width;
      ruler.remove();
      return [{ sizes, promised, shown: image.getBoundingClientRect().width }];
    }),
  );

test.each(['/', '/sections/world', '/2016/07/19/landscape', '/2016/07/19/portrait', '/2016/07/19/tiny'])(
  'pictures of %s are as wide as they promise, on every screen',
  async (path) => {
    const { page, close } = await openPage(browser, site.url + path, { bypassCSP: true });
    for (const width of SCREENS) {
      await page.setViewportSize({ width, height: 900 });
      const pictures = await widthsOn(page);
      expect(pictures.length).toBeGreaterThan(0);
      const wrong = pictures.filter(({ promised, shown }) => Math.abs(promised - shown) > 2);
      expect(wrong, `${path} on ${width}`).toEqual([]);
    }
    await close();
  },
);
