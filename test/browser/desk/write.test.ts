import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FERRY, FERRY_TEXT, openWriteDesk, type WriteDesk } from '../../desk/write/open-write-desk.ts';
import { findBarriers } from '../find-barriers.ts';
import { openBrowser } from '../open-browser.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let desk: WriteDesk;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  desk = await openWriteDesk();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await desk.close();
});

const open = (tab = page, query = '') =>
  tab.goto(`${desk.url}/write?file=${FERRY}${query}`, { waitUntil: 'load' });
const editor = (tab = page) => tab.locator('.cm-content');
const told = (tab = page) => tab.locator('[data-told]').textContent();
const here = (tab = page) => tab.locator('[data-here]').textContent();
const saved = (tab = page) => tab.locator('[data-saved]').textContent();

/** Waits for the editor, and puts the cursor at the end of the text. */
async function startWriting(tab = page): Promise<void> {
  await open(tab);
  await editor(tab).click();
  await tab.keyboard.press('Control+End');
}

describe('with script', () => {
  test('a save by keyboard changes what was typed and nothing else, without leaving the page', async () => {
    await startWriting();
    await page.keyboard.type('It is blue.');
    expect(await saved()).toBe('Changes are not saved');
    await page.keyboard.press('Control+s');
    await expect.poll(() => told()).toBe('Saved.');
    // Typing into the last, empty line gives it no line end: the file has CRLF and LF as before.
    expect(desk.writing.text(FERRY)).toBe(`${FERRY_TEXT}It is blue.`);
    await page.keyboard.type(' Still.');
    await page.keyboard.press('Control+s');
    await expect.poll(() => desk.writing.text(FERRY)).toBe(`${FERRY_TEXT}It is blue. Still.`);
    expect(desk.writing.requests.map(({ save }) => save?.nth)).toEqual([1, 2]);
  });

  test('a problem stands below its line as one types, and goes with it', async () => {
    await open();
    await editor().click();
    await page.locator('.cm-line', { hasText: 'date:' }).click();
    await page.keyboard.press('End');
    for (let nth = 0; nth < '2026-11-29 09:30'.length; nth += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('tomorow');
    await expect.poll(() => page.locator('.problem-box').textContent()).toContain('"tomorow" is not a date.');
    expect(await page.locator('.cm-lint-marker').count()).toBe(1);
    expect(await page.locator('.write__problem b').textContent()).toBe('"tomorow" is not a date.');
    await page.keyboard.press('Backspace');
    await expect.poll(() => page.locator('.problem-box').count()).toBe(0);
  });

  test('a field changes its line in the text alone', async () => {
    await open();
    await editor().waitFor();
    await page.locator('.write__form summary').click();
    await page.getByLabel('Headline', { exact: true }).fill('The ferry is back');
    await page.getByLabel('Standfirst').focus();
    await expect.poll(() => editor().textContent()).toContain('title: The ferry is back');
    await page.keyboard.press('Control+s');
    await expect.poll(() => desk.writing.text(FERRY)).toBe(FERRY_TEXT.replace('returns', 'is back'));
  });

  test('text that was not saved survives a closed tab, and is offered', async () => {
    await startWriting();
    await page.keyboard.type('Unsaved words.');
    await expect
      .poll(() => page.evaluate(keptTexts))
      .toEqual([`${FERRY_TEXT.replaceAll('\r', '')}Unsaved words.`]);
    await page.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await open(again);
    await expect.poll(() => again.locator('[data-kept]').isVisible()).toBe(true);
    expect(await editor(again).textContent()).not.toContain('Unsaved words.');
    await again.getByRole('button', { name: 'Put it back' }).click();
    await expect.poll(() => editor(again).textContent()).toContain('Unsaved words.');
    await again.keyboard.press('Control+s');
    await expect.poll(() => desk.writing.text(FERRY)).toBe(`${FERRY_TEXT}Unsaved words.`);
    await expect.poll(() => again.evaluate(keptTexts)).toEqual([]);
  });

  test('text of before never comes back over a newer file silently: both are joined', async () => {
    await startWriting();
    await page.keyboard.type('Unsaved words.');
    await expect.poll(() => page.evaluate(keptTexts)).toHaveLength(1);
    await page.close({ runBeforeUnload: false });
    desk.writing.put(FERRY, FERRY_TEXT.replace('The ferry returns', 'Their headline'));
    const again = await context.newPage();
    await open(again);
    await expect
      .poll(() => again.locator('[data-kept] p').first().textContent())
      .toContain('from before the file was last changed');
    await again.getByRole('button', { name: 'Put it back' }).click();
    await again.keyboard.press('Control+s');
    await expect
      .poll(() => desk.writing.text(FERRY))
      .toBe(`${FERRY_TEXT.replace('The ferry returns', 'Their headline')}Unsaved words.`);
    await expect.poll(() => editor(again).textContent()).toContain('Their headline');
  });

  test('a lost connection loses nothing', async () => {
    await startWriting();
    await page.keyboard.type('Unsaved words.');
    await context.setOffline(true);
    await page.keyboard.press('Control+s');
    await expect.poll(() => told()).toContain('Your text is kept on this device.');
    await context.setOffline(false);
    await page.keyboard.press('Control+s');
    await expect.poll(() => desk.writing.text(FERRY)).toBe(`${FERRY_TEXT}Unsaved words.`);
  });

  test('another tab of the same person follows a save, and joins what it has of its own', async () => {
    const other = await context.newPage();
    await startWriting();
    await startWriting(other);
    await page.bringToFront();
    await editor().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('From the first.');
    await page.keyboard.press('Control+s');
    await expect.poll(() => editor(other).textContent()).toContain('From the first.');
    await other.bringToFront();
    await other.locator('.cm-line', { hasText: 'title:' }).click();
    await other.keyboard.press('End');
    await other.keyboard.type(' at last');
    await page.bringToFront();
    await page.keyboard.type(' More.');
    await page.keyboard.press('Control+s');
    await expect.poll(() => told(other)).toContain('Saved in another tab.');
    await other.bringToFront();
    await other.keyboard.press('Control+s');
    await expect
      .poll(() => desk.writing.text(FERRY))
      .toBe(`${FERRY_TEXT.replace('returns', 'returns at last')}From the first. More.`);
  });

  test('two people see each other, and a conflict shows both texts with all that was typed', async () => {
    await startWriting();
    await page.keyboard.type('My end.');
    desk.writing.put(FERRY, `${FERRY_TEXT}Their end.`);
    await page.keyboard.press('Control+s');
    await page.waitForSelector('.sides');
    expect(await page.locator('.sides__other').allTextContents()).toEqual(['My end.Their end.']);
    expect(await page.inputValue('textarea[name="text"]')).toContain('My end.');
    expect(desk.writing.text(FERRY)).toBe(`${FERRY_TEXT}Their end.`);
    desk.presence.seen({ tab: 'theirs', file: FERRY, name: 'Culture desk' });
    const other = await context.newPage();
    await open(other);
    await expect.poll(() => here(other)).toBe('Culture desk has it open too');
  });

  test('a picture is sent, asked about, and put into the text; one that is refused loses no word', async () => {
    await startWriting();
    await page.keyboard.type('Unsaved words.\n\n');
    await page.locator('.write__uploads summary').click();
    await page.setInputFiles('[data-upload]', {
      name: 'fake.png',
      mimeType: 'image/png',
      buffer: Buffer.from('no'),
    });
    await expect.poll(() => page.locator('[data-upload-list] .fault').textContent()).toContain('Not added: ');
    await page.setInputFiles('[data-upload]', { name: 'boat.png', mimeType: 'image/png', buffer: PNG });
    await page.getByRole('button', { name: 'Put into the text' }).click();
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-alt'))).toBe(true);
    await page.keyboard.type('A boat');
    await page
      .locator('[data-picture]')
      .last()
      .click({ position: { x: 0, y: 0 } });
    expect(await page.locator('[data-focus]').last().textContent()).toBe('0% 0%');
    await page.getByRole('button', { name: 'Put into the text' }).click();
    await page.keyboard.press('Control+s');
    await expect
      .poll(() => desk.writing.text(FERRY))
      .toBe(`${FERRY_TEXT}Unsaved words.\n\n![A boat](/media/boat.png)`);
  });

  test('keys are completed as the reference has them', async () => {
    await open();
    await editor().click();
    await page.locator('.cm-line', { hasText: 'title:' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('descr');
    await page.waitForSelector('.cm-tooltip-autocomplete');
    await page.keyboard.press('Enter');
    await expect.poll(() => editor().textContent()).toContain('description: ');
  });

  test('?line leads to the line, Tab leaves the text, and there are no barriers', async () => {
    const messages: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text()) && !/frame-ancestors/.test(message.text()))
        messages.push(message.text());
    });
    await open(page, '&line=3');
    await expect.poll(() => page.locator('.cm-activeLine').textContent()).toContain('date:');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.cm-editor') ?? null)).toBeNull();
    for (const details of await page.locator('.write > * details > summary, .write details > summary').all())
      if (await details.isVisible()) await details.click();
    expect(await findBarriers(page)).toEqual([]);
    expect(messages).toEqual([]);
  });
});

describe('without script', () => {
  test('a text is changed, published and corrected by keyboard and plain forms', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const tab = await plain.newPage();
    await open(tab);
    const field = tab.locator('textarea[name="text"]');
    await field.press('Control+End');
    await field.pressSequentially('It is blue.');
    await tab.getByRole('button', { name: 'Save' }).press('Enter');
    expect(await tab.locator('[data-notice]').textContent()).toContain('Saved.');
    expect(desk.writing.text(FERRY)).toBe(`${FERRY_TEXT}It is blue.`);
    await tab.locator('.write__more summary').click();
    await tab.locator('#correction').fill('It was green.');
    await tab.getByRole('button', { name: 'Add a correction' }).click();
    expect(desk.writing.text(FERRY)).toContain('It was green.');
    await plain.close();
  });
});

/** The texts that the browser keeps. */
function keptTexts(): Promise<string[]> {
  return new Promise((done) => {
    const request = indexedDB.open('dateline-desk', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('texts');
    request.onsuccess = () => {
      const all = request.result.transaction('texts').objectStore('texts').getAll();
      all.onsuccess = () => {
        request.result.close();
        done((all.result as { readonly text: string }[]).map(({ text }) => text));
      };
    };
  });
}
