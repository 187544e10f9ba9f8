import { expect, test } from 'vitest';
import type { ArticleChange } from '../../../src/catalog/publish/article-change.ts';
import { mergeChanges } from '../../../src/ingest/publish/merge-changes.ts';

const change = (given: Partial<ArticleChange>): ArticleChange => ({
  file: 'articles/ferry.md',
  id: 'ferry',
  path: '/2026/11/30/ferry',
  previousPath: null,
  title: 'Ferry returns',
  change: 'changed',
  fields: [],
  from: null,
  wasPublic: true,
  isPublic: true,
  placement: null,
  ...given,
});

test('several versions of a story are one change, from the first to the last', () => {
  const told = mergeChanges([
    change({ fields: ['title'], title: 'Ferry returnz' }),
    change({ id: 'harbour', file: 'articles/harbour.md' }),
    change({ fields: ['body'], title: 'Ferry returns' }),
  ]);
  expect(told.map(({ id }) => id)).toEqual(['harbour', 'ferry']);
  expect(told[1]).toEqual(change({ fields: ['title', 'body'] }));
});

test('a story that came and went between is told nobody', () => {
  const came = change({ change: 'added', wasPublic: false });
  expect(mergeChanges([came, change({ change: 'removed', isPublic: false })])).toEqual([]);
});

test('a new story that was mended before anybody saw it is new', () => {
  const came = change({ change: 'added', wasPublic: false, title: 'Fery' });
  expect(mergeChanges([came, change({ fields: ['title'] })])).toEqual([
    change({ change: 'added', wasPublic: false, fields: ['title'] }),
  ]);
});

test('a story that moved twice moved from where readers knew it', () => {
  const [first, second] = ['/2026/11/30/ferry', '/2026/11/30/ferry-again'];
  const moved = { change: 'moved' as const };
  const told = mergeChanges([
    change({ ...moved, path: second, previousPath: first, from: first }),
    change({ ...moved, path: '/2026/11/30/boat', previousPath: second, from: second }),
  ]);
  expect(told).toEqual([change({ ...moved, path: '/2026/11/30/boat', previousPath: first, from: first })]);
});

test('a story that moved and came back has changed, and one that moved and went is gone from where it was known', () => {
  const [first, second] = ['/2026/11/30/ferry', '/2026/11/30/boat'];
  const away = change({ change: 'moved', path: second, previousPath: first, from: first });
  const back = change({ change: 'moved', path: first, previousPath: second, from: second });
  expect(mergeChanges([away, back])[0]).toMatchObject({ path: first, previousPath: null, wasPublic: true });
  const gone = change({ change: 'removed', path: second, isPublic: false });
  expect(mergeChanges([away, gone])[0]).toMatchObject({ path: first, change: 'removed', previousPath: null });
});

test('a story that was taken down and is back has changed', () => {
  const gone = change({ change: 'removed', isPublic: false });
  const back = change({ change: 'added', wasPublic: false });
  expect(mergeChanges([gone, back])).toEqual([change({})]);
});

test('a debut and an embargo are those of all steps together', () => {
  const [noon, evening] = [1_000, 2_000];
  const debut = change({ change: 'added', wasPublic: false, isDebut: true });
  expect(mergeChanges([debut, change({})])[0]).toMatchObject({ isDebut: true });
  expect(mergeChanges([debut, change({ isPublic: false })])[0]).not.toHaveProperty('isDebut');
  const set = change({ wasPublic: false, isPublic: false, embargo: { was: null, is: noon } });
  const moved = { ...set, embargo: { was: noon, is: evening } };
  const lifted = { ...set, embargo: { was: evening, is: null } };
  expect(mergeChanges([set, moved])[0]?.embargo).toEqual({ was: null, is: evening });
  expect(mergeChanges([set, moved, change({})])[0]?.embargo).toEqual({ was: null, is: evening });
  expect(mergeChanges([set, moved, lifted])[0]).not.toHaveProperty('embargo');
});
