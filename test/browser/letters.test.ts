import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  ar: 'قال المكتب: «السلامة أولاً»، ١٥ يوليو؛ لماذا؟',
  fa: 'می\u200cگوید: ژوئیهٔ ۲۰۲۶؛ چرا پنجره را گشودید؟',
  he: 'שָׁלוֹם עֲלֵיכֶם: ב־15 ביולי',
  ka: 'საქართველოს მთავრობა: „დღეს“',
};

/** One word of each in an English story, and the most kB of fonts that it may cost. */
const WORDS = {
  Гавань: 15,
  λιμάνι: 10,
  Erdoğan: 19,
  Նավահանգիստ: 10,
  Nguyễn: 26,
  الميناء: 24,
  'می\u200cگوید': 24,
  נמל: 7,
  ნავსადგური: 20,
};

/** Without letters that a language has of others. */
const OWN_TEXTS: Readonly<Record<string, string>> = {
  en: 'The ferry returns',
  ru: 'Паром вернётся в порт',
  tr: 'Feribot limana dönüyor: ğ ş ı İ',
  zh: '渡轮重返港口',
  ko: '여객선, 항구로',
};

/** The most kB of fonts that a story costs in the site's own language. */
const OWN = { en: 123, ru: 147, el: 102, tr: 95, hy: 88, ar: 94, fa: 94, he: 73, ka: 112, zh: 52, ko: 52 };

const contentDir = mkdtempSync(join(tmpdir(), 'dateline-letters-'));
let browser: Browser;
let site: ServedSite;

const siteIn = (language: string): string =>
  `name: "${TEXTS[language as keyof typeof TEXTS] ?? 'Letters'}"\nlanguage: ${language}\ntimeZone: Europe/Berlin\n`;

beforeAll(async () => {
  mkdirSync(join(contentDir, 'articles'));
  writeFileSync(join(contentDir, 'site.yaml'), siteIn('en'));
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

const places = (language: string): string[] => [
  'h1',
  '.standfirst',
  '.prose p',
  ...(language === 'hy' ? [] : ['.prose em']),
];

test.each(Object.keys(TEXTS))('every letter of %s is drawn with the site’s own fonts', async (language) => {
  const opened = await openPage(browser, `${site.url}/${language}/2016/07/15/${language}`, {
    viewport: { width: 800, height: 900 },
  });
  for (const selector of places(language)) {
    expect(await fontsOf(opened.page, selector), selector).toEqual([]);
  }
  await opened.close();
});

/** Bytes of the fonts that a page asks for, by their file. */
async function fontBytes(url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  let bytes = 0;
  page.on('response', (response) => {
    if (response.url().endsWith('.woff2')) bytes += Number(response.headers()['content-length']);
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await context.close();
  return bytes;
}

test('one word in other letters costs few bytes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-letters-'));
  mkdirSync(join(folder, 'articles'));
  writeFileSync(join(folder, 'site.yaml'), siteIn('en'));
  for (const [index, word] of ['plain', ...Object.keys(WORDS)].entries())
    writeFileSync(
      join(folder, 'articles', `word-${index}.md`),
      `---\ntitle: A word\ndate: 2016-07-14\n---\nIn the middle of a sentence stands ${word} as a name.\n`,
    );
  const words = await serveSite(folder);
  const bytesOf = (index: number): Promise<number> => fontBytes(`${words.url}/2016/07/14/word-${index}`);
  const plain = await bytesOf(0);
  expect(plain).toBeLessThan(130_000);
  for (const [index, [word, most]] of Object.entries(WORDS).entries()) {
    const bytes = (await bytesOf(index + 1)) - plain;
    expect(bytes, word).toBeGreaterThan(0);
    expect(bytes, word).toBeLessThan(most * 1000);
  }
  await words.close();
  rmSync(folder, { recursive: true });
});

test.each(Object.entries(OWN))(
  'a story in %s, the language of its site, costs %d kB at most',
  async (language, most) => {
    const folder = mkdtempSync(join(tmpdir(), 'dateline-letters-'));
    mkdirSync(join(folder, 'articles'));
    const text = OWN_TEXTS[language] ?? TEXTS[language as keyof typeof TEXTS];
    writeFileSync(join(folder, 'site.yaml'), siteIn(language).replace(/"[^"]*"/, JSON.stringify(text)));
    writeFileSync(
      join(folder, 'articles', 'story.md'),
      `---\ntitle: ${JSON.stringify(text)}\ndate: 2016-07-15\n---\n${text}, **${text}**\n`,
    );
    const own = await serveSite(folder);
    const bytes = await fontBytes(`${own.url}/2016/07/15/story`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(most * 1000);
    await own.close();
    rmSync(folder, { recursive: true });
  },
);

test('links to editions in other letters cost no font', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-letters-'));
  mkdirSync(join(folder, 'articles'));
  const story = '---\ntitle: A word\ndate: 2016-07-14\n---\nIn a sentence.\n';
  writeFileSync(join(folder, 'articles', 'story.md'), story);
  const bytesWith = async (lines: string): Promise<number> => {
    writeFileSync(join(folder, 'site.yaml'), `name: Letters\ntimeZone: Europe/Berlin\n${lines}\n`);
    const opened = await serveSite(folder);
    const bytes = await fontBytes(`${opened.url}/2016/07/14/story`);
    await opened.close();
    return bytes;
  };
  expect(await bytesWith('languages: [en, ar, ru, ka]')).toBe(await bytesWith('language: en'));
  rmSync(folder, { recursive: true });
});

test.each(['ru', 'tr', 'hy', 'fa', 'he', 'ka'])('so it is on a site in %s', async (language) => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-letters-'));
  cpSync(contentDir, folder, { recursive: true });
  writeFileSync(join(folder, 'site.yaml'), siteIn(language));
  const own = await serveSite(folder);
  const opened = await openPage(browser, `${own.url}/2016/07/15/${language}`, {
    viewport: { width: 800, height: 900 },
  });
  for (const selector of ['.masthead', ...places(language)]) {
    expect(await fontsOf(opened.page, selector), selector).toEqual([]);
  }
  await opened.close();
  await own.close();
  rmSync(folder, { recursive: true });
});
