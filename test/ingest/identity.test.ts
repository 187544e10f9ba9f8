import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import request from 'supertest';
import { afterEach, expect, test } from 'vitest';
import { openPermalinks, permalinksFile } from '../../src/catalog/permalinks/ledger.ts';
import { inspectContent } from '../../src/ingest/build/inspect-content.ts';
import { openTestSite } from '../support/open-test-site.ts';
import { type Newsroom, openNewsroom, type Running, SITE } from './open-newsroom.ts';

const folders: string[] = [];
let room: Newsroom | null = null;
afterEach(async () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  await room?.dispose();
  room = null;
});

const story = (title: string, head = 'date: 2020-01-07\n', body = 'Text.'): string =>
  `---\ntitle: ${title}\n${head}---\n${body}\n`;

/** An archive in which much is asked for twice. */
const ARCHIVE: Readonly<Record<string, string>> = {
  'site.yaml': SITE,
  'articles/a/index.md': story('Bundle A', 'date: 2020-01-03\n'),
  'articles/b/index.md': story('Bundle B', 'date: 2020-01-03\n'),
  'articles/de/2020-01-07-release.md': story('Freigabe', 'lang: de\n'),
  'articles/en/2020-01-07-release.md': story('Release', 'lang: en\n'),
  'articles/pt-br/2020-01-07-release.md': story('Lançamento', ''),
  'articles/2020-01-08_underscore.md': story('Underscore', ''),
  'articles/2026/04/03/a41-folder-date.md': story('Date from folders', ''),
  'articles/a08/2026-03-08-1430.ferry-with-hour.md': story('With an hour', ''),
  'articles/a08/2026-03-08.ferry-by-dot.md': story('By a dot', ''),
  'articles/sport/update.md': story('Sport', 'date: 2020-01-09 18:00\n'),
  'articles/news/update.md': story('News', 'date: 2020-01-09 09:00\n'),
  'articles/world/update.md': story('World', 'date: 2020-01-09 09:00\n'),
  'articles/world/copy/update.md': story('World', 'date: 2020-01-09 09:00\n'),
  'articles/x/intro.md': story('Intro', 'date: 2020-01-10\nid: intro\n'),
  'articles/y/intro.md': story('Intro two', 'date: 2020-01-10\nid: intro\n'),
};

const URLS = {
  'articles/a/index.md': '/2020/01/03/a',
  'articles/b/index.md': '/2020/01/03/b',
  'articles/de/2020-01-07-release.md': '/de/2020/01/07/release',
  'articles/en/2020-01-07-release.md': '/2020/01/07/release',
  'articles/pt-br/2020-01-07-release.md': '/pt-br/2020/01/07/release',
  'articles/2020-01-08_underscore.md': '/2020/01/08/underscore',
  'articles/2026/04/03/a41-folder-date.md': '/2026/04/03/a41-folder-date',
  'articles/a08/2026-03-08-1430.ferry-with-hour.md': '/2026/03/08/ferry-with-hour',
  'articles/a08/2026-03-08.ferry-by-dot.md': '/2026/03/08/ferry-by-dot',
  'articles/news/update.md': '/2020/01/09/update',
  'articles/sport/update.md': '/2020/01/09/update-sport',
  'articles/world/copy/update.md': '/2020/01/09/update-world-copy',
  'articles/x/intro.md': '/2020/01/10/intro',
  'articles/y/intro.md': '/2020/01/10/intro-y',
};

/** A checkout of the archive: its files are written in an order, each at a time of its own. */
function checkout(files: readonly string[], timeOf: (index: number) => number): string {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-checkout-'));
  folders.push(folder);
  files.forEach((file, index) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), ARCHIVE[file] ?? '');
    utimesSync(join(folder, file), timeOf(index), timeOf(index));
  });
  return folder;
}

/** The URL of every article by its file, its id, and what is told. */
async function look(folder: string) {
  const now = Date.parse('2026-07-20T12:00+04:00');
  const { reader, close } = await openTestSite(folder, { now });
  const articles = reader.read((catalog) => catalog.articlesOf({ kind: 'all' }, 1_000, now));
  await close();
  const { problems } = await inspectContent(folder, { now: () => now, threads: 2, onProgress: () => {} });
  return {
    urls: Object.fromEntries(articles.map(({ file, path }) => [file, path])),
    ids: Object.fromEntries(articles.map(({ file, id }) => [file, id])),
    problems: problems.map(({ severity, file, message }) => `${severity} ${file} ${message}`),
  };
}

