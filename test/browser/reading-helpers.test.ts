import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATIENCE, story } from '../ingest/open-newsroom.ts';
import { findBarriers } from './find-barriers.ts';
import { type MoodySite, openMoodySite } from './moody-site.ts';
import { openBrowser } from './open-browser.ts';
import { openPage } from './open-page.ts';

const LONG = '/2016/07/15/long';
const SHORT = '/2016/07/15/short';

/** Enough for contents: a thousand words under each heading, and notes, one of them named twice. */
const longBody = (headings: readonly string[], word: string): string =>
  `${headings.map((text, index) => `## ${text}\n\n${`${word} `.repeat(500)}[^${(index % 2) + 1}]\n`).join('\n')}
[^1]: The first note, with [a link](https://example.org/source).
[^2]: The second note.
`;

let browser: Browser;
let site: MoodySite;

beforeAll(async () => {
  browser = await openBrowser();
  site = await openMoodySite({
    'articles/long.md': story('Long', 'authors: Ann', longBody(['One', 'Two', 'Three', 'Two'], 'word')),
    'articles/short.md': story('Short'),
    'articles/arabic.md': story(
      'طويل',
      'language: ar\nslug: arabic',
      longBody(['ماذا', 'أين', 'متى'], 'كلمة'),
    ),
    'articles/armenian.md': story(
      'Երկար',
      'language: hy\nslug: armenian',
      longBody(['Ի՞նչ է պատահել', 'Որտե՞ղ', 'Ե՞րբ'], 'բառ'),
    ),
  });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const open = (path: string, options: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }) =>
  openPage(browser, site.url + path, options);

const paper = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const themeColours = (page: Page): Promise<(string | null)[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('meta[name="theme-color"]')].map((meta) => meta.getAttribute('content')),
  );
const switchOf = (page: Page) => page.getByLabel('Appearance');
const LIGHT = 'rgb(253, 252, 249)';
const DARK = 'rgb(21, 20, 17)';

describe('the theme', () => {
  test('follows the system until the reader chooses, and is remembered over pages and reloads', async () => {
    const { page, messages, close } = await open(LONG, { colorScheme: 'light' });
    expect(await switchOf(page).inputValue()).toBe('system');
    expect(await paper(page)).toBe(LIGHT);
    expect(await themeColours(page)).toEqual(['#fdfcf9', '#151411']);

    await switchOf(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await paper(page)).toBe(DARK);
    for (const path of [LONG, SHORT, '/', '/nowhere']) {
      await page.goto(site.url + path);
      expect(await paper(page)).toBe(DARK);
      expect(await themeColours(page)).toEqual(['#151411', '#151411']);
      await expect.poll(() => switchOf(page).inputValue(), PATIENCE).toBe('dark');
    }
    expect(await page.context().cookies()).toEqual([]);

    await switchOf(page).selectOption('As the system');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await paper(page)).toBe(DARK);
    await switchOf(page).selectOption('Light');
    expect(await paper(page)).toBe(LIGHT);
    expect(await themeColours(page)).toEqual(['#fdfcf9', '#fdfcf9']);
    expect(messages.filter((text) => !text.startsWith('Failed to load'))).toEqual([]);
    await close();
  });

  test('is the same in all open pages, and light on paper', async () => {
    const { page, close } = await open(SHORT, { colorScheme: 'light' });
    const other = await page.context().newPage();
    await other.goto(site.url + LONG);
    await switchOf(other).selectOption('Dark');
    await expect.poll(() => switchOf(page).inputValue(), PATIENCE).toBe('dark');
    expect(await paper(page)).toBe(DARK);
    await page.emulateMedia({ media: 'print' });
    expect(await paper(page)).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
    await close();
  });

  test.each(['light', 'dark'])('is accessible in %s against the system', async (theme) => {
    const { page, close } = await open(LONG, { colorScheme: theme === 'light' ? 'dark' : 'light' });
    await switchOf(page).selectOption(theme);
    await page.locator('summary').click();
    expect(await findBarriers(page)).toEqual([]);
    await close();
  });

  test('has no switch without script', async () => {
    const { page, close } = await open(LONG, { javaScriptEnabled: false });
    expect(await page.getByText('As the system').isVisible()).toBe(false);
    expect(await page.getByText('Save for offline').isVisible()).toBe(false);
    await close();
  });
});

describe('contents', () => {
  test('are opened and followed by keyboard', async () => {
    const { page, close } = await open(LONG);
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('One');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#two-2$/);
    const box = await page.locator('#two-2').boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(200);
    await close();
  });

  test.each(['ar/2016/07/15/arabic', 'hy/2016/07/15/armenian'])(
    'stand in /%s and lead to its headings',
    async (path) => {
      const { page, close } = await open(`/${path}`, { javaScriptEnabled: false });
      await page.locator('summary').click();
      const links = page.locator('.contents a');
      expect(await links.count()).toBe(3);
      await links.nth(2).click();
      const target = page.locator('h2:target');
      expect(await target.textContent()).toBe(await links.nth(2).textContent());
      await close();
    },
  );

  test('are not in a short story', async () => {
    const { page, close } = await open(SHORT);
    expect(await page.locator('.contents').count()).toBe(0);
    await close();
  });
});

test('a footnote is reached by keyboard, and leads back to each of its places', async () => {
  const { page, close } = await open(LONG);
  const noteOne = page.locator('[role="doc-noteref"]', { hasText: '1' });
  await noteOne.nth(1).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#footnote-1$/);
  expect(await page.locator('li:target').textContent()).toContain('The first note');
  await page.getByLabel('Back to reference 1, place 2').press('Enter');
  await page.waitForURL(/#footnote-ref-1-2$/);
  expect(await page.locator('a:target').boundingBox()).toMatchObject({ y: expect.any(Number) });
  expect(await page.locator('[role="doc-backlink"]').count()).toBe(4);
  await close();
});

test('in right-to-left text the way back points to the right', async () => {
  const { page, close } = await open('/ar/2016/07/15/arabic');
  expect(await page.locator('[role="doc-backlink"]').first().textContent()).toBe('↪\ufe0e');
  await close();
});

describe('sharing', () => {
  test('a copied link is announced', async () => {
    const { page, close } = await open(SHORT, { permissions: ['clipboard-read', 'clipboard-write'] });
    const row = page.getByRole('navigation', { name: 'Share this story' });
    expect(await row.getByRole('status').textContent()).toBe('');
    await row.getByRole('button', { name: 'Copy link' }).press('Enter');
    await row.getByRole('status').filter({ hasText: 'Link copied' }).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`http://courier.test${SHORT}`);
    await close();
  });

  test('the device’s own sheet is offered where there is one', async () => {
    const { page, close } = await open(SHORT);
    const context = page.context();
    const buttons = page.getByRole('button', { name: 'Share', exact: true });
    expect(await buttons.first().isVisible()).toBe(await page.evaluate(() => 'share' in navigator));
    await context.addInitScript(() => {
      const shared: unknown[] = [];
      Object.assign(globalThis, { shared });
      Object.defineProperty(navigator, 'share', { value: async (data: unknown) => void shared.push(data) });
    });
    await page.reload();
    const story = { title: 'Short', url: `http://courier.test${SHORT}` };
    for (const place of ['.tools', '.share']) await page.locator(place).locator(buttons).click();
    expect(await page.evaluate(() => (globalThis as unknown as { shared: unknown[] }).shared)).toEqual([
      story,
      story,
    ]);
    await close();
  });
});

test('the icons are drawn, and what they do is said in words', async () => {
  const { page, close } = await open(SHORT);
  const tools = page.locator('.tools button:visible');
  expect(await tools.count()).toBeGreaterThan(1);
  for (const tool of await tools.all()) {
    expect(await tool.getAttribute('title')).not.toBe('');
    const { width = 0, height = 0 } = (await tool.boundingBox()) ?? {};
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    const drawn = tool.locator('use').evaluate((use: SVGUseElement) => use.getBBox().width);
    await expect.poll(() => drawn).toBeGreaterThan(0);
  }
  await close();
});

test('paper carries notes and the addresses of links, no contents and no ways back', async () => {
  const { page, close } = await open(LONG, { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.contents', '[role="doc-backlink"]', '.settings', '.share']) {
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
  }
  const after = await page
    .locator('.footnotes a[href^="https://example.org"]')
    .evaluate((link) => getComputedStyle(link, '::after').content);
  expect(after).toContain('https://example.org/source');
  expect(await page.locator('.article__url').isVisible()).toBe(true);
  await close();
});
