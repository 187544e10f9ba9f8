import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { fetchedStore } from '../../../src/ingest/fetched/fetched-store.ts';

const LONGEST = 1_000;

function open() {
  const database = new DatabaseSync(':memory:');
  const store = fetchedStore(database, 0);
  const pictures = Array.from({ length: 50 }, (_, nth) => ({
    src: `/fetched/a.example/${nth}.jpg`,
    url: `https://a.example/${nth}.jpg`,
  }));
  store.own('articles/a.md', pictures, 100);
  for (const { src } of pictures.slice(0, 20)) store.kept(src, 5);
  store.own('articles/a.md', pictures.slice(5), 200);
  const changes = (): number => Number(database.prepare('SELECT total_changes() AS n').get()?.['n']);
  return { store, changes };
}

test('a clock that is as it was changes no row, however many pictures there are', () => {
  const { store, changes } = open();
  const before = changes();
  store.setBack(300, LONGEST);
  expect(changes()).toBe(before);
});

test('what a clock that was ahead put off is due within the longest wait', () => {
  const { store } = open();
  const problem = { code: 'c', message: 'm', hint: 'h' };
  store.failed('/fetched/a.example/30.jpg', problem, { nowMs: 9_000_000, nextMs: 9_999_999 });
  store.setBack(50, LONGEST);
  expect(store.of('/fetched/a.example/30.jpg')?.nextMs).toBe(50 + LONGEST);
  expect(store.of('/fetched/a.example/31.jpg')?.nextMs).toBe(100);
  expect(store.unnamed(50, 99).length).toBe(5);
});

test('a list of another release begins anew, and one of this release stays', () => {
  const database = new DatabaseSync(':memory:');
  database.exec(
    "CREATE TABLE picture (src TEXT); INSERT INTO picture VALUES ('x'); PRAGMA user_version = 99",
  );
  const picture = { src: '/fetched/a.example/1.jpg', url: 'https://a.example/1.jpg' };
  fetchedStore(database, 5).own('articles/a.md', [picture], 5);
  const again = fetchedStore(database, 6);
  expect(again.born()).toBe(5);
  expect(again.owned('articles/a.md')).toEqual([picture.src]);
});