test('two checkouts with other file times have the same URLs, owners and problems', async () => {
  const files = Object.keys(ARCHIVE);
  const one = await look(checkout(files, (index) => 1_600_000_000 + index));
  expect(one.urls).toEqual(URLS);
  expect(one.ids).toMatchObject({ 'articles/x/intro.md': 'intro', 'articles/y/intro.md': 'y/intro' });
  expect(one.problems.filter((problem) => problem.startsWith('error'))).toEqual([
    expect.stringMatching(/^error articles\/world\/update\.md .*articles\/world\/copy\/update\.md/),
  ]);
  const two = await look(checkout(files.toReversed(), (index) => 1_700_000_000 - 1000 * index));
  expect(two).toEqual(one);
});

test('files that are published one after another have the URLs of a rebuild', async () => {
  room = openNewsroom({});
  const site = await room.start();
  for (const file of ['articles/sport/update.md', 'articles/news/update.md', 'articles/world/update.md']) {
    room.write(file, ARCHIVE[file] ?? '');
    await site.ingest.catchUp();
  }
  const urlsOf = ({ ask }: Running) =>
    ask((catalog, now) =>
      catalog.articlesOf({ kind: 'all' }, 9, now).map(({ file, path }) => `${file} ${path}`),
    );
  const urls = urlsOf(site).sort();
  // Readers knew the first one there before the others came.
  expect(urls).toEqual([
    'articles/news/update.md /2020/01/09/update-news',
    'articles/sport/update.md /2020/01/09/update',
    'articles/world/update.md /2020/01/09/update-world',
  ]);
  await site.close();
  for (const name of readdirSync(room.dataDir)) {
    if (/^(?:catalog|last-good)/.test(name)) rmSync(join(room.dataDir, name));
  }
  expect(urlsOf(await room.start()).sort()).toEqual(urls);
});

test.each([
  [
    'is edited',
    (at: Newsroom) => at.write('articles/world/update.md', story('World', 'date: 2020-01-09\n', 'More.')),
  ],
  [
    'gets another URL',
    (at: Newsroom) =>
      at.write('articles/world/update.md', story('World', 'date: 2020-01-09\nslug: globe\n', 'More.')),
  ],
])(
  'a copy that was refused is published when its original %s, as a rebuild publishes it',
  async (_, change) => {
    room = openNewsroom({ 'articles/world/update.md': story('World', 'date: 2020-01-09\n') });
    const site = await room.start();
    room.write('articles/zebra/update.md', story('World', 'date: 2020-01-09\n'));
    await site.ingest.catchUp();
    const urlsOf = ({ ask }: Running) =>
      ask((catalog, now) =>
        catalog.articlesOf({ kind: 'all' }, 9, now).map(({ file, path }) => `${file} ${path}`),
      );
    expect(urlsOf(site)).toEqual(['articles/world/update.md /2020/01/09/update']);
    change(room);
    await site.ingest.catchUp();
    const urls = urlsOf(site).sort();
    expect(urls[1]).toBe('articles/zebra/update.md /2020/01/09/update-zebra');
    await site.close();
    for (const name of readdirSync(room.dataDir)) {
      if (/^(?:catalog|last-good)/.test(name)) rmSync(join(room.dataDir, name));
    }
    expect(urlsOf(await room.start()).sort()).toEqual(urls);
  },
);

test('a story that another kept from its id has it when that one is gone, though the catalog was built anew', async () => {
  const [first, second] = ['articles/x/intro.md', 'articles/y/intro.md'];
  room = openNewsroom({ [first]: ARCHIVE[first] ?? '', [second]: ARCHIVE[second] ?? '' });
  let site = await room.start();
  const idsOf = ({ ask }: Running) =>
    ask((catalog, now) =>
      catalog.articlesOf({ kind: 'all' }, 9, now).map(({ file, id }) => `${file} ${id}`),
    ).sort();
  expect(idsOf(site)).toEqual([`${first} intro`, `${second} y/intro`]);
  await site.close();
  for (const name of readdirSync(room.dataDir))
    if (name.startsWith('catalog')) rmSync(join(room.dataDir, name));
  site = await room.start();
  expect(idsOf(site)).toEqual([`${first} intro`, `${second} y/intro`]);
  room.remove(first);
  await site.ingest.catchUp();
  expect(idsOf(site)).toEqual([`${second} intro`]);
});

