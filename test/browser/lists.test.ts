import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
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

/** Px between a headline and the standfirst below it, in rows whose dates take one line and three. */
test.each([768, 1280])('dates never part a headline from its standfirst, on %i px', async (width) => {
  const viewport = { width, height: 900 };
  const { page, close } = await openPage(browser, `${site.url}/sections/world`, { viewport });
  const gaps = await page.evaluate(() =>
    [...document.querySelectorAll('.teaser--row')].map((row, nth) => {
      const headline = row.querySelector('.teaser__headline');
      const standfirst = row.querySelector('.teaser__standfirst') ?? document.createElement('p');
      standfirst.className = 'teaser__standfirst';
      standfirst.textContent = 'One line.';
      headline?.after(standfirst);
      const time = row.querySelector('.teaser__time');
      if (time !== null && nth % 2 === 0)
        time.textContent = 'Corrected on the 22nd of November 2025, at 14:32';
      return standfirst.getBoundingClientRect().top - (headline?.getBoundingClientRect().bottom ?? 0);
    }),
  );
  expect(gaps.length).toBeGreaterThan(4);
  expect(new Set(gaps.map(Math.round)).size).toBe(1);
  expect(Math.max(...gaps)).toBeLessThan(8);
  await close();
});

test('numbers of pages are at hand on a small screen', async () => {
  const viewport = { width: 320, height: 700 };
  const { page, close } = await openPage(browser, `${site.url}/sections/world`, { viewport });
  const boxes = await page.evaluate(() => {
    const main = document.querySelector('main');
    const items = Array.from({ length: 20 }, (_, nth) => `<li><a href="/?page=${nth}">${nth + 1}</a></li>`);
    main?.insertAdjacentHTML(
      'beforeend',
      `<nav class="pagination"><ul class="pagination__numbers">${items.join('')}</ul></nav>`,
    );
    return [...document.querySelectorAll('.pagination__numbers a')].map((link) => {
      const { width, height, right } = link.getBoundingClientRect();
      return { width, height, right };
    });
  });
  for (const { width, height, right } of boxes) {
    expect(width).toBeGreaterThanOrEqual(24);
    expect(height).toBeGreaterThanOrEqual(24);
    expect(right).toBeLessThanOrEqual(320);
  }
  await close();
});
