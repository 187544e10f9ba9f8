import { expect, test } from 'vitest';
import { createPresence, TAB_LASTS_MS } from '../../../src/desk/presence/presence.ts';

const FILE = 'articles/ferry.md';

function openPresence() {
  const clock = { now: 1_000, changes: 0 };
  const changed = (): void => {
    clock.changes += 1;
  };
  const presence = createPresence({ now: () => clock.now, changed });
  return { clock, presence };
}

test('each sees who else has the file open, once, and not themselves', () => {
  const { clock, presence } = openPresence();
  presence.seen({ tab: 'a', file: FILE, name: 'Culture desk' });
  presence.seen({ tab: 'b', file: FILE, name: 'Harbour desk' });
  presence.seen({ tab: 'c', file: FILE, name: 'Harbour desk' });
  presence.seen({ tab: 'd', file: 'articles/other.md', name: 'Water desk' });
  expect(presence.beside(FILE, 'Culture desk')).toEqual(['Harbour desk']);
  expect(presence.beside(FILE, 'Harbour desk')).toEqual(['Culture desk']);
  expect(presence.beside(FILE, 'Water desk')).toEqual(['Culture desk', 'Harbour desk']);
  expect(presence.open().map(({ name }) => name)).toEqual(['Culture desk', 'Harbour desk', 'Water desk']);
  expect(clock.changes).toBe(4);
  presence.seen({ tab: 'a', file: FILE, name: 'Culture desk' });
  expect(clock.changes).toBe(4);
});

test('who leaves is gone, and nobody can be sent away by another', () => {
  const { presence } = openPresence();
  presence.seen({ tab: 'a', file: FILE, name: 'Culture desk' });
  presence.left('a', 'Harbour desk');
  presence.seen({ tab: 'a', file: 'articles/other.md', name: 'Harbour desk' });
  expect(presence.beside(FILE, 'Harbour desk')).toEqual(['Culture desk']);
  presence.left('a', 'Culture desk');
  expect(presence.open()).toEqual([]);
});

test('a tab that is heard of no more is forgotten: nothing is left behind', () => {
  const { clock, presence } = openPresence();
  presence.seen({ tab: 'a', file: FILE, name: 'Culture desk' });
  clock.now += TAB_LASTS_MS;
  expect(presence.beside(FILE, 'Harbour desk')).toEqual(['Culture desk']);
  clock.now += 1;
  expect(presence.beside(FILE, 'Harbour desk')).toEqual([]);
});

test('a flood of tabs is bounded', () => {
  const { presence } = openPresence();
  for (let nth = 0; nth < 3_000; nth += 1)
    presence.seen({ tab: String(nth), file: FILE, name: `Desk ${nth}` });
  expect(presence.open()).toHaveLength(2_000);
});
