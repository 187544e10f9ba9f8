import { rm } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRichSite } from '../support/rich-site.ts';
import { findBarriers } from './find-barriers.ts';
import { openBrowser } from './open-browser.ts';
import { openPage, type ServedSite, serveSite } from './open-page.ts';
import { readAsReaderMode } from './read-as-reader-mode.ts';

let folder: string;
let browser: Browser;
let site: ServedSite;
beforeAll(async () => {
  folder = await makeRichSite();
  browser = await openBrowser();
  site = await serveSite(folder);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true });
});

const RICH = '/2016/07/19/ferry';
const PLAIN = '/2016/07/18/plain';
const open = (path: string, options: BrowserContextOptions = {}) =>
  openPage(browser, site.url + path, options);
const size = (width: number): BrowserContextOptions => ({ viewport: { width, height: 800 } });

describe.each([RICH, `/hy${RICH}`, `/ar${RICH}`])('the rich story %s', (path) => {
  test.each(['light', 'dark'] as const)('has no barriers, %s', async (colorScheme) => {
    const opened = await open(path, { ...size(1280), colorScheme });
    await opened.page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await findBarriers(opened.page)).toEqual([]);
    await opened.close();
  });

  test('fits phones and desks, and asks no other host', async () => {
    const opened = await open(path);
    for (const width of [320, 360, 768, 1280]) {
      await opened.page.setViewportSize({ width, height: 800 });
      const beyond = await opened.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond, `${width} px`).toBe(0);
    }
    expect([...opened.hosts]).toEqual([new URL(site.url).host]);
    await opened.close();
  });
});

describe('reader mode', () => {
  test.each([
    ['key points', 'children and pupils sail free'],
    ['the pull quote', 'Everybody believed in the timetable.'],
    ['and its source', 'A shopkeeper on the harbour street'],
    ['the fact box', 'The boat in figures'],
    ['and what it says', '180 passengers and 12 cars'],
    ['captions of a gallery', 'The yard at dawn, before the cranes came.'],
    ['the title of a film', 'The last crossing'],
    ['and its caption', 'Filmed from the bridge in 2007.'],
    ['the title of a recording', 'The bell of the boat'],
    ['the title of a film elsewhere', 'The launch of 1974, in a newsreel'],
    ['a warning', 'No boats sail above force 7.'],
    ['details', 'How the fare is made'],
    ['and what they hide', 'shared among sixty passengers'],
    ['tables', 'Shorzha'],
    ['terms', 'Gross tonnage'],
    ['code', 'The next boat after a time of day'],
    ['the name of its file', 'next-boat.js'],
    ['the last sentence', 'The first bell rings at a quarter to twelve.'],
  ])('keeps %s', async (_, words) => {
    expect((await readRich()).text).toContain(words);
  });

  test('keeps each picture of the galleries', async () => {
    expect((await readRich()).html.match(/<img/g)?.length).toBeGreaterThanOrEqual(8);
  });

  let reading: ReturnType<typeof readAsReaderMode> | undefined;
  function readRich() {
    reading ??= open(RICH).then(async (opened) => {
      const read = await readAsReaderMode(opened.page);
      await opened.close();
      return read;
    });
    return reading;
  }
});

test('a gallery is walked through by keyboard, and each of its pictures opens', async () => {
  const opened = await open(RICH, size(1280));
  const links = opened.page.locator('.gallery a');
  expect(await links.count()).toBe(8);
  await links.nth(0).focus();
  for (let nth = 1; nth < 3; nth += 1) {
    await opened.page.keyboard.press('Tab');
    expect(await links.nth(nth).evaluate((link) => link === document.activeElement)).toBe(true);
  }
  expect(await links.nth(2).evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
  const href = await links.nth(2).getAttribute('href');
  await Promise.all([opened.page.waitForURL(`${site.url}${href}`), opened.page.keyboard.press('Enter')]);
  await opened.close();
});

test('the pictures of a row are as high as each other', async () => {
  const opened = await open(RICH, size(1280));
  const heights = await opened.page
    .locator('.gallery--three img')
    .evaluateAll((images) => images.map((image) => Math.round(image.getBoundingClientRect().height)));
  expect(new Set(heights).size).toBe(1);
  await opened.close();
});

test('a story without rich parts carries none of their styles, and one with all of them fits the first round trip', async () => {
  const plain = await (await fetch(site.url + PLAIN)).text();
  // What sheets of scripts say of them has `:lang()`.
  expect(plain).not.toMatch(/\.(?:gallery|clip|box|pull-quote|points|hljs-comment)\b[^{}:]*\{/);
  expect(plain.match(/<style>/g)).toHaveLength(1);
  const rich = await (await fetch(site.url + RICH)).text();
  expect(brotliCompressSync(rich).length).toBeLessThan(14 * 1024);
});
