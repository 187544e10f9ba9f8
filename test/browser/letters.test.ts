import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { openPage, type ServedSite, serveSite } from './open-page.ts';

const TEXTS = {
  vi: 'Nguyễn Phú Trọng tại Hà Nội: người Việt, đường phố, ấ Ấ ỵ Ỵ ặ ữ ợ ể',
  el: 'Η κυβέρνηση της Ελλάδας: Ά ώ ΐ ΰ',
  ru: 'Правительство России: Ё ё Ғ Ұ',
  tr: 'Türkiye: ğ ş ı İ, Škoda, Łódź, Ễ',
  hy: 'Հայաստանի կառավարությունը',
};

const contentDir = mkdtempSync(join(tmpdir(), 'dateline-letters-'));
let browser: Browser;
let site: ServedSite;
beforeAll(async () => {
  mkdirSync(join(contentDir, 'articles'));
  writeFileSync(join(contentDir, 'site.yaml'), 'name: Letters\nlanguage: en\ntimeZone: Europe/Berlin\n');
  for (const [language, text] of Object.entries(TEXTS)) {
    writeFileSync(
      join(contentDir, 'articles', `${language}.md`),
      `---\ntitle: "${text}"\ndescription: "${text}"\ndate: 2016-07-15\nlanguage: ${language}\n---\n${text}\n${language === 'hy' ? '' : `\n*${text}*\n`}`,
    );
  }
  browser = await openBrowser();
  site = await serveSite(contentDir);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(contentDir, { recursive: true });
});

/** Families of the fonts that an element's letters are drawn with, and whether they are the site's own. */
async function fontsOf(page: Page, selector: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName);
}

test.each(Object.keys(TEXTS))('every letter of %s is drawn with the site’s own fonts', async (language) => {
  const opened = await openPage(browser, `${site.url}/2016/07/15/${language}`, {
    viewport: { width: 800, height: 900 },
  });
  for (const selector of ['h1', '.standfirst', '.prose p', ...(language === 'hy' ? [] : ['.prose em'])]) {
    expect(await fontsOf(opened.page, selector), selector).toEqual([]);
  }
  await opened.close();
});
