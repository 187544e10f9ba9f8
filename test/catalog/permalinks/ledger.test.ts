import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  openPermalinkReader,
  openPermalinks,
  permalinksFile,
  readPathsAfter,
} from '../../../src/catalog/permalinks/ledger.ts';
import type { Permalink, PermalinkLedger } from '../../../src/catalog/permalinks/permalink.ts';
import { PermalinkError } from '../../../src/catalog/permalinks/permalink-error.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-permalinks-'));
  file = permalinksFile(join(folder, 'data'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const link = (path: string, owner: string, name: string): Permalink => ({
  path,
  owner: `article:${owner}`,
  file: `articles/${name}.md`,
});

function failureOf(open: () => { close(): void }): PermalinkError {
  try {
    open().close();
  } catch (error) {
    if (error instanceof PermalinkError) return error;
    throw error;
  }
  throw new Error('it opened');
}

/** Overwrites the file with a database that SQLite accepts. */
function writeDatabase(sql: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

describe('appending', () => {
  test('makes the ledger and its folder, and nothing beside it stays', () => {
    const ledger = openPermalinks(file);
    expect(ledger.isEmpty()).toBe(true);
    ledger.close();
    expect(readdirSync(dirname(file))).toEqual(['permalinks.db']);
  });

  test('the latest row of a path, a file and an owner holds, also after a restart', () => {
    const before = openPermalinks(file);
    expect(before.append([link('/a', '1', 'a'), link('/b', '2', 'b')], 1)).toBe(2);
    expect(before.append([link('/a', '2', 'b')], 2)).toBe(1);
    before.close();
    const ledger = openPermalinks(file);
    expect(ledger.isEmpty()).toBe(false);
    expect(ledger.ownerOf('/a')).toBe('article:2');
    expect(ledger.ownerOf('/c')).toBeNull();
    expect(ledger.latestOfPath('/a')).toEqual(link('/a', '2', 'b'));
    expect(ledger.latestOfFile('articles/a.md')).toEqual(link('/a', '1', 'a'));
    expect(ledger.latestOfOwner('article:2')).toEqual(link('/a', '2', 'b'));
    expect(ledger.latestOfOwner('article:3')).toBeNull();
    ledger.close();
  });

  test('what is known is not repeated, in the same call neither', () => {
    const ledger = openPermalinks(file);
    expect(ledger.append([link('/a', '1', 'a'), link('/a', '1', 'a')], 1)).toBe(1);
    expect(ledger.append([link('/a', '1', 'a')], 2)).toBe(0);
    expect([...ledger.rows()]).toEqual([{ atMs: 1, ...link('/a', '1', 'a') }]);
    ledger.close();
  });

  test('an article that returns to its old file and URL is told to be there again', () => {
    const ledger = openPermalinks(file);
    ledger.append([link('/a', '1', 'a')], 1);
    ledger.append([link('/b', '1', 'b')], 2);
    expect(ledger.append([link('/a', '1', 'a')], 3)).toBe(1);
    expect(ledger.latestOfOwner('article:1')?.file).toBe('articles/a.md');
    ledger.close();
  });

  test('a clock that was set back does not make the newest row an older one', () => {
    const ledger = openPermalinks(file);
    ledger.append([link('/a', '1', 'a')], 1000);
    ledger.append([link('/a', '2', 'a')], 10);
    expect(ledger.ownerOf('/a')).toBe('article:2');
    expect(ledger.latestOfFile('articles/a.md')?.owner).toBe('article:2');
    expect(ledger.append([link('/a', '2', 'a')], 11)).toBe(0);
    ledger.close();
  });

  test('all or nothing: links that throw while they are read leave no row', () => {
    const ledger = openPermalinks(file);
    function* links() {
      yield link('/a', '1', 'a');
      throw new RangeError('no more');
    }
    expect(() => ledger.append(links(), 1)).toThrow(RangeError);
    expect(ledger.isEmpty()).toBe(true);
    expect(ledger.append([link('/a', '1', 'a')], 1)).toBe(1);
    ledger.close();
  });

  test('more rows than a page of reading come in the order of writing', () => {
    const ledger = openPermalinks(file);
    const links = Array.from({ length: 2500 }, (_, index) => link(`/${index}`, `${index}`, `${index}`));
    expect(ledger.append(links, 5)).toBe(2500);
    expect([...ledger.rows()].map(({ path }) => path)).toEqual(links.map(({ path }) => path));
    ledger.close();
  });

  test('rows cannot be changed, deleted or replaced', () => {
    const ledger = openPermalinks(file);
    ledger.append([link('/a', '1', 'a')], 1);
    ledger.close();
    const database = new DatabaseSync(file);
    expect(() => database.exec("UPDATE permalink SET owner = 'article:9'")).toThrow('append-only');
    expect(() => database.exec('DELETE FROM permalink')).toThrow('append-only');
    database.close();
  });
});

describe('of rows of one time', () => {
  const rows = [
    { atMs: 5, ...link('/a', '1', 'a') },
    { atMs: 5, ...link('/a', '2', 'b') },
    { atMs: 5, ...link('/c', '2', 'c') },
    { atMs: 5, ...link('/d', '3', 'c') },
  ];

  test.each([
    ['as they were restored', (to: PermalinkLedger) => to.restore(rows)],
    [
      'as they were appended, but for the path',
      (to: PermalinkLedger) =>
        to.append(
          rows.filter(({ owner }) => owner !== 'article:1'),
          5,
        ),
    ],
  ])('the one that was written last holds, %s', (_, write) => {
    const ledger = openPermalinks(file);
    write(ledger);
    expect(new Set([...ledger.rows()].map(({ atMs }) => atMs))).toEqual(new Set([5]));
    expect(ledger.ownerOf('/a')).toBe('article:2');
    expect(ledger.latestOfPath('/a')).toEqual(link('/a', '2', 'b'));
    expect(ledger.latestOfOwner('article:2')).toEqual(link('/c', '2', 'c'));
    expect(ledger.latestOfFile('articles/c.md')).toEqual(link('/d', '3', 'c'));
    // What holds is not said again, and what does not is news.
    expect(ledger.append([link('/d', '3', 'c')], 5)).toBe(0);
    expect(ledger.append([link('/a', '2', 'b')], 5)).toBe(1);
    ledger.close();
    const reader = openPermalinkReader(file);
    expect(reader.ownerOf('/a')).toBe('article:2');
    reader.close();
  });

  test('only the owner whose row was written last hands a path on', () => {
    const ledger = openPermalinks(file);
    ledger.restore(rows);
    expect(ledger.transfer('article:1', { owner: 'article:9', file: 'articles/z.md' }, 6)).toBe(0);
    expect(ledger.transfer('article:2', { owner: 'article:9', file: 'articles/z.md' }, 6)).toBe(2);
    expect(['/a', '/c', '/d'].map(ledger.ownerOf)).toEqual(['article:9', 'article:9', 'article:3']);
    ledger.close();
  });

  test('rows of a path that are appended get times of their own, so that their order outlives an export', () => {
    const ledger = openPermalinks(file);
    ledger.append([link('/a', '1', 'a'), link('/a', '2', 'b'), link('/a', '3', 'c')], 5);
    expect([...ledger.rows()].map(({ atMs }) => atMs)).toEqual([5, 6, 7]);
    const [...shuffled] = [...ledger.rows()].reverse();
    ledger.close();
    const other = openPermalinks(`${file}.other`);
    other.restore(shuffled);
    expect(other.ownerOf('/a')).toBe('article:3');
    other.close();
  });
});

describe('transferring', () => {
  test('moves the paths that the owner has now, and no others', () => {
    const ledger = openPermalinks(file);
    ledger.append([link('/a', '1', 'a'), link('/b', '1', 'a'), link('/c', '1', 'a')], 1);
    ledger.append([link('/c', '3', 'c')], 2);
    expect(ledger.transfer('article:1', { owner: 'article:2', file: 'articles/b.md' }, 3)).toBe(2);
    expect(['/a', '/b', '/c'].map(ledger.ownerOf)).toEqual(['article:2', 'article:2', 'article:3']);
    expect(ledger.transfer('article:1', { owner: 'article:2', file: 'articles/b.md' }, 4)).toBe(0);
    ledger.close();
  });
});

describe('restoring', () => {
  const past = [
    { atMs: 10, ...link('/a', '1', 'a') },
    { atMs: 20, ...link('/b', '1', 'b') },
    { atMs: 30, ...link('/a', '2', 'a') },
    { atMs: 40, ...link('/a', '1', 'a') },
  ];

  test('keeps the times, and a second time adds nothing', () => {
    const ledger = openPermalinks(file);
    expect(ledger.restore(past)).toBe(4);
    expect(ledger.restore(past)).toBe(0);
    expect([...ledger.rows()]).toEqual(past);
    ledger.close();
  });

  test('what was learnt later stays the latest of its path, file and owner', () => {
    const ledger = openPermalinks(file);
    ledger.append([link('/a', '9', 'nine'), link('/z', '7', 'b'), link('/y', '1', 'one')], 1000);
    expect(ledger.restore(past)).toBe(4);
    expect(ledger.ownerOf('/a')).toBe('article:9');
    expect(ledger.ownerOf('/b')).toBe('article:1');
    expect(ledger.latestOfFile('articles/b.md')?.owner).toBe('article:7');
    expect(ledger.latestOfOwner('article:1')?.file).toBe('articles/one.md');
    expect(ledger.restore(past)).toBe(0);
    ledger.close();
  });

  test('a row that the ledger already has with a later time is left out', () => {
    const ledger = openPermalinks(file);
    ledger.append([link('/a', '1', 'a')], 1000);
    expect(ledger.restore([{ atMs: 10, ...link('/a', '1', 'a') }])).toBe(0);
    ledger.close();
  });
});

describe('several programs', () => {
  test('a reader and a second writer see what the first wrote while it is open', () => {
    const server = openPermalinks(file);
    const reader = openPermalinkReader(file);
    const command = openPermalinks(file);
    server.append([link('/a', '1', 'a')], 1);
    expect(reader.ownerOf('/a')).toBe('article:1');
    expect(command.append([link('/a', '1', 'a'), link('/b', '1', 'a')], 2)).toBe(1);
    expect(reader.ownerOf('/b')).toBe('article:1');
    expect(server.ownerOf('/b')).toBe('article:1');
    for (const one of [command, reader, server]) one.close();
  });
});

describe('a file that is no whole ledger', () => {
  test.each([
    ['empty', () => writeFileSync(file, '')],
    [
      'of another kind',
      () => writeFileSync(file, 'not a database at all, but long enough to look'.repeat(20)),
    ],
    ['another database', () => writeDatabase('CREATE TABLE other (id INTEGER PRIMARY KEY)')],
    ['without its table', () => writeDatabase('PRAGMA user_version = 1; CREATE TABLE other (id INTEGER)')],
    ['missing beside its log', () => writeFileSync(`${file}-wal`, 'frames')],
  ])('%s: it is refused with the cure, and left as it is', (_name, damage) => {
    mkdirSync(dirname(file), { recursive: true });
    damage();
    const held = readdirSync(dirname(file)).map((name) => readFileSync(join(dirname(file), name)));
    const error = failureOf(() => openPermalinks(file));
    expect(error.code).toBe('permalinks-damaged');
    expect(error.message).toContain(file);
    expect(error.message).toMatch(/backup.*permalinks import.*permalinks rebuild/);
    expect(readdirSync(dirname(file)).map((name) => readFileSync(join(dirname(file), name)))).toEqual(held);
  });

  test('cut short: it is refused on opening', () => {
    const ledger = openPermalinks(file);
    ledger.append(
      Array.from({ length: 2000 }, (_, index) => link(`/${index}`, `${index}`, `${index}`)),
      1,
    );
    ledger.close();
    truncateSync(file, 40_960);
    expect(failureOf(() => openPermalinks(file)).code).toBe('permalinks-damaged');
  });

  test('of a later version: the cure is the program that wrote it', () => {
    openPermalinks(file).close();
    writeDatabase('PRAGMA user_version = 2');
    for (const open of [openPermalinks, openPermalinkReader]) {
      const error = failureOf(() => open(file));
      expect(error.code).toBe('permalinks-too-new');
      expect(error.message).toMatch(/version 2.*Run the Dateline that wrote it/);
    }
  });

  test('a place that cannot be written', () => {
    writeFileSync(dirname(file), 'a file where the folder should be');
    const error = failureOf(() => openPermalinks(file));
    expect(error.code).toBe('permalinks-unwritable');
    expect(error.message).toContain('DATA_DIR');
  });

  test('missing: a reader does not make one', () => {
    expect(failureOf(() => openPermalinkReader(file)).code).toBe('permalinks-missing');
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('paths are read in order, each once, a slice at a time', () => {
  const ledger = openPermalinks(file);
  ledger.append([link('/b', 'article:1', 'b.md'), link('/a', 'article:2', 'a.md')], 1);
  ledger.append([link('/b', 'article:3', 'c.md'), link('/c', 'article:3', 'c.md')], 2);
  expect(readPathsAfter(file, '', 2)).toEqual(['/a', '/b']);
  expect(readPathsAfter(file, '/b', 2)).toEqual(['/c']);
  ledger.close();
  expect(() => readPathsAfter(join(folder, 'none.db'), '', 1)).toThrow(PermalinkError);
});
