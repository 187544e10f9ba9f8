import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureSite } from '../support/open-test-site.ts';
import { openBrowser } from './open-browser.ts';
import { openPage, type ServedSite, serveSite } from './open-page.ts';

const STORY = `---
title: العبّارة تعود إلى الميناء
date: 2016-07-15 09:30
updated: 2016-07-16 18:05
section: Tech & Science (all)
type: opinion
authors: ["John Smith Jr.", "محمد أحمد", "O’Brien (AP)", "דוד כהן"]
topics: [C++, سياسة]
location: "Rostov-on-Don (Russia)"
source: {name: "Another Paper, Inc.", url: "https://paper.example/"}
image: {src: /media/harbour.png, alt: x, caption: "The harbour in 2016.", credit: "© AP (pool)"}
corrections: [{date: 2016-07-16, text: "An earlier version misnamed it."}]
---
قال متحدث إن العبّارة عادت.
`;

const FOREIGN = `---
title: The rope
date: 2016-06-15 09:30
language: en
section: Tech & Science (all)
---
Words.
`;

const PARTNERS = `- name: Coast and Rail
  homePage: https://rail.example/
  items:
    - {title: A fifth carriage, url: "https://rail.example/5"}
    - {title: عربة خامسة, url: "https://rail.example/6"}
`;

const contentDir = mkdtempSync(join(tmpdir(), 'dateline-direction-'));
let browser: Browser;
let site: ServedSite;
let page: Page;
beforeAll(async () => {
  mkdirSync(join(contentDir, 'articles'));
  cpSync(join(fixtureSite('newsroom'), 'media'), join(contentDir, 'media'), { recursive: true });
  writeFileSync(
    join(contentDir, 'site.yaml'),
    'name: بريد\nlanguage: ar\ntimeZone: Asia/Baghdad\nplace: Baghdad (Iraq)\nsections: [Tech & Science (all)]\n',
  );
  writeFileSync(join(contentDir, 'articles', 'ferry.md'), STORY);
  writeFileSync(join(contentDir, 'articles', 'rope.md'), FOREIGN);
  writeFileSync(join(contentDir, 'partners.yaml'), PARTNERS);
  browser = await openBrowser();
  site = await serveSite(contentDir);
  ({ page } = await openPage(browser, `${site.url}/2016/07/15/ferry`, {
    viewport: { width: 1280, height: 900 },
  }));
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(contentDir, { recursive: true });
});

/** Where a text stands on the page, in px from the left; the first one in what the selector finds. */
function placeOf(selector: string, text: string): Promise<{ left: number; right: number }> {
  return page.evaluate(
    ([inside, wanted]) => {
      const walker = document.createTreeWalker(
        document.querySelector(inside as string) as Node,
        NodeFilter.SHOW_TEXT,
      );
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.nodeValue?.indexOf(wanted as string) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + (wanted as string).length);
        const { left, right } = range.getBoundingClientRect();
        return { left, right };
      }
      throw new Error(`no ${wanted} in ${inside}`);
    },
    [selector, text],
  );
}

/** In the order in which a reader of Arabic comes to them. */
test.each([
  ['.byline', ['John Smith Jr.', 'محمد أحمد', 'O’Brien (AP)', 'דוד כהן']],
  ['.facts p:nth-of-type(2)', ['نُشر في', '15', 'يوليو', '2016']],
  ['.facts p:nth-of-type(3)', ['آخر تحديث', '16', 'يوليو', '2016']],
  ['.kicker', ['Tech & Science (all)', 'رأي']],
  ['figcaption', ['The harbour in 2016.', '© AP (pool)']],
  ['.source', ['المصدر', 'Another Paper, Inc.']],
  ['.corrections p', ['16', 'يوليو', '2016', 'An earlier version misnamed it.']],
  ['.masthead__date', ['15', 'يوليو', '2016']],
] as const)('%s reads from right to left, unit by unit', async (selector, units) => {
  const places = await Promise.all(units.map((unit) => placeOf(selector, unit)));
  places.slice(1).forEach((place, index) => {
    expect(place.right, `${units[index + 1]} after ${units[index]}`).toBeLessThanOrEqual(
      (places[index]?.left ?? 0) + 1,
    );
  });
});

/** Within a unit of Latin letters. */
test.each([
  ['.byline', 'Jr', '.'],
  ['.byline', 'AP', ')'],
  ['.place', 'Russia', ')'],
  ['.kicker', 'all', ')'],
  ['figcaption', 'in 2016', '.'],
  ['figcaption cite', 'AP', ')'],
  ['.source cite', 'Inc', '.'],
  ['.corrections bdi', 'misnamed it', '.'],
  ['.topics', 'C', '++'],
  ['.masthead__date bdi', 'Iraq', ')'],
])('%s reads from left to right: %s%s', async (selector, before, after) => {
  const [first, second] = await Promise.all([placeOf(selector, before), placeOf(selector, after)]);
  expect(second.left).toBeGreaterThanOrEqual(first.right - 1);
});

/** What stands at a place of another page of the site, and closes it. */
async function onPage<Seen>(path: string, width: number, look: (page: Page) => Promise<Seen>): Promise<Seen> {
  const opened = await openPage(browser, site.url + path, { viewport: { width, height: 800 } });
  try {
    return await look(opened.page);
  } finally {
    await opened.close();
  }
}

test('arrows lead where the page reads on', async () => {
  const [earlier] = await onPage('/2016/07', 1280, (month) => month.locator('[rel="prev"]').allInnerTexts());
  expect(earlier).toBe('→ يونيو 2016');
  const [later] = await onPage('/2016/06', 1280, (month) => month.locator('[rel="next"]').allInnerTexts());
  expect(later).toBe('يوليو 2016 ←');
  const signs = await onPage('/partners', 1280, (partners) =>
    partners
      .locator('.partner .outlet__link')
      .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content.slice(0, 3))),
  );
  expect(signs.map((sign) => sign.slice(-1))).toEqual(['↗', '↗', '↖']);
});

test('on paper an address reads from left to right', async () => {
  const address = await onPage('/2016/07/15/ferry', 1280, async (printed) => {
    await printed.emulateMedia({ media: 'print' });
    return printed.locator('.source a').evaluate((link) => getComputedStyle(link, '::after').content);
  });
  expect(address).toContain('\u2066(');
  expect(address).toMatch(/\)\u2069"?$/);
});

test('a title of the other direction stands where its list does', async () => {
  const beside = await onPage('/sections/tech-science-all', 1280, (section) =>
    section
      .locator('h2[lang="en"]')
      .first()
      .evaluate((title) => {
        const words = document.createRange();
        words.selectNodeContents(title);
        const column = (title.parentElement as Element).getBoundingClientRect();
        return column.right - words.getBoundingClientRect().right;
      }),
  );
  expect(beside).toBeLessThan(2);
});

test.each([
  '/',
  '/sections/tech-science-all',
  '/2016/07/15/ferry',
  '/en/2016/06/15/rope',
  '/2016/07',
  '/archive',
  '/topics',
  '/authors',
  '/partners',
  '/corrections',
  '/search?q=x',
  '/search?q=after:x',
  '/offline',
  '/nothing',
])('%s fits a phone of 320 px', async (path) => {
  const beyond = await onPage(path, 320, (narrow) =>
    narrow.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );
  expect(beyond).toBe(0);
});
