import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openMemoryCatalog } from '../../../src/catalog/store/open-catalog.ts';
import { searchStore } from '../../../src/catalog/search/search-store.ts';
import { inTransaction, rollbackCount } from '../../../src/catalog/sqlite/transaction.ts';

const pages = (database: DatabaseSync, pragma: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);

/** Leaves a catalog no room but for so many pages more. */
function leaveRoom(database: DatabaseSync, more: number): void {
  database.exec(`PRAGMA max_page_count = ${pages(database, 'page_count') + more}`);
}

test('work that fails is undone whole and counted, one that SQLite undid by itself as well', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE word (text TEXT)');
  const insert = database.prepare('INSERT INTO word VALUES (?)');
  const count = () => database.prepare('SELECT count(*) AS count FROM word').get()?.['count'];
  const fail = () =>
    inTransaction(database, () => {
      insert.run('one');
      throw new Error('no');
    });
  expect(fail).toThrow('no');
  expect([count(), rollbackCount(database)]).toEqual([0, 1]);
  leaveRoom(database, 2);
  const fill = () =>
    inTransaction(database, () => {
      for (;;) insert.run('x'.repeat(1_000));
    });
  expect(fill).toThrow('full');
  expect([count(), rollbackCount(database)]).toEqual([0, 2]);
  inTransaction(database, () => insert.run('one'));
  expect([count(), rollbackCount(database)]).toEqual([1, 2]);
});

test('words that a full disk kept out of the search index are written the next time', () => {
  const database = openMemoryCatalog();
  const store = searchStore(database);
  const words = Array.from({ length: 100 }, (_, index) => ({ form: `word${index}`, stem: `word${index}` }));
  const insert = database.prepare("INSERT INTO setting (name, value) VALUES (?, 'x')");
  leaveRoom(database, 2);
  const fill = () =>
    inTransaction(database, () => {
      store.putWords(words);
      for (let name = 0; ; name += 1) insert.run(String(name).repeat(200));
    });
  expect(fill).toThrow('full');
  leaveRoom(database, 1_000);
  inTransaction(database, () => store.putWords(words));
  expect(database.prepare('SELECT count(*) AS count FROM search_word').get()?.['count']).toBe(100);
});
