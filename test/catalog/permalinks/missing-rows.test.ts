import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMemoryPermalinks } from '../../../src/catalog/permalinks/ledger.ts';
import { mergeRows } from '../../../src/catalog/permalinks/merge-rows.ts';
import { missingRows } from '../../../src/catalog/permalinks/missing-rows.ts';
import type { PermalinkLedger, PermalinkRow } from '../../../src/catalog/permalinks/permalink.ts';

const row = (atMs: number, path: string, id: string, file = id): PermalinkRow => ({
  atMs,
  path,
  owner: `article:${id}`,
  file: `articles/${file}.md`,
});

let other: PermalinkLedger;
beforeEach(() => {
  other = openMemoryPermalinks();
});
afterEach(() => other.close());

describe('what another ledger has to be told', () => {
  test('is nothing where it says the same at other times, or calls an article otherwise', () => {
    other.restore([row(100, '/a', 'a'), row(200, '/a2', 'a'), row(100, '/b', 'b-1', 'b')]);
    const own = [row(1, '/a', 'a'), row(2, '/a2', 'a'), row(1, '/b', 'b')];
    expect(missingRows(own, other)).toEqual({ paths: [], rows: [] });
  });

  test('is a URL that it lacks, with where its article was last, so that it is known by its file', () => {
    other.restore([row(100, '/b', 'b')]);
    const own = [row(2, '/b', 'a', 'b'), row(1, '/a', 'a')].toReversed();
    const { paths, rows } = missingRows(own, other);
    expect(paths).toEqual(['/a']);
    expect(rows).toEqual([row(1, '/a', 'a'), row(2, '/b', 'a', 'b')]);
    mergeRows(other, rows, 1_000);
    expect(other.ownerOf('/a')).toBe('article:b');
    expect(missingRows(own, other)).toEqual({ paths: [], rows: [] });
  });

  test('is how a URL went from one article to another', () => {
    other.restore([row(1, '/a', 'a'), row(5, '/b', 'b')]);
    const own = [row(1, '/a', 'a'), row(5, '/b', 'b'), row(9, '/a', 'b')];
    const { paths, rows } = missingRows(own, other);
    expect(paths).toEqual(['/a']);
    mergeRows(other, rows, 1_000);
    expect(other.ownerOf('/a')).toBe('article:b');
  });

  test('tells an article that is gone from another that has its file since', () => {
    other.restore([row(1, '/old', 'a-1', 'a')]);
    const own = [row(1, '/old', 'a'), row(5, '/new', 'a-2', 'a')];
    expect(missingRows(own, other).paths).toEqual(['/new', '/old']);
  });

  test('is in one order, however it was written', () => {
    const own = [row(3, '/c', 'c'), row(1, '/b', 'b'), row(1, '/a', 'a')];
    const { rows } = missingRows(own, other);
    expect(rows.map(({ path }) => path)).toEqual(['/a', '/b', '/c']);
    expect(missingRows(own.toReversed(), other).rows).toEqual(rows);
  });
});
