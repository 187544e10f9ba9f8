import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import { takeDataDir } from '../../src/ingest/data-dir/data-dir.ts';
import { SiteError } from '../../src/ingest/read/site-error.ts';
import { type Newsroom, openNewsroom, SITE, story } from './open-newsroom.ts';

/** A year of dates that are not past when this runs. */
const LATER = new Date().getUTCFullYear() + 9;

const BROKEN = '---\ntitle: Broken\ndate: tomorow\n---\n';
const A = '/2016/07/15/a';
const B = '/2016/07/15/b';
const C = '/2016/07/15/c';

let room: Newsroom;

beforeEach(() => {
  room = openNewsroom({
    'articles/a.md': story('A'),
    'articles/b.md': story('B'),
    'articles/c.md': story('C'),
  });
});
afterEach(() => room.dispose());

/** Runs an ingest to its end. */
async function startAndStop(): Promise<void> {
  const running = await room.start();
  await running.close();
}
const logged = (msg: string) => room.logged.filter((line) => line['msg'] === msg);
/** What the log says of the errors in a file, line by line. */
const told = (file: string) =>
  room.logged.filter((line) => line['level'] === 'error' && line['file'] === file).map(({ msg }) => msg);
const LAST_GOOD = 'file has errors, its last good version stays';

describe('a first start', () => {
  test('publishes the folder and says what it did', async () => {
    room.write('articles/broken.md', BROKEN);
    room.write('articles/2016/warned.md', story('Warned', '', '![](/media/a.png)'));
    const { titles, ask, ingest } = await room.start();
    expect(titles()).toEqual(['A', 'B', 'C', 'Warned']);
    expect(ask((catalog) => catalog.site().name)).toBe('The Test Times');
    await ingest.searchIndexed;
    expect(room.logged).toMatchObject([
      { level: 'info', msg: 'building the catalog', reason: 'absent' },
      { level: 'info', msg: 'catalog built', articles: 4, files: 5, ms: expect.any(Number) },
      {
        level: 'error',
        msg: 'file has errors and is not published',
        file: 'articles/broken.md',
        problems: [{ code: 'date-invalid', line: 3, column: 7, severity: 'error' }],
      },
      {
        level: 'warn',
        msg: 'file has warnings',
        file: 'articles/2016/warned.md',
        problems: [{ code: 'picture-alt-missing', line: 5, column: 1 }],
      },
      { level: 'info', msg: 'content is ready', site: 'The Test Times', stories: 4, errors: 1, warnings: 1 },
    ]);
  });

  test('without a usable site.yaml ends with its problems, and leaves DATA_DIR free', async () => {
    room.write('site.yaml', SITE.replace('Asia/Yerevan', 'Asia/Nowhere'));
    const error = await room.start().catch((thrown: unknown) => thrown);
    if (!(error instanceof SiteError)) throw new Error('a SiteError is thrown', { cause: error });
    expect(error.problems).toMatchObject([{ file: 'site.yaml', line: 3, code: 'time-zone-unknown' }]);
    room.write('site.yaml', SITE);
    expect((await room.start()).titles()).toEqual(['A', 'B', 'C']);
  });

  test('of an empty folder publishes nothing', async () => {
    for (const name of ['a', 'b', 'c']) room.remove(`articles/${name}.md`);
    expect((await room.start()).titles()).toEqual([]);
  });
});

