import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { urlencoded } from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { permalinksFile, readPathsAfter } from '../../../src/catalog/permalinks/ledger.ts';
import { deskDates } from '../../../src/desk/desk-dates.ts';
import { createListsRoutes } from '../../../src/desk/lists/lists-routes.ts';
import { createScheduleRoutes } from '../../../src/desk/schedule/schedule-routes.ts';
import { openReader } from '../../../src/runtime/server/open-reader.ts';
import { openTestDesk, SITE_URL } from '../../desk/open-test-desk.ts';
import { type FolderWriting, folderWriting } from '../../desk/schedule/folder-writing.ts';
import {
  type Newsroom,
  openNewsroom,
  PATIENCE,
  type Running,
  SITE,
  story,
} from '../../ingest/open-newsroom.ts';
import { findBarriers } from '../find-barriers.ts';
import { openBrowser } from '../open-browser.ts';

const dates = deskDates('Asia/Yerevan');
/** The middle of a month, so that a day and its neighbours stand in one table. */
const NOW = Date.parse('2031-03-12T08:00:00Z');
const OPERA = Date.parse('2031-03-14T14:00:00Z');
const plain = (ms: number): string => dates.local(ms).replace('T', ' ');

let browser: Browser;
let room: Newsroom;
let running: Running;
let server: Server;
let url: string;
let writing: FolderWriting;
let close: () => void;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  room = openNewsroom({
    'site.yaml': SITE,
    'articles/opera.md': `---\ntitle: Opening night\ndate: ${plain(OPERA)}\n---\nText.\n`,
    'articles/notice.md': story('A notice', `expires: ${plain(OPERA)}`),
    'articles/bank.md': `---\ntitle: Բանկը պահում է տոկոսադրույքը\ndate: ${plain(OPERA + 3_600_000)}\n---\nText.\n`,
    'articles/snow.md': story('تغلق الثلوج الممر الشمالي حتى الصباح', 'draft: true'),
    'articles/winter.md': story('What a winter road would really cost', 'draft: true'),
    'articles/2016/bridge.md': '---\ntitle: The bridge\ndate: tomorow\n---\nText.\n',
    'articles/2016/ferry.md': story('The ferry returns', 'colour: red\naliases: [/old/ferry]'),
    'front.yaml': `banner:\n  text: Storm\n  until: ${plain(OPERA - 86_400_000)}\n`,
  });
  running = await room.start({ isLive: true });
  const reader = openReader(room.dataDir);
  const desk = openTestDesk(() => reader);
  const { news, show } = desk;
  const common = { reader: () => reader, news, show, now: () => NOW };
  const lists = createListsRoutes({
    ...common,
    siteUrl: SITE_URL,
    readLines: (file) => readFile(join(room.contentDir, file), 'utf8').catch(() => null),
    readPaths: (after, limit) => readPathsAfter(permalinksFile(room.dataDir), after, limit),
  });
  writing = folderWriting(room);
  const schedule = createScheduleRoutes({ ...common, writing, note() {}, patienceMs: 50 });
  server = createServer(desk.listener(urlencoded({ extended: false }), lists, schedule)).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.close().closeAllConnections();
    reader.close();
  };
});
afterEach(async () => {
  close();
  await writing.close();
  await running.close();
  await room.dispose();
});

const open = async (path: string, given: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
  const page = await browser.newPage(given);
  await page.goto(url + path, { waitUntil: 'load' });
  return page;
};
const opera = (): string => readFileSync(join(room.contentDir, 'articles/opera.md'), 'utf8');
const cell = (page: Page, day: string) => page.locator(`td[data-day="${day}"]`);

test('a story is dragged to another day of the month, at its own time, and taken back', async () => {
  const page = await open('/schedule', { viewport: { width: 1280, height: 900 } });
  await expect.poll(() => page.locator('.schedule__drag').isVisible(), PATIENCE).toBe(true);
  await cell(page, '2031-03-14').getByText('Opening night').dragTo(cell(page, '2031-03-19'));
  await page.waitForURL(/done=/);
  expect(opera()).toContain('date: 2031-03-19 18:00');
  expect(await page.getByRole('status').textContent()).toContain('19 Mar 2031');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForURL(/done=/);
  await expect.poll(() => page.getByRole('status').textContent(), PATIENCE).toContain('taken back');
  expect(opera()).toContain('date: 2031-03-14 18:00');
  await page.close();
});

test('by keyboard and without script the same is done by the form below', async () => {
  const page = await open('/schedule', { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  await page
    .getByRole('link', { name: /Opening night/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  expect(page.url()).toMatch(/#m\d+$/);
  const form = page.getByRole('form', { name: 'When “Opening night” appears' });
  await form.getByLabel('When').fill('2031-03-20T07:15');
  await form.getByRole('button', { name: 'Move' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=/);
  expect(opera()).toContain('date: 2031-03-20 07:15');
  await page.getByRole('link', { name: /April 2031/ }).click();
  expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('April 2031');
  await page.close();
});

test('every list is reached and used without script', async () => {
  const page = await open('/files', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'articles/' }).click();
  await page.getByRole('link', { name: '2016/' }).click();
  expect(await page.getByRole('row', { name: /The ferry returns/ }).textContent()).toContain('live');
  await page.getByRole('link', { name: '1 error' }).click();
  expect(await page.locator('.frame').textContent()).toContain('date: tomorow');
  await page.goto(`${url}/redirects`);
  await page.getByRole('searchbox').fill('/old/');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('row', { name: /\/old\/ferry/ }).textContent()).toContain('301');
  await page.close();
});

describe.each(['/schedule', '/problems', '/files?folder=articles', '/pictures', '/partners', '/redirects'])(
  '%s',
  (path) => {
    test.each([
      [360, 'light'],
      [768, 'dark'],
      [1280, 'light'],
      [1280, 'dark'],
    ] as const)('has no barriers at %i px, %s, and fits', async (width, colorScheme) => {
      const page = await open(path, { viewport: { width, height: 900 }, colorScheme });
      expect(await findBarriers(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await page.close();
    });
  },
);