test('a story takes no id from one whose file broke at the same time', async () => {
  const [first, second] = ['articles/x/intro.md', 'articles/y/intro.md'];
  room = openNewsroom({ [first]: ARCHIVE[first] ?? '' });
  const site = await room.start();
  room.write(first, story('Intro', 'date: tomorrow\nid: intro\n'));
  room.write(second, story('Another', 'date: 2020-01-10\nid: intro\n'));
  await site.ingest.catchUp();
  expect(
    site
      .ask((catalog, now) =>
        catalog.articlesOf({ kind: 'all' }, 9, now).map(({ file, id }) => `${file} ${id}`),
      )
      .sort(),
  ).toEqual([`${first} intro`, `${second} y/intro`]);
});

test('what an earlier release published leads on, and stays with whoever had it', async () => {
  room = openNewsroom({
    'articles/a/index.md': ARCHIVE['articles/a/index.md'] ?? '',
    'articles/de/2020-01-07-release.md': ARCHIVE['articles/de/2020-01-07-release.md'] ?? '',
    'articles/en/2020-01-07-release.md': ARCHIVE['articles/en/2020-01-07-release.md'] ?? '',
    'pages/it.md': '---\ntitle: Computers\n---\nText.\n',
  });
  mkdirSync(room.dataDir, { recursive: true });
  const ledger = openPermalinks(permalinksFile(room.dataDir));
  ledger.append(
    [
      { path: '/2020/01/03/index', owner: 'article:a/index', file: 'articles/a/index.md' },
      {
        path: '/2020/01/07/release',
        owner: 'article:de/2020-01-07-release',
        file: 'articles/de/2020-01-07-release.md',
      },
      { path: '/it', owner: 'page:pages/it.md', file: 'pages/it.md' },
    ],
    1_000,
  );
  ledger.close();
  const site = await room.start();
  expect(site.at('/2020/01/03/index')).toBe('-> /2020/01/03/a');
  expect(site.at('/2020/01/07/release')).toBe('-> /de/2020/01/07/release');
  expect(site.at('/2020/01/07/release-en')).toBe('Release');
  expect(site.at('/it')).toBe('-> /it-page');
});

test('a story in another language has its pages, Markdown and card below its language', async () => {
  const files = ['site.yaml', 'articles/de/2020-01-07-release.md', 'articles/en/2020-01-07-release.md'];
  const site = await openTestSite(
    checkout(files, () => 1_600_000_000),
    { now: Date.parse('2020-01-08T12:00Z') },
  );
  const get = (path: string) => request(site.app).get(path);
  const page = await get('/de/2020/01/07/release');
  expect([page.status, page.text.includes('<h1'), page.text.includes('Freigabe')]).toEqual([200, true, true]);
  expect(page.text).toContain('<link rel="canonical" href="http://courier.test/de/2020/01/07/release">');
  const markdown = await get('/de/2020/01/07/release.md');
  expect([markdown.status, markdown.type]).toEqual([200, 'text/markdown']);
  expect((await get('/de/2020/01/07/release').set('Accept', 'text/markdown')).type).toBe('text/markdown');
  expect((await get('/DE/2020/01/07/Release/')).headers['location']).toBe('/de/2020/01/07/release');
  expect((await get('/de/2020/01/07/none.md')).status).toBe(404);
  expect((await get('/sitemap-2020-01.xml')).text).toContain('http://courier.test/de/2020/01/07/release<');
  expect((await get('/oembed?url=http://courier.test/de/2020/01/07/release')).body).toMatchObject({
    title: 'Freigabe',
  });
  const card = /"(?:http:\/\/courier\.test)?(\/cards\/[^"]+)"/.exec(page.text)?.[1] ?? '';
  expect(card).toContain('/de/2020/01/07/release.png');
  expect((await get(card)).status).toBe(200);
  const front = (await get('/')).text;
  expect(front).toMatch(
    /lang="de"[^>]*>\s*(?:<a[^>]*>)?\s*Freigabe|<a href="\/de\/2020\/01\/07\/release"[^>]*lang="de"/,
  );
  await site.close();
});
