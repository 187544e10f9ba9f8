import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PermalinkLedger } from '../../src/catalog/permalinks/permalink.ts';
import { articleText, type GitNewsroom, hourMs } from './git-newsroom.ts';
import { createRebuiltNewsroom, type RebuiltNewsroom } from './rebuilt-newsroom.ts';

let newsroom: RebuiltNewsroom;
let room: GitNewsroom;
let ledger: PermalinkLedger;
beforeEach(() => {
  newsroom = createRebuiltNewsroom();
  ({ room, ledger } = newsroom);
});
afterEach(() => newsroom.delete());

describe('ids', () => {
  test('an id names the owner, and follows a file that git does not know again', async () => {
    room.write('articles/a.md', articleText('Alpha', 'id: one'));
    room.commit(1);
    room.remove('articles/a.md');
    room.write('articles/b.md', '---\ntitle: Short\ndate: 2016-06-30\nid: one\n---\nNew.\n');
    room.commit(2);
    await newsroom.rebuild();
    expect(newsroom.told()).toEqual([
      '1 /2016/06/30/a article:one articles/a.md',
      '2 /2016/06/30/b article:one articles/b.md',
    ]);
  });

  test('an id that is written later takes the URLs along', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(1);
    room.write('articles/a.md', articleText('Alpha', 'slug: omega\nid: one'));
    room.commit(2);
    await newsroom.rebuild();
    expect(ledger.ownerOf('/2016/06/30/a')).toBe('article:one');
    expect(ledger.ownerOf('/2016/06/30/omega')).toBe('article:one');
  });

  test('a copy with the same id goes by the name of its file', async () => {
    room.write('articles/a.md', articleText('Alpha', 'id: one'));
    room.commit(1);
    room.write('articles/b.md', articleText('Alpha', 'id: one'));
    room.commit(2);
    await newsroom.rebuild();
    expect(ledger.ownerOf('/2016/06/30/b')).toBe('article:b');
    expect(ledger.latestOfOwner('article:one')?.file).toBe('articles/a.md');
  });
});

describe('branches', () => {
  test('what a merge brought from the other side, renamed here and changed there', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.write('articles/z.md', articleText('Omega'));
    room.commit(1);
    room.git('checkout', '--quiet', '-b', 'desk');
    room.move('articles/a.md', 'articles/b.md');
    room.commit(2);
    room.git('checkout', '--quiet', 'main');
    room.write('articles/a.md', articleText('Alpha', 'slug: alpha'));
    room.commit(3);
    room.git('merge', '--quiet', '--no-edit', 'desk');
    room.write('articles/b.md', articleText('Alpha', 'slug: last'));
    room.commit(5);
    await newsroom.rebuild();
    const paths = ['a', 'b', 'alpha', 'last'].map((slug) => `/2016/06/30/${slug}`);
    expect(paths.map(ledger.ownerOf)).toEqual(paths.map(() => 'article:a'));
    expect(ledger.latestOfOwner('article:a')?.file).toBe('articles/b.md');
  });
});

describe('a ledger that knows something already', () => {
  test('keeps what it learnt later, and the owner that it gave to an article', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(1);
    room.move('articles/a.md', 'articles/b.md');
    room.commit(2);
    const served = { path: '/2016/06/30/b', owner: 'article:b', file: 'articles/b.md' };
    ledger.append([served], hourMs(500));
    expect(await newsroom.rebuild()).toMatchObject({ urls: 1 });
    expect(ledger.ownerOf('/2016/06/30/a')).toBe('article:b');
    expect(ledger.latestOfOwner('article:b')).toEqual(served);
    expect((await newsroom.rebuild()).urls).toBe(0);
  });
});