describe('a start after files changed while nobody watched', () => {
  test('publishes what was changed, added and removed, and reads nothing else', async () => {
    await startAndStop();
    room.write('articles/a.md', story('A, again'));
    room.write('articles/deep/d.md', story('D'));
    room.remove('articles/c.md');
    const { titles, at, published } = await room.start();
    expect(titles()).toEqual(['A, again', 'B', 'D']);
    expect(at(C)).toBe('gone');
    expect(logged('content folder read')).toMatchObject([{ files: 3, changed: 2, gone: 1 }]);
    expect(logged('published').map(({ file, change }) => `${file} ${change}`)).toEqual([
      'articles/a.md changed',
      'articles/deep/d.md added',
      'articles/c.md removed',
    ]);
    expect(published.length).toBeGreaterThan(0);
  });

  test('publishes nothing where nothing changed', async () => {
    await startAndStop();
    const { published } = await room.start();
    expect(logged('content folder read')).toMatchObject([{ files: 3, changed: 0, gone: 0 }]);
    expect(logged('published')).toEqual([]);
    expect(published).toEqual([]);
  });

  test('leads from the old URL of a renamed file to the new, and still does after another start', async () => {
    await startAndStop();
    room.rename('articles/a.md', 'articles/moscow.md');
    const second = await room.start();
    expect(second.at(A)).toBe('-> /2016/07/15/moscow');
    expect(logged('published')).toMatchObject([{ change: 'moved', from: A, url: '/2016/07/15/moscow' }]);
    await second.close();
    expect((await room.start()).at(A)).toBe('-> /2016/07/15/moscow');
  });

  test('publishes an embargoed article whose date has passed', async () => {
    room.write('articles/later.md', story('Later').replace('2016-07-15', `${LATER}-01-01`));
    await startAndStop();
    room.ahead = Date.parse(`${LATER}-01-02`) - Date.now();
    expect((await room.start()).titles()).toContain('Later');
    expect(logged('published')).toMatchObject([{ file: 'articles/later.md', change: 'added' }]);
  });

  test('reads top-stories.yaml, partners.yaml and pages/ anew', async () => {
    room.write('pages/about.md', '---\ntitle: About\n---\nWe.\n');
    await startAndStop();
    room.write('top-stories.yaml', '- article: articles/b.md\n');
    room.write('partners.yaml', '- name: Partner\n  homePage: https://partner.example/\n');
    room.rename('pages/about.md', 'pages/us.md');
    const { ask, at } = await room.start();
    expect(ask((catalog, now) => catalog.topStories(now).slice(0, 1))).toMatchObject([{ url: B }]);
    expect(ask((catalog) => catalog.partnerOutlets())).toMatchObject([{ name: 'Partner' }]);
    expect(ask((catalog) => catalog.standingPages())).toEqual([{ path: '/us', title: 'About' }]);
    expect(at('/about')).toBe('-> /us');
  });
});

describe('what is broken at a later start', () => {
  test('a file keeps its last good version through every start, and says so', async () => {
    await startAndStop();
    room.write('articles/a.md', BROKEN);
    for (const start of ['the first', 'the second']) {
      const running = await room.start();
      expect(running.at(A), start).toBe('A');
      expect(told('articles/a.md'), start).toEqual([LAST_GOOD]);
      await running.close();
    }
    room.write('articles/a.md', story('Mended'));
    expect((await room.start()).at(A)).toBe('Mended');
  });

  test('site.yaml keeps the last good site', async () => {
    await startAndStop();
    room.write('site.yaml', 'name: Half a fi');
    const { ask, titles } = await room.start();
    expect(ask((catalog) => catalog.site())).toMatchObject({
      name: 'The Test Times',
      timeZone: 'Asia/Yerevan',
    });
    expect(titles()).toEqual(['A', 'B', 'C']);
    expect(told('site.yaml')).toEqual([LAST_GOOD]);
  });

  test('pages, pins and partners keep the last good ones', async () => {
    room.write('pages/about.md', '---\ntitle: About\n---\nWe.\n');
    room.write('top-stories.yaml', '- article: articles/b.md\n');
    room.write('partners.yaml', '- name: Partner\n  homePage: https://partner.example/\n');
    await startAndStop();
    room.write('pages/about.md', '---\ntitle: About\n---\nWe <!-- never\n');
    room.write('top-stories.yaml', 'pins?');
    room.write('partners.yaml', 'partners?');
    const { ask } = await room.start();
    expect(ask((catalog, now) => catalog.topStories(now).slice(0, 1))).toMatchObject([{ url: B }]);
    expect(ask((catalog) => catalog.partnerOutlets())).toMatchObject([{ name: 'Partner' }]);
    expect(ask((catalog) => catalog.standingPages())).toEqual([{ path: '/about', title: 'About' }]);
    for (const file of ['pages/about.md', 'partners.yaml', 'top-stories.yaml']) {
      expect(told(file), file).toEqual([LAST_GOOD]);
    }
  });
});

