import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSite, type TestSite } from '../support/open-test-site.ts';

let folder: string;
let site: TestSite;

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const story = (name: string, lines: string): void =>
  write(`articles/${name}.md`, `---\ntitle: ${JSON.stringify(name)}\n${lines}\n---\nText.\n`);
const get = (path: string) => request(site.app).get(path);
const answer = async (path: string) => {
  const { status, headers } = await get(path);
  return status === 301 ? headers['location'] : status;
};

const PICTURES = [
  'wp-content/uploads/2019/Quay.PNG',
  'images/pier.png',
  'static/icons/sail.png',
  'x.png',
  'named/map.png',
  'files/Report.pdf',
  // What people copy with the rest of another system’s folder.
  'static/robots.txt',
  'static/favicon.ico',
  'static/apple-touch-icon.png',
  'llms.txt',
  'feed.json',
  'sections/news/feed.json',
  'search.json',
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-old-'));
  for (const file of PICTURES) write(`media/${file}`, 'x');
  write(
    'site.yaml',
    'name: The Times\nlanguage: en\ntimeZone: UTC\nsections: [News]\noldAddresses: ["/blog/:year/:slug", "/:section/:slug.html"]\n',
  );
  story(
    'boat',
    'date: 2016-07-15\nsection: News\ntopics: [Lakes]\naliases: [/Old_Page.html, /lake/b, "/?p=12", "/blog/?p=3"]',
  );
  story('ferry', 'date: 2016-07-14\naliases: [/two-ways.html]\nurl: /old_story/');
  story('quay', 'date: 2016-07-13\naliases: [/two_ways.php, /about.html]');
  story('secret', 'date: 2016-07-12\ndraft: true\naliases: [/hidden.html, "/?p=13"]');
  story('later', 'date: 2017-07-12\ntopics: [Secrets]\naliases: [/later.html, "/?p=14"]');
  story('over', 'date: 2016-07-11\nexpires: 2016-07-12\naliases: [/over.html, "/?p=15"]');
  story('page', 'date: 2016-07-08\naliases: [/page.png]');
  write('media/page.png', 'x');
  story('news/same', 'date: 2016-07-10');
  story('lake/same', 'date: 2016-07-09');
  // Three languages of one old address; the translations are older.
  story('tides.de', 'date: 2016-07-06');
  story('tides.fr', 'date: 2016-07-07');
  story('tides', 'date: 2016-07-08');
  story('mist.de', 'date: 2016-07-06');
  story('mist', 'date: 2016-07-05\nexpires: 2016-07-06');
  write('pages/about.md', '---\ntitle: About\n---\nText.\n');
  write('pages/contact-us.md', '---\ntitle: Contact us\n---\nText.\n');
  site = await openTestSite(folder);
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const BOAT = '/2016/07/15/boat';
const FERRY = '/2016/07/14/ferry';

test.each([
  // As files name them.
  ['/old_page.html', BOAT],
  ['/Old_Page.html/', BOAT],
  ['/old_story/', FERRY],
  ['/?p=12', BOAT],
  ['/?preview=true&P=012', BOAT],
  ['/index.php?p=12&x=1', BOAT],
  ['/blog/?p=3', BOAT],
  // Nearly so.
  ['/OLD-page', BOAT],
  ['/old.page/index.html', BOAT],
  ['/lake/b.php', BOAT],
  ['/Old--Story.HTM', FERRY],
  ['/2016/07/15/Boat.html', BOAT],
  ['/2016/07/15/boat/index.html', BOAT],
  // By the patterns of site.yaml.
  ['/blog/2016/boat/', BOAT],
  ['/blog/2016/boat.html', BOAT],
  ['/news/boat.html', BOAT],
  ['/News/Boat/', BOAT],
  ['/Contact_Us.html', '/contact-us'],
  // In the site's language where it is told in several; else whatever readers may see.
  ['/blog/2016/tides', '/2016/07/08/tides'],
  ['/blog/2016/tides.html', '/2016/07/08/tides'],
  ['/Blog/2016/Tides/', '/2016/07/08/tides'],
  ['/blog/2016/mist', '/de/2016/07/06/mist'],
  ['/de/2016/07/06/Tides.html', '/de/2016/07/06/tides'],
  // Lists of other systems.
  ['/tags/Lakes/', '/topics/lakes'],
  ['/tag/lakes/page/2/', '/topics/lakes'],
  ['/category/news', '/sections/news'],
  ['/category/lakes/', '/topics/lakes'],
  ['/feed/', '/feed.xml'],
  ['/atom.xml', '/feed.atom'],
  ['/page/2/', '/'],
  ['/index.html', '/'],
  ['/Index.PHP', '/'],
])('%s leads to %s at once', async (path, location) => {
  expect(await answer(path)).toBe(location);
  expect((await get(location)).status).toBe(200);
  const head = await request(site.app).head(path);
  expect([head.status, head.headers['location']]).toEqual([301, location]);
});

test.each([
  // Two answer to it.
  ['/two--ways', 404],
  // Who reads an address learns nothing of drafts and of what is to come.
  ['/hidden', 404],
  ['/hidden.html', 404],
  ['/later', 404],
  ['/2016/07/12/secret.html', 404],
  ['/over.html', 410],
  ['/?p=13', 200],
  ['/?p=14', 200],
  ['/?p=15', 200],
  ['/?p=999', 200],
  ['/?p=x', 200],
  ['/about', 200],
  ['/about/', '/about'],
  ['/nowhere/', '/nowhere'],
  ['/nowhere.html', 404],
  ['/tags/none', 404],
  ['/tags/secrets', 404],
  ['/tag/Secrets/', '/tag/secrets'],
  ['/de', 404],
])('%s is answered by %s', async (path, expected) => {
  expect(await answer(path)).toBe(expected);
});

test('a query of an old address is asked for past the finished front page, and is no page of its own', async () => {
  await get('/');
  expect(await answer('/?p=12')).toBe(BOAT);
  expect(await answer('/?p=999')).toBe(200);
  expect(site.pages.get('/?p=999')).toBeUndefined();
  expect((await request(site.app).post('/?p=12')).status).toBe(405);
});

test('of two articles with one old address the earlier has it', async () => {
  expect(await answer('/blog/2016/same')).toBe('/2016/07/09/same');
});

test.each([
  ['/wp-content/uploads/2019/Quay.PNG', '/media/wp-content/uploads/2019/Quay.PNG'],
  ['/wp-content/uploads/2019/Quay-300x200.PNG?w=9', '/media/wp-content/uploads/2019/Quay.PNG'],
  ['/wp-content/images/pier.png', '/media/images/pier.png'],
  ['/icons/sail.png', '/media/static/icons/sail.png'],
  ['/assets/images/pier.png', '/media/images/pier.png'],
  ['/uploads/x.png', '/media/x.png'],
  ['/files/Report.pdf', '/media/files/Report.pdf'],
  ['/named/map.png', '/media/named/map.png'],
])('the address %s that a file had leads to %s', async (path, place) => {
  expect(await answer(path)).toBe(place);
});

test.each([
  '/wp-content/uploads/2019/none.png',
  '/media/uploads/x.png',
  '/wp-content/%2e%2e/x.png',
  '/wp-content/..%2fx.png',
  '//evil.example/x.png',
  '/.git/x.png',
  '/site.yaml',
  '/uploads',
])('%s leads to no file', async (path) => {
  expect(String(await answer(path))).not.toContain('/media/');
});

test.each([
  '/robots.txt',
  '/favicon.ico',
  '/apple-touch-icon.png',
  '/llms.txt',
  '/feed.json',
  '/sections/news/feed.json',
])('the site’s own %s goes before a file of its address', async (path) => {
  expect(await answer(path)).toBe(200);
  expect((await request(site.app).head(path)).status).toBe(200);
});

test('a page goes before a file of its address', async () => {
  expect(await answer('/page.png')).toBe('/2016/07/08/page');
});
