import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discardCatalog } from '../../src/catalog/store/open-catalog.ts';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, SITE, story } from './open-newsroom.ts';

const BROKEN = '---\ntitle: Broken\ndate: tomorow\n---\n';
const A = '/2016/07/15/a';
const B = '/2016/07/15/b';

let room: Newsroom;

beforeEach(() => {
  room = openNewsroom({
    'articles/a.md': story('A', '', 'The first *text*.'),
    'articles/b.md': story('B'),
    'articles/c.md': story('C'),
    'articles/later.md': story('Later').replace('2016-07-15', '2035-01-01'),
    'articles/over.md': story('Over', 'expires: 2016-07-20'),
    'articles/draft.md': story('Draft', 'draft: true'),
    'pages/about.md': '---\ntitle: About\n---\nWe.\n',
    'authors/ann.md': '---\nname: Ann\n---\nWrites.\n',
    'top-stories.yaml': '- article: articles/b.md\n',
    'partners.yaml': '- name: Partner\n  homePage: https://partner.example/\n',
  });
});
afterEach(() => room.dispose());

const file = (): string => findCatalog(room.dataDir);
const lastGood = (): string => join(room.dataDir, 'last-good.db');
const logged = (msg: string) => room.logged.filter((line) => line['msg'] === msg);

