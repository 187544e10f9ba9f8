import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMemoryPermalinks } from '../../../src/catalog/permalinks/ledger.ts';
import { mergeRows } from '../../../src/catalog/permalinks/merge-rows.ts';
import type { PermalinkLedger, PermalinkRow } from '../../../src/catalog/permalinks/permalink.ts';

const NOW = 1_000;
const row = (atMs: number, path: string, id: string, file = id): PermalinkRow => ({
  atMs,
  path,
  owner: `article:${id}`,
  file: `articles/${file}.md`,
});

let ledger: PermalinkLedger;
beforeEach(() => {
  ledger = openMemoryPermalinks();
});
afterEach(() => ledger.close());

const owners = (of: PermalinkLedger, paths: readonly string[]): (string | null)[] => paths.map(of.ownerOf);

describe('rows that another machine wrote', () => {
  test('are added, once, and say what changed', () => {
    const rows = [row(5, '/a', 'a'), row(6, '/old', 'a')];
    expect(mergeRows(ledger, rows, NOW)).toEqual({
      added: 2,
      changed: [{ ...row(5, '/a', 'a') }, { ...row(6, '/old', 'a') }],
      conflicts: [],
    });
    expect(mergeRows(ledger, rows, NOW)).toEqual({ added: 0, changed: [], conflicts: [] });
  });

  test('follow what one of the two knows of how a URL came from one article to another', () => {
    ledger.append([{ path: '/a', owner: 'article:a', file: 'articles/a.md' }], 5);
    expect(mergeRows(ledger, [row(4, '/a', 'a'), row(7, '/a', 'b')], NOW).conflicts).toEqual([]);
    expect(ledger.ownerOf('/a')).toBe('article:b');
    ledger.append([{ path: '/a', owner: 'article:c', file: 'articles/c.md' }], 2_000);
    expect(mergeRows(ledger, [row(7, '/a', 'b')], NOW)).toEqual({ added: 0, changed: [], conflicts: [] });
    expect(ledger.ownerOf('/a')).toBe('article:c');
  });

  test('are of an article that this machine calls otherwise, where they tell of its file', () => {
    ledger.append([{ path: '/b', owner: 'article:a', file: 'articles/b.md' }], 5);
    expect(mergeRows(ledger, [row(3, '/lost', 'b')], NOW).conflicts).toEqual([]);
    expect(ledger.ownerOf('/lost')).toBe('article:a');
  });
});

describe('where two machines disagree', () => {
  test('the earlier first publication has the URL, whichever of the two comes to the other', () => {
    const [one, other] = [row(10, '/u', 'one'), row(20, '/u', 'other')];
    using second = Object.assign(openMemoryPermalinks(), {
      [Symbol.dispose](this: PermalinkLedger) {
        this.close();
      },
    });
    ledger.restore([one]);
    second.restore([other]);
    const here = mergeRows(ledger, [other], NOW);
    const there = mergeRows(second, [one], NOW);
    expect([...owners(ledger, ['/u']), ...owners(second, ['/u'])]).toEqual(['article:one', 'article:one']);
    expect(here.conflicts.map(({ kept, isNew }) => [kept.owner, isNew])).toEqual([['article:one', false]]);
    expect(there.conflicts.map(({ kept, isNew }) => [kept.owner, isNew])).toEqual([['article:one', true]]);
    expect(there.changed.map(({ path }) => path)).toEqual(['/u']);
    expect(mergeRows(second, [one], NOW)).toEqual({ added: 0, changed: [], conflicts: [] });
  });

  test('of one moment, their names decide', () => {
    ledger.restore([row(10, '/u', 'b')]);
    mergeRows(ledger, [row(10, '/u', 'a')], NOW);
    expect(ledger.ownerOf('/u')).toBe('article:a');
  });
});
