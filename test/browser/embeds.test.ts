import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbedFacts } from '../../src/domain/embeds/embed-facts.ts';
import type { AskProvider } from '../../src/ingest/embeds/ask-provider.ts';
import { findBarriers } from './find-barriers.ts';
import { openBrowser } from './open-browser.ts';
import { openPage, type ServedSite, serveSite } from './open-page.ts';

const EMBEDS = [
  'https://youtu.be/dQw4w9WgXcQ?t=90',
  'https://vimeo.com/76979871',
  'https://x.com/jack/status/20',
  'https://mastodon.example/@name/109318821117356215',
  'https://soundcloud.com/forss/flickermood',
  '![Where the ferry goes](https://www.openstreetmap.org/#map=13/40.18/44.51 "The route.")',
];
const story = (language: string, title: string): string =>
  `---\ntitle: ${title}\ndate: 2016-07-15 09:30\nlanguage: ${language}\n---\nThe ferry sails.\n\n${EMBEDS.join('\n\nBetween.\n\n')}\n\nThe end.\n`;
const FACTS: EmbedFacts = {
  title: 'A <b>title</b> that is long enough to need a second line on a phone',
  author: 'An author',
  text: 'The words of a post, سلام.',
  pictureUrl: 'https://i.example/a.jpg',
  seconds: 212,
};

const told: AskProvider = ({ kind }) =>
  Promise.resolve({ kind: 'told', facts: { ...FACTS, text: kind === 'post' ? FACTS.text : null } });
const down: AskProvider = () => Promise.resolve({ kind: 'failed', retryAt: null });

const contentDir = mkdtempSync(join(tmpdir(), 'dateline-embeds-'));
const sites = new Map<string, ServedSite>();
let browser: Browser;
beforeAll(async () => {
  mkdirSync(join(contentDir, 'articles'));
  writeFileSync(join(contentDir, 'site.yaml'), 'name: Paper\nlanguage: en\ntimeZone: Asia/Yerevan\n');
  writeFileSync(join(contentDir, 'articles', 'six.md'), story('en', 'Six embeds'));
  writeFileSync(join(contentDir, 'articles', 'sitta.md'), story('ar', 'ستة'));
  writeFileSync(join(contentDir, 'articles', 'none.md'), '---\ntitle: None\ndate: 2016-07-14\n---\nText.\n');
  browser = await openBrowser();
  sites.set('told', await serveSite(contentDir, { askProvider: told }));
  sites.set('down', await serveSite(contentDir, { askProvider: down }));
});
afterAll(async () => {
  await browser?.close();
  for (const site of sites.values()) await site.close();
  rmSync(contentDir, { recursive: true });
});

const SIX = '/2016/07/15/six';
const url = (site: string, path = SIX): string => `${sites.get(site)?.url}${path}`;
const cards = (page: Page) => page.locator('figure.embed');

describe.each(['told', 'down'])('a page with six embeds, every provider %s', (site) => {
  test.each([
    [320, 'light', SIX],
    [360, 'dark', '/ar/2016/07/15/sitta'],
    [1280, 'light', '/ar/2016/07/15/sitta'],
    [1280, 'dark', SIX],
  ] as const)(
    'at %i px, %s, %s: asks no other host, is whole and accessible',
    async (width, colorScheme, path) => {
      const opened = await openPage(browser, url(site, path), {
        viewport: { width, height: 900 },
        colorScheme,
      });
      expect(opened.messages).toEqual([]);
      expect([...opened.hosts]).toEqual([new URL(url(site)).host]);
      expect(await cards(opened.page).count()).toBe(6);
      const { scrollWidth, clientWidth } = await opened.page.evaluate(() => document.documentElement);
      expect(scrollWidth ?? 0).toBeLessThanOrEqual(clientWidth ?? 0);
      expect(await findBarriers(opened.page)).toEqual([]);
      await opened.close();
    },
  );
});

test('a click makes the player, with its title and the focus; keys that open a tab do not', async () => {
  const opened = await openPage(browser, url('told'), { viewport: { width: 1280, height: 900 } });
  const { page } = opened;
  const asked: string[] = [];
  await page.route(/youtube-nocookie/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ body: '<title>Player</title>', contentType: 'text/html' });
  });
  const link = page.locator('a[data-player*="youtube-nocookie"]');
  expect(await link.getAttribute('href')).toBe('https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s');
  await link.focus();
  await page.keyboard.press('Enter');
  const frame = page.locator('iframe.embed__player');
  await frame.waitFor();
  expect(await frame.getAttribute('title')).toBe(FACTS.title);
  expect(await frame.getAttribute('referrerpolicy')).toBe('strict-origin-when-cross-origin');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME');
  await expect
    .poll(() => asked)
    .toEqual(['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&start=90']);
  expect(await findBarriers(page)).toEqual([]);
  const { width, height } = (await frame.boundingBox()) ?? { width: 0, height: 0 };
  expect(width / height).toBeCloseTo(16 / 9, 1);
  expect(opened.messages).toEqual([]);
  await opened.close();
});

test('without script each card is a link, and print keeps its address', async () => {
  const opened = await openPage(browser, url('down'), {
    javaScriptEnabled: false,
    viewport: { width: 768, height: 900 },
  });
  const links = await cards(opened.page)
    .locator('a')
    .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  expect(links).toHaveLength(6);
  for (const link of links) expect(link).toMatch(/^https:\/\//);
  await opened.close();
});

test('only pages with a player may frame it, and carry script and styles', async () => {
  const six = await fetch(url('down'));
  const policy = six.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(
    'frame-src https://player.vimeo.com https://w.soundcloud.com https://www.openstreetmap.org https://www.youtube-nocookie.com;',
  );
  expect(await six.text()).toMatch(/<script type="module" src="\/assets\/[^"]*embed[^"]*"/);
  const none = await fetch(url('down', '/2016/07/14/none'));
  expect(none.headers.get('content-security-policy')).not.toContain('frame-src');
  expect(await none.text()).not.toMatch(/embed__|js\/embed/);
});

test('the script is 1 KB at most', () => {
  const script = readFileSync(new URL('../../public/js/embed.js', import.meta.url));
  expect(brotliCompressSync(script).byteLength).toBeLessThan(1024);
});

test('feeds, Markdown and search have decent links', async () => {
  const feed = await (await fetch(url('told', '/feed.json'))).text();
  expect(feed).toContain('https://www.youtube.com/watch?v=dQw4w9WgXcQ');
  expect(feed).not.toMatch(/data-(?:player|embed)|<iframe/);
  const markdown = await (await fetch(url('told', `${SIX}.md`))).text();
  expect(markdown).toContain('\nhttps://youtu.be/dQw4w9WgXcQ?t=90\n');
  expect(markdown).toContain(
    '[Where the ferry goes](https://www.openstreetmap.org/#map=13/40.18/44.51 "The route.")',
  );
  expect(markdown).not.toContain('![Where');
});