describe('an alias that several files share in a first build', () => {
  const dated = (title: string, date: string, lines = '') => story(title, lines).replace('2016-07-15', date);
  const files: readonly (readonly [name: string, date: string])[] = [
    ['late', '2016-07-17'],
    ['early', '2016-07-15'],
    ['between', '2016-07-16'],
  ];
  const moment: typeof files = [
    ['b', '2016-07-15'],
    ['a', '2016-07-15'],
    ['c', '2016-07-15'],
  ];

  test.each([
    ['the earliest', files, '/2016/07/15/early'],
    ['of one moment the one whose id comes first', moment, '/2016/07/15/a'],
  ])('leads to %s, and still does when no file names it any more', async (_, named, path) => {
    for (const [name, date] of named) {
      room.write(`articles/${name}.md`, dated(name, date, 'aliases: [/old/story]'));
    }
    const first = await room.start();
    expect(first.at('/old/story')).toBe(`-> ${path}`);
    await first.close();
    for (const [name, date] of named) room.write(`articles/${name}.md`, dated(name, date));
    expect((await room.start()).at('/old/story')).toBe(`-> ${path}`);
  });
});

test('a folder of which every article is away takes no page down', async () => {
  for (let number = 0; number < 20; number += 1) room.write(`articles/${number}.md`, story(`${number}`));
  await startAndStop();
  room.rename('articles', 'elsewhere');
  const away = await room.start();
  expect(away.titles()).toHaveLength(23);
  expect(room.logged.filter(({ level }) => level === 'error')).toHaveLength(1);
  await away.close();
  room.rename('elsewhere', 'articles');
  room.remove('articles/a.md');
  expect((await room.start()).titles()).toHaveLength(22);
});

test('another time zone reads every article again, and old URLs lead to the new', async () => {
  const late = story('Late').replace('2016-07-15', '2016-07-15T22:00:00Z');
  room.write('articles/late.md', late);
  const first = await room.start();
  expect(first.at('/2016/07/16/late')).toBe('Late');
  const before = first.ask((catalog, now) => catalog.resolve(A, now));
  await first.close();
  room.write('site.yaml', SITE.replace('Asia/Yerevan', 'Atlantic/Azores'));
  const { at, ask, published } = await room.start();
  expect(at('/2016/07/15/late')).toBe('Late');
  expect(at('/2016/07/16/late')).toBe('-> /2016/07/15/late');
  const after = ask((catalog, now) => catalog.resolve(A, now));
  if (before.kind !== 'article' || after.kind !== 'article') throw new Error('the article is there');
  expect(after.article.published.epochMs - before.article.published.epochMs).toBe(4 * 3_600_000);
  expect(published.some((keys) => keys.has('site'))).toBe(true);
});

test('another pattern of old addresses holds for every article, and what it gave before stays', async () => {
  room.write('site.yaml', `${SITE}oldAddresses: ["/blog/:slug.html"]\n`);
  const first = await room.start();
  expect(first.at('/blog/a.html')).toBe(`-> ${A}`);
  await first.close();
  room.write('site.yaml', `${SITE}oldAddresses: ["/news/:year/:slug"]\n`);
  const { at } = await room.start();
  expect(at('/news/2016/a')).toBe(`-> ${A}`);
  expect(at('/blog/a.html')).toBe(`-> ${A}`);
});

describe('a catalog that cannot be used', () => {
  const file = () => findCatalog(room.dataDir);

  test.each<[string, string, () => void]>([
    ['garbage', 'damaged', () => writeFileSync(file(), 'no database '.repeat(1_000))],
    ['cut short', 'damaged', () => truncateSync(file(), Math.floor(readFileSync(file()).length / 3))],
    ['of another version', 'other-version', () => execute('PRAGMA user_version = 999')],
    ['left unfinished', 'unfinished', () => execute('PRAGMA user_version = 0')],
    ['empty', 'absent', () => truncateSync(file(), 0)],
  ])('because it is %s is built again, and no URL is forgotten', async (_, reason, damage) => {
    await startAndStop();
    room.rename('articles/a.md', 'articles/moscow.md');
    room.remove('articles/c.md');
    await startAndStop();
    damage();
    const { titles, at } = await room.start();
    expect(logged('building the catalog')).toMatchObject([{ reason }]);
    expect(titles()).toEqual(['A', 'B']);
    expect(at(A)).toBe('-> /2016/07/15/moscow');
    expect(at(C)).toBe('gone');
  });

  function execute(sql: string): void {
    const database = new DatabaseSync(file());
    database.exec(sql);
    database.close();
  }
});

test('DATA_DIR belongs to one ingest until it is closed', async () => {
  const running = await room.start();
  expect(() => takeDataDir(room.dataDir, 20)).toThrow(expect.objectContaining({ code: 'data-dir-in-use' }));
  await running.close();
  expect((await room.start()).titles()).toEqual(['A', 'B', 'C']);
});
