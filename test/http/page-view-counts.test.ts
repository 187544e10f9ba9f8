import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFastLane } from '../../src/http/fast-lane.ts';
import { rememberedBrowsers } from '../../src/http/page-view-counts.ts';
import { fixtureSite, openTestSite, type TestSite } from '../support/open-test-site.ts';
import { exchange, headerOf, type Listening, listenHere, requestText } from './listen-here.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const STORY = '/2016/07/15/everything';

let site: TestSite;
let app: Listening;
let application: Listening;
let lane: Listening;
let id: string;

beforeAll(async () => {
  site = await openTestSite(fixtureSite('newsroom'));
  app = await listenHere(site.app);
  application = await listenHere(site.application);
  const takeFastLane = createFastLane(site.pages, site.pageViews.note);
  lane = await listenHere((request, response) => {
    if (!takeFastLane(request, response)) response.writeHead(599).end();
  });
  const found = site.reader.read((catalog) => catalog.resolve(STORY, Date.parse('2016-07-20')));
  if (found.kind !== 'article') throw new Error('the fixture has no such story');
  id = found.article.id;
});
afterAll(async () => {
  for (const { close } of [app, application, lane]) close();
  await site.close();
});
beforeEach(() => {
  site.pages.clear();
  site.pageViews.take();
});

const ask = (at: Listening, method: string, target: string, lines: readonly string[]) =>
  exchange(at.url, requestText(method, target, ['Host: x', ...lines]));

const BROWSER = `User-Agent: ${FIREFOX}`;
const REQUESTS: readonly (readonly [string, string, string, readonly string[], number])[] = [
  ['a reader', 'GET', STORY, [BROWSER], 1],
  ['a reader with a query', 'GET', `${STORY}?utm_source=letter`, [BROWSER], 1],
  ['a reader whose copy is good', 'GET', STORY, [BROWSER, 'If-None-Match: *'], 1],
  ['a reader of packed bytes', 'GET', STORY, [BROWSER, 'Accept-Encoding: br'], 1],
  ['a reader by a link', 'GET', STORY, [BROWSER, 'Sec-Fetch-Mode: navigate', 'Purpose: open'], 1],
  ['HEAD', 'HEAD', STORY, [BROWSER], 0],
  ['a crawler', 'GET', STORY, [`User-Agent: ${GOOGLEBOT}`], 0],
  ['curl', 'GET', STORY, ['User-Agent: curl/8.5.0'], 0],
  ['nobody', 'GET', STORY, [], 0],
  ['an empty name', 'GET', STORY, ['User-Agent:'], 0],
  ['an endless name', 'GET', STORY, [`${BROWSER} ${'x'.repeat(1_000)}`], 0],
  ['a prefetch', 'GET', STORY, [BROWSER, 'Sec-Purpose: prefetch'], 0],
  ['a page made ready', 'GET', STORY, [BROWSER, 'Sec-Purpose: prefetch;prerender'], 0],
  ['a copy for offline', 'GET', STORY, [BROWSER, 'Sec-Fetch-Dest: empty'], 0],
  ['a page that is looked at', 'GET', STORY, [BROWSER, 'Sec-Fetch-Dest: document'], 1],
  ['an older prefetch', 'GET', STORY, [BROWSER, 'Purpose: prefetch'], 0],
  ['an older Firefox', 'GET', STORY, [BROWSER, 'X-Moz: prefetch'], 0],
];

describe.each(REQUESTS)('%s', (_name, method, target, lines, count) => {
  test('is counted alike by both lanes, twice where it comes twice', async () => {
    const expected = count === 0 ? [] : [[id, 2 * count]];
    for (let times = 0; times < 2; times += 1) await ask(application, method, target, lines);
    expect(site.pageViews.take()).toEqual(expected);
    for (let times = 0; times < 2; times += 1) {
      expect((await ask(lane, method, target, lines)).status).toBeLessThan(599);
    }
    expect(site.pageViews.take()).toEqual(expected);
    await ask(application, method, target, lines);
    await ask(app, method, target, lines);
    expect(site.pageViews.take()).toEqual(expected);
  });
});

test.each([
  ['/'],
  ['/about'],
  ['/feed.xml'],
  [`${STORY}.md`],
  ['/nowhere'],
  ['/2016'],
  ['/2016/07/15/nothing'],
  ['/favicon.ico'],
])('%s is no article, and not counted', async (target) => {
  for (const at of [application, app, app]) await ask(at, 'GET', target, [BROWSER]);
  expect(site.pageViews.take()).toEqual([]);
});

test('a story as Markdown is not counted, and its page for one who would rather have HTML is', async () => {
  await ask(app, 'GET', STORY, [BROWSER]);
  site.pageViews.take();
  for (const accept of ['text/markdown', 'text/markdown;q=1, text/html;q=0.5']) {
    const answer = await ask(app, 'GET', STORY, [BROWSER, `Accept: ${accept}`]);
    expect(headerOf(answer, 'Content-Type')).toContain('text/markdown');
  }
  expect(site.pageViews.take()).toEqual([]);
  await ask(app, 'GET', STORY, [BROWSER, 'Accept: text/html, text/markdown;q=0.1']);
  expect(site.pageViews.take()).toEqual([[id, 1]]);
});

test('a page that is made anew loses no reading', async () => {
  await ask(app, 'GET', STORY, [BROWSER]);
  await ask(app, 'GET', STORY, [BROWSER]);
  site.pages.drop(['top-stories']);
  expect(site.pages.get(STORY)).toBeUndefined();
  await ask(app, 'GET', STORY, [BROWSER]);
  expect(site.pageViews.take()).toEqual([[id, 3]]);
  expect(site.pageViews.take()).toEqual([]);
  await ask(app, 'GET', STORY, [BROWSER]);
  expect(site.pageViews.take()).toEqual([[id, 1]]);
});

test('browsers are known again after a flood of other names', () => {
  const isBrowser = rememberedBrowsers();
  const answers = () => [FIREFOX, GOOGLEBOT, 'curl/8.5.0', '', undefined].map(isBrowser);
  expect(answers()).toEqual([true, false, false, false, false]);
  for (let index = 0; index < 5_000; index += 1) isBrowser(`${FIREFOX} ${index}`);
  expect(answers()).toEqual([true, false, false, false, false]);
});
