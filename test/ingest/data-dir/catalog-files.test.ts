import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  catalogFile,
  endCatalogs,
  findCatalog,
  listCatalogs,
} from '../../../src/ingest/data-dir/catalog-files.ts';
import { openReader } from '../../../src/runtime/server/open-reader.ts';
import { type Newsroom, openNewsroom, story } from '../open-newsroom.ts';

let room: Newsroom;
beforeEach(() => {
  room = openNewsroom({
    'articles/a.md': story('A', 'slug: a'),
    'articles/b.md': story('B', 'slug: b'),
    'articles/later.md': '---\ntitle: Later\ndate: 2100-01-01\nslug: later\n---\nText.\n',
  });
});
afterEach(() => room.dispose());

/** As another release leaves its catalog, which makes another one of the same files. */
function renameToOther(name = 'catalog-00000001.db'): string {
  const own = findCatalog(room.dataDir);
  const other = join(room.dataDir, name);
  {
    using database = new DatabaseSync(own);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; PRAGMA user_version = 1');
    database.exec(`VACUUM INTO '${other}'`);
    database.exec('PRAGMA user_version = 0');
  }
  endCatalogs([own], 0);
  return other;
}

test.each(['catalog-00000001.db', 'catalog.db'])(
  'beside %s of another release its own is made, and readers of that one go on',
  async (name) => {
    const first = await room.start();
    await first.ingest.versionsKept;
    const { version } = { version: first.ingest.version() };
    await first.close();
    const other = renameToOther(name);
    const bytes = statSync(other).size;
    expect(findCatalog(room.dataDir)).toBe(other);
    const reader = openReader(room.dataDir);
    room.save('articles/b.md', story('B again', 'slug: b'));
    const second = await room.start();
    const own = findCatalog(room.dataDir);
    expect([own === other, existsSync(other), statSync(other).size >= bytes]).toEqual([false, true, true]);
    const read = (path: string) => reader.read((catalog) => catalog.resolve(path, Date.now()));
    expect(read('/2016/07/15/b')).toMatchObject({ kind: 'article', article: { title: 'B' } });
    expect(second.titles()).toEqual(['A', 'B again']);
    // It is known what readers had: only what was saved meanwhile is news, and numbers go on.
    expect(second.ingest.found).toEqual({ version, isNew: true, isKnown: true });
    expect(
      second.published.filter((keys) => keys.has('article:b')).length > 0 || second.published.length,
    ).toBeTruthy();
    expect(second.ingest.version()).toBeGreaterThan(version);
    reader.close();
    await second.close();
  },
);

describe('going back', () => {
  test('makes it anew where the other has published since, and loses no last good version', async () => {
    const first = await room.start();
    await first.ingest.versionsKept;
    await first.close();
    renameToOther();
    const second = await room.start();
    room.save('articles/a.md', story('A of the second', 'slug: a'));
    await second.ingest.catchUp();
    await second.ingest.versionsKept;
    room.save('articles/a.md', '---\ntitle: [broken\n---\n');
    await second.ingest.catchUp();
    await second.close();
    // The second release's becomes the other one, and what it followed is what the first one left.
    renameToOther('catalog-00000002.db');
    const third = await room.start();
    expect(third.titles()).toEqual(['A of the second', 'B']);
    expect(third.at('/2016/07/15/later')).toBe('unknown');
    await third.close();
  });

  test('a catalog that another has followed is not used again', async () => {
    const first = await room.start();
    await first.ingest.versionsKept;
    await first.close();
    const own = findCatalog(room.dataDir);
    endCatalogs([own], Date.now());
    expect(findCatalog(room.dataDir)).toBe(join(room.dataDir, 'catalog.db'));
    const second = await room.start();
    expect(room.logged).toContainEqual(
      expect.objectContaining({ msg: 'building the catalog', reason: 'followed' }),
    );
    expect([findCatalog(room.dataDir), second.titles()]).toEqual([own, ['A', 'B']]);
    await second.close();
  });
});

test('former catalogs go five minutes after they were followed, and what was never whole at once', async () => {
  const first = await room.start();
  await first.close();
  const own = findCatalog(room.dataDir);
  const half = catalogFile(room.dataDir, 7);
  new DatabaseSync(half).close();
  expect(endCatalogs([half], 1_000)).toBe(1);
  expect(endCatalogs([own], 1_000)).toBe(0);
  expect(endCatalogs([own], 300_999)).toBe(0);
  expect(listCatalogs(room.dataDir).map((file) => basename(file))).toEqual([basename(own)]);
  expect(endCatalogs([own], 301_000)).toBe(1);
  expect(readdirSync(room.dataDir).filter((name) => name.startsWith('catalog'))).toEqual([]);
});
