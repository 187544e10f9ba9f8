import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { accountsFile, openAccounts } from '../../../src/accounts/open-accounts.ts';
import { openNewsroom, PATIENCE, story } from '../../ingest/open-newsroom.ts';
import { runSite } from '../../runtime/run-site.ts';
import { openBrowser } from '../open-browser.ts';

const PASSWORD = 'the lake is calm today';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A whole site with its desk, and a page on which an editor is logged in. */
async function openDeskOfSite() {
  const room = openNewsroom({
    'site.yaml': 'name: The Lake Courier\nlanguage: en\ntimeZone: UTC\nsections: [Society]\n',
    'articles/ferry.md': story('Ferry'),
  });
  onTestFinished(() => room.dispose());
  const { contentDir, dataDir } = room;
  const port = await findFreePort();
  const desk = `http://localhost:${port}`;
  const site = runSite({
    CONTENT_DIR: contentDir,
    DATA_DIR: dataDir,
    WORKERS: '1',
    DESK_PORT: String(port),
    DESK_URL: desk,
  });
  onTestFinished(async () => {
    site.signal('SIGKILL');
    await site.ended;
  });
  const url = await site.ready();
  const accounts = openAccounts(accountsFile(dataDir), Date.now);
  const person = accounts.people.add({ name: 'Water desk', email: 'water@desk.test', role: 'editor' });
  const { secret } = accounts.invitations.make(person.id);
  accounts.close();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(`${desk}/join/${secret}`);
  for (const field of await page.locator('input[type="password"]').all()) await field.fill(PASSWORD);
  await page.locator('form:has(input[type="password"]) button').first().click();
  await page.waitForURL((at) => !at.pathname.startsWith('/join'));
  return { room, desk, url, page };
}

const editor = (page: Page) => page.locator('.cm-content');
const told = (page: Page) => page.locator('[data-told]').textContent();
const read = async (url: string): Promise<string> => {
  const answer = await fetch(url);
  return answer.ok ? answer.text() : String(answer.status);
};

test('a story is written from nothing, shown, published, broken, mended and corrected', async () => {
  const { room, desk, url, page } = await openDeskOfSite();
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
  await expect.poll(() => read(`${url}/`), PATIENCE).toContain('The bridge is painted');
  const [path = ''] = /\/\d{4}\/\d\d\/\d\d\/the-bridge-is-painted/.exec(await read(`${url}/`)) ?? [];

  await page.locator('.cm-line', { hasText: 'date:' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('date: tomorow');
  await expect.poll(() => page.locator('.problem-box').first().textContent(), PATIENCE).toContain('tomorow');
  await page.keyboard.press('Control+s');
  await expect.poll(() => fileText(file), PATIENCE).toContain('date: tomorow');
  expect(await read(url + path)).toContain('It took two towns.');

  await page.goto(`${desk}/history?file=${file}`);
  await page.getByRole('button', { name: 'Bring this version back' }).first().click();
  await page.waitForURL(/\/write/);
  await expect.poll(() => fileText(file), PATIENCE).not.toContain('tomorow');

  await page.locator('.write__more summary').click();
  await page.locator('#correction').fill('It took three towns.');
  await page.getByRole('button', { name: 'Add a correction' }).click();
  await expect.poll(() => read(url + path), PATIENCE).toContain('It took three towns.');
});
