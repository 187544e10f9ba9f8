import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATIENCE } from '../../ingest/open-newsroom.ts';
import { openBrowser } from '../open-browser.ts';
import { openDeskOfSite, readPage } from './open-desk-of-site.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const editor = (page: Page) => page.locator('.cm-content');
const told = (page: Page) => page.locator('[data-told]').textContent();
test('a story is written from nothing, shown, published, broken, mended and corrected', async () => {
  const { room, desk, url, page } = await openDeskOfSite(browser);
  const fileText = (file: string): string => readFileSync(join(room.contentDir, file), 'utf8');
  await page.goto(`${desk}/new`);
  await page.getByLabel('Headline').fill('The bridge is painted');
  await page.getByRole('button', { name: 'Begin' }).click();
  await editor(page).waitFor();
  const file = new URL(page.url()).searchParams.get('file') ?? '';
  expect(file).toMatch(/^articles\/.*the-bridge-is-painted\.md$/);

  await page.locator('.cm-line', { hasText: 'Write the story here.' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('It took two towns.');
  const preview = page.frameLocator('iframe.write__page:not([data-loading])');
  await expect.poll(() => preview.locator('article').textContent(), PATIENCE).toContain('It took two towns.');
  await page.keyboard.press('Control+s');
  await expect.poll(() => told(page), PATIENCE).toBe('Saved.');
  expect(fileText(file)).toContain('draft: true\n---\n\nIt took two towns.\n');

  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect.poll(() => told(page), PATIENCE).toContain('Readers will see it');
  expect(fileText(file)).not.toContain('draft');
  await expect.poll(() => readPage(`${url}/`), PATIENCE).toContain('The bridge is painted');
  const [path = ''] = /\/\d{4}\/\d\d\/\d\d\/the-bridge-is-painted/.exec(await readPage(`${url}/`)) ?? [];

  await page.locator('.cm-line', { hasText: 'date:' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('date: tomorow');
  await expect.poll(() => page.locator('.problem-box').first().textContent(), PATIENCE).toContain('tomorow');
  await page.keyboard.press('Control+s');
  await expect.poll(() => fileText(file), PATIENCE).toContain('date: tomorow');
  expect(await readPage(url + path)).toContain('It took two towns.');

  await page.goto(`${desk}/history?file=${file}`);
  await page.getByRole('button', { name: 'Bring this version back' }).first().click();
  await page.waitForURL(/\/write/);
  await expect.poll(() => fileText(file), PATIENCE).not.toContain('tomorow');

  await page.locator('.write__more summary').click();
  await page.locator('#correction').fill('It took three towns.');
  await page.getByRole('button', { name: 'Add a correction' }).click();
  await expect.poll(() => readPage(url + path), PATIENCE).toContain('It took three towns.');

  await page.locator('.write__search summary').click();
  const card = page.locator('img.write__card');
  await expect
    .poll(() => card.evaluate((image: HTMLImageElement) => image.naturalWidth), PATIENCE)
    .toBe(1200);

  await page.goto(`${desk}/write?file=${file}`);
  await page.locator('.write__more summary').click();
  await page.locator('input[name="sure"]').check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => readPage(url + path), PATIENCE).toBe('410');
  await page.goto(`${desk}/deleted`);
  await page.getByRole('link', { name: file }).click();
  await page.getByRole('button', { name: 'Bring this version back' }).first().click();
  await expect.poll(() => readPage(url + path), PATIENCE).toContain('It took three towns.');
});