function execute(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** Why a catalog is built again, and how that comes about between two starts. */
const REBUILDS: [string, () => void][] = [
  ['another version', () => execute(file(), 'PRAGMA user_version = 999')],
  ['an unfinished build', () => execute(file(), 'PRAGMA user_version = 0')],
  ['damage', () => writeFileSync(file(), 'no database '.repeat(1_000))],
  [
    'a deleted file',
    () => {
      discardCatalog(file());
    },
  ],
];

/** Runs an ingest until what it has is kept, and ends it. */
async function runOnce(): Promise<void> {
  const running = await room.start();
  await running.ingest.versionsKept;
  await running.close();
}

/** What readers see of everything that a rebuild could lose. */
const shown = ({ ask, at, titles }: Running) => ({
  titles: titles(),
  a: at(A),
  later: at('/2100/01/01/later'),
  over: at('/2016/07/15/over'),
  draft: at('/2016/07/15/draft'),
  pages: ask((catalog) => catalog.standingPages()),
  authors: ask((catalog) => catalog.profiledAuthors()),
  top: ask((catalog, now) => catalog.topStories(now).slice(0, 1)),
  partners: ask((catalog) => catalog.partnerOutlets()),
  site: ask((catalog) => catalog.site()),
});

function breakAll(): void {
  room.write('articles/a.md', BROKEN);
  for (const name of ['later', 'over', 'draft']) room.write(`articles/${name}.md`, BROKEN);
  room.write('pages/about.md', '---\ntitle: About\norder: first\n---\nWe.\n');
  room.write('authors/ann.md', '---\nname: [\n---\n');
  room.write('top-stories.yaml', 'pins?');
  room.write('partners.yaml', 'partners?');
  room.write('site.yaml', 'name: Half a fi');
}

describe.each(REBUILDS)('a catalog that is built again for %s', (_, cause) => {
  test('shows the last good version of all that broke before, and of all that broke while it was down', async () => {
    const first = await room.start();
    const before = shown(first);
    expect(before).toMatchObject({ a: 'A', pages: [{ title: 'About' }], top: [{ url: B }] });
    await first.ingest.versionsKept;
    await first.close();
    breakAll();
    cause();
    const second = await room.start();
    expect(logged('building the catalog')).toHaveLength(1);
    expect(shown(second)).toEqual(before);
    await second.ingest.versionsKept;
    await second.close();
    cause();
    const third = await room.start();
    expect(logged('building the catalog')).toHaveLength(1);
    expect(shown(third)).toEqual(before);
    await third.close();
    room.write('articles/a.md', story('Mended'));
    room.write('site.yaml', SITE);
    cause();
    expect((await room.start()).at(A)).toBe('Mended');
  });

  test('knows files that were renamed meanwhile, by their text, title or id, and swapped ones', async () => {
    room.write('articles/own.md', story('Own', 'id: own-id'));
    room.write('articles/one.md', story('One', 'slug: one'));
    room.write('articles/two.md', story('Two', 'slug: two'));
    await runOnce();
    room.rename('articles/a.md', 'articles/moscow.md');
    room.write('articles/bern.md', story('B', '', 'Another text.'));
    room.remove('articles/b.md');
    room.write('articles/else.md', story('Another name and text', 'id: own-id', 'Else.'));
    room.remove('articles/own.md');
    room.rename('articles/one.md', 'articles/1.md');
    room.rename('articles/two.md', 'articles/one.md');
    room.rename('articles/1.md', 'articles/two.md');
    cause();
    const { at, ask, titles } = await room.start();
    expect(at(A)).toBe('-> /2016/07/15/moscow');
    expect(at(B)).toBe('-> /2016/07/15/bern');
    expect(at('/2016/07/15/own')).toBe('-> /2016/07/15/else');
    expect([at('/2016/07/15/one'), at('/2016/07/15/two')]).toEqual(['One', 'Two']);
    expect(titles()).toEqual(['A', 'Another name and text', 'B', 'C', 'One', 'Two']);
    const idOf = (path: string) =>
      ask((catalog, now) => {
        const found = catalog.resolve(path, now);
        return found.kind === 'article' ? found.article.id : null;
      });
    expect([idOf('/2016/07/15/moscow'), idOf('/2016/07/15/bern')]).toEqual(['a', 'b']);
    expect([idOf('/2016/07/15/one'), idOf('/2016/07/15/two')]).toEqual(['one', 'two']);
  });

  test('a file that was deleted meanwhile is gone, and does not come back', async () => {
    await runOnce();
    room.write('articles/a.md', BROKEN);
    await runOnce();
    room.remove('articles/a.md');
    cause();
    const second = await room.start();
    expect(second.at(A)).toBe('gone');
    await second.ingest.versionsKept;
    await second.close();
    cause();
    expect((await room.start()).at(A)).toBe('gone');
  });

  test('a folder of which every article is away takes no page down', async () => {
    for (let number = 0; number < 20; number += 1) room.write(`articles/${number}.md`, story(`${number}`));
    await runOnce();
    room.rename('articles', 'elsewhere');
    mkdirSync(join(room.contentDir, 'articles'));
    cause();
    expect((await room.start()).titles()).toHaveLength(23);
  });
});

const OTHER_VERSION = REBUILDS[0]?.[1] ?? (() => {});

test('a broken file that gets another name keeps its old address through a rebuild', async () => {
  await runOnce();
  room.write('articles/a.md', BROKEN);
  await runOnce();
  room.rename('articles/a.md', 'articles/renamed.md');
  await runOnce();
  OTHER_VERSION();
  const { at } = await room.start();
  expect(at(A)).toBe('-> /2016/07/15/renamed');
  expect(at('/2016/07/15/renamed')).toBe('A');
});

test('a new version that was refused leaves the last good one, through a rebuild', async () => {
  await runOnce();
  room.write('articles/a.md', story('A, elsewhere').replace('2016-07-15', 'soon'));
  await runOnce();
  OTHER_VERSION();
  const { at } = await room.start();
  expect([at(A), at(B)]).toEqual(['A', 'B']);
});

test('a story that asks for the URL of another keeps its own address through a rebuild', async () => {
  await runOnce();
  room.write('articles/a.md', story('A, elsewhere', 'slug: b'));
  await runOnce();
  const first = await room.start();
  const before = first.at(A);
  await first.close();
  OTHER_VERSION();
  const { at } = await room.start();
  expect(before).toMatch(/^-> \/2016\/07\/15\/b-/);
  expect([at(A), at(B)]).toEqual([before, 'B']);
});

test('what this program refuses of what readers had is told with its address, and is back when it is taken', async () => {
  await runOnce();
  room.write('articles/a.md', BROKEN);
  await runOnce();
  const kept = readFileSync(lastGood());
  // As if the release before had read files by other rules.
  execute(
    lastGood(),
    "UPDATE good_version SET text = (SELECT text FROM good_version WHERE file = 'partners.yaml') WHERE file = 'articles/a.md'",
  );
  OTHER_VERSION();
  const refusing = await room.start();
  expect(refusing.at(A)).toBe('gone');
  expect(
    room.logged.filter(({ msg }) => String(msg).includes('this version of Dateline refuses')),
  ).toMatchObject([{ level: 'error', file: 'articles/a.md', url: A, problems: expect.any(Array) }]);
  await refusing.ingest.versionsKept;
  await refusing.close();
  writeFileSync(lastGood(), kept);
  OTHER_VERSION();
  expect((await room.start()).at(A)).toBe('A');
});

test('what was published last is kept by the time the ingest has closed', async () => {
  await runOnce();
  const running = await room.start();
  room.write('articles/new.md', story('New'));
  await running.ingest.catchUp();
  await running.close();
  room.write('articles/new.md', BROKEN);
  rmSync(file());
  expect((await room.start()).at('/2016/07/15/new')).toBe('New');
});

test('what a kill left unkept is taken out of the catalog before that is thrown away', async () => {
  await runOnce();
  copyFileSync(lastGood(), `${lastGood()}.before`);
  room.write('articles/new.md', story('New'));
  await runOnce();
  // As a process leaves the two that is killed right after it published.
  copyFileSync(`${lastGood()}.before`, lastGood());
  execute(file(), "INSERT INTO file_unkept (file) VALUES ('articles/new.md')");
  room.write('articles/new.md', BROKEN);
  OTHER_VERSION();
  expect((await room.start()).at('/2016/07/15/new')).toBe('New');
});

test('a catalog of a release that kept nothing gives all it has', async () => {
  await runOnce();
  room.write('articles/a.md', BROKEN);
  await runOnce();
  rmSync(lastGood());
  execute(file(), 'DROP TABLE file_unkept; PRAGMA user_version = 999');
  expect((await room.start()).at(A)).toBe('A');
});

describe('the file of last good versions', () => {
  test.each([
    ['damaged', () => writeFileSync(lastGood(), 'no database '.repeat(1_000))],
    ['not there', () => rmSync(lastGood())],
  ])('that is %s is made anew from the catalog, for files that are broken too', async (_, harm) => {
    await runOnce();
    breakAll();
    await runOnce();
    harm();
    await runOnce();
    OTHER_VERSION();
    // The lists are kept from their files, and those are broken.
    room.write('site.yaml', SITE);
    const { at, titles } = await room.start();
    expect(at(A)).toBe('A');
    expect(titles()).toEqual(['A', 'B', 'C']);
  });

  test('of a later release is left as it is, and the site goes on', async () => {
    await runOnce();
    execute(lastGood(), 'PRAGMA user_version = 99');
    const before = readFileSync(lastGood());
    const { titles } = await room.start();
    expect(titles()).toEqual(['A', 'B', 'C']);
    expect(room.logged.filter(({ level }) => level === 'error')).toMatchObject([
      { file: lastGood(), err: { message: expect.stringContaining('a later Dateline wrote it') } },
    ]);
    expect(readFileSync(lastGood())).toEqual(before);
  });

  test('follows a live site within seconds', async () => {
    const running = await room.start({ isLive: true });
    await running.ingest.versionsKept;
    const keptDigest = () => {
      const database = new DatabaseSync(lastGood(), { readOnly: true });
      const row = database.prepare("SELECT digest FROM good_version WHERE file = 'articles/a.md'").get();
      database.close();
      return row?.['digest'];
    };
    const before = keptDigest();
    expect(before).toMatch(/^.{22}$/);
    room.save('articles/a.md', story('A, again'));
    await expect.poll(() => running.at(A), PATIENCE).toBe('A, again');
    await expect.poll(keptDigest, PATIENCE).not.toBe(before);
  });
});
