import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBoardRoutes } from '../../../src/desk/board/board-routes.ts';
import type { LivePublish } from '../../../src/desk/news.ts';
import type { Problem } from '../../../src/problems/problem.ts';
import { openReader } from '../../../src/runtime/server/open-reader.ts';
import { openTestDesk, SITE_URL, type TestDesk } from '../../desk/open-test-desk.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from '../../ingest/open-newsroom.ts';
import { findBarriers } from '../find-barriers.ts';
import { openBrowser } from '../open-browser.ts';

const PROBLEM: Problem = {
  ...{ file: 'articles/bridge.md', line: 3, column: 7, severity: 'error', code: 'date-invalid' },
  ...{ message: '"tomorow" is not a date.', hint: 'Write it as 2026-11-30 09:30.' },
};
const PUBLISH: LivePublish = {
  ...{ file: 'articles/ferry.md', path: '/2016/07/15/ferry', title: 'The ferry returns', change: 'added' },
  ...{ wasPublic: false, isPublic: true, at: 0, ms: 9, way: 'file', keys: 4 },
};

let browser: Browser;
let room: Newsroom;
let running: Running;
let desk: TestDesk;
let server: Server;
let url: string;
let close: () => void;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  room = openNewsroom({
    'articles/draft.md': story('Երկար ճանապարհ ձմռանը', 'draft: true'),
    'articles/snow.md': story('تغلق الثلوج الممر الشمالي حتى الصباح', 'draft: true'),
  });
  running = await room.start();
  const reader = openReader(room.dataDir);
  desk = openTestDesk(() => reader);
  const board = createBoardRoutes({
    reader: () => reader,
    news: desk.news,
    show: desk.show,
    siteUrl: SITE_URL,
    readLines: async () => '---\ntitle: Bridge\ndate: tomorow\n---\n',
    openFiles: () => [],
    now: Date.now,
  });
  server = createServer(desk.listener(board)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  close = () => {
    server.close().closeAllConnections();
    reader.close();
  };
});
afterEach(async () => {
  close();
  await running.close();
  await room.dispose();
});

const open = async (given: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
  const page = await browser.newPage(given);
  await page.goto(url, { waitUntil: 'load' });
  return page;
};
const live = (page: Page) => page.locator('[data-region="live"]');

test('what happens comes by itself, and the focus stays where it is', async () => {
  const page = await open();
  await page.getByRole('link', { name: 'New story' }).focus();
  desk.news.take({ kind: 'live', publishes: [PUBLISH] });
  await expect.poll(() => live(page).textContent(), PATIENCE).toContain('The ferry returns');
  desk.news.take({ kind: 'troubled', file: PROBLEM.file, problems: [PROBLEM], isServed: true, since: 1 });
  const problems = page.locator('[data-region="problems"]');
  await expect.poll(() => problems.textContent(), PATIENCE).toContain('Write it as 2026-11-30');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('New story');
  await problems.getByRole('link', { name: 'Mend it' }).focus();
  desk.news.take({ kind: 'troubled', file: 'articles/b.md', problems: [PROBLEM], isServed: false, since: 2 });
  await expect.poll(() => problems.locator('.problem').count(), PATIENCE).toBe(2);
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('a');
  await page.close();
});

test('a page that was away comes back to what is so now', async () => {
  const page = await open();
  const heard = page.waitForResponse((response) => response.url().endsWith('/events'));
  server.closeAllConnections();
  desk.news.take({ kind: 'live', publishes: [PUBLISH] });
  await heard;
  await expect.poll(() => live(page).textContent(), PATIENCE).toContain('The ferry returns');
  await page.close();
});

test('everything is there without script', async () => {
  desk.news.take({ kind: 'live', publishes: [PUBLISH] });
  desk.news.take({ kind: 'troubled', file: PROBLEM.file, problems: [PROBLEM], isServed: true, since: 1 });
  const page = await open({ javaScriptEnabled: false });
  expect(await live(page).textContent()).toContain('9 ms after the save');
  expect(await page.locator('.frame').textContent()).toContain('> 3 | date: tomorow');
  await page.close();
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([360, 768, 1280])(
    'it has no barriers at %d px, and needs no scrolling sideways',
    async (width) => {
      desk.news.take({ kind: 'live', publishes: [PUBLISH] });
      desk.news.take({ kind: 'troubled', file: PROBLEM.file, problems: [PROBLEM], isServed: true, since: 1 });
      const page = await open({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.close();
    },
  );
});
