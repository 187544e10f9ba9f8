import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

describe('what was published', () => {
  test('an article and a page, each from its commit on, once', async () => {
    room.write('articles/2016/a.md', articleText('Alpha'));
    room.write('pages/about.md', '# About us\n');
    room.commit(1);
    room.write('articles/2016/a.md', articleText('Alpha, again'));
    room.write('README.md', '# Not a page\n');
    room.commit(2);
    expect(await newsroom.rebuild()).toEqual({ commits: 2, versions: 3, urls: 2 });
    expect(newsroom.told()).toEqual([
      '1 /2016/06/30/a article:2016/a articles/2016/a.md',
      '1 /about page:pages/about.md pages/about.md',
    ]);
  });

  test('addresses of the former rule for slugs, which may have been in force', async () => {
    room.write('articles/İzmir.md', articleText('Alpha'));
    room.write('articles/b.md', articleText('Beta', 'slug: co\u00adop'));
    room.write('pages/İş.md', '# Work\n');
    room.commit(1);
    await newsroom.rebuild();
    expect(newsroom.told().map((line) => decodeURI(line.split(' ')[1] ?? ''))).toEqual([
      '/2016/06/30/coop',
      '/2016/06/30/izmir',
      '/iş',
      '/2016/06/30/co-op',
      '/2016/06/30/i\u0307zmir',
      '/i\u0307ş',
    ]);
  });

  test('what an address was without languages and folders, unless another has it today', async () => {
    room.write('articles/de/a.md', articleText('Alpha', 'language: de'));
    room.commit(1);
    room.write('articles/en/a.md', articleText('Alpha', 'language: en'));
    room.write('articles/b/index.md', articleText('Beta'));
    room.commit(2);
    await newsroom.rebuild();
    expect(newsroom.told()).toEqual([
      '1 /de/2016/06/30/a article:de/a articles/de/a.md',
      '2 /2016/06/30/b article:b/index articles/b/index.md',
      '2 /2016/06/30/a article:en/a articles/en/a.md',
      '2 /2016/06/30/index article:b/index articles/b/index.md',
    ]);
  });

  test('a second time adds nothing', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(1);
    room.move('articles/a.md', 'articles/b.md');
    room.commit(2);
    room.move('articles/b.md', 'articles/a.md');
    room.commit(3);
    await newsroom.rebuild();
    const before = newsroom.told();
    expect(before).toHaveLength(3);
    expect(await newsroom.rebuild(hourMs(2000))).toMatchObject({ commits: 3, urls: 0 });
    expect(newsroom.told()).toEqual(before);
  });

  test('a renamed file keeps its owner, as often as it is renamed', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(1);
    room.move('articles/a.md', 'articles/2016/naïve name.md');
    room.commit(2);
    room.move('articles/2016/naïve name.md', 'articles/2016/c.md');
    room.write('articles/2016/c.md', articleText('Alpha', 'section: world'));
    room.commit(3);
    await newsroom.rebuild();
    expect(newsroom.told()).toEqual([
      '1 /2016/06/30/a article:a articles/a.md',
      '2 /2016/06/30/na%C3%AFve-name article:a articles/2016/naïve name.md',
      '3 /2016/06/30/c article:a articles/2016/c.md',
    ]);
  });

  test('another slug and another date are other URLs of the same owner', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(1);
    room.write('articles/a.md', articleText('Alpha', 'slug: omega'));
    room.commit(2);
    room.write('articles/a.md', articleText('Alpha', 'slug: omega', '2016-06-29'));
    room.commit(3);
    await newsroom.rebuild();
    expect(newsroom.told()).toEqual([
      '1 /2016/06/30/a article:a articles/a.md',
      '2 /2016/06/30/omega article:a articles/a.md',
      '3 /2016/06/29/omega article:a articles/a.md',
    ]);
  });

  test('aliases belong to the article, but not the URL of another', async () => {
    room.write('articles/b.md', articleText('Beta'));
    room.commit(1);
    room.write('articles/a.md', articleText('Alpha', 'aliases: [/old/alpha, /2016/06/30/b]'));
    room.commit(2);
    await newsroom.rebuild();
    expect(ledger.ownerOf('/old/alpha')).toBe('article:a');
    expect(ledger.ownerOf('/2016/06/30/b')).toBe('article:b');
  });

  test('an alias takes the URL of an article that was deleted', async () => {
    room.write('articles/b.md', articleText('Beta'));
    room.commit(1);
    room.remove('articles/b.md');
    room.write('articles/a.md', articleText('Quite another', 'aliases: [/2016/06/30/b]\nid: alpha'));
    room.commit(2);
    await newsroom.rebuild();
    expect(ledger.ownerOf('/2016/06/30/b')).toBe('article:alpha');
  });

  test('a deleted article keeps its rows, and is the same when it comes back', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.write('articles/b.md', articleText('Beta'));
    room.commit(1);
    room.remove('articles/a.md');
    room.commit(2);
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(3);
    await newsroom.rebuild();
    expect(newsroom.told()).toEqual([
      '1 /2016/06/30/a article:a articles/a.md',
      '1 /2016/06/30/b article:b articles/b.md',
    ]);
  });

  test('a new article in a name that another took with it has an owner of its own', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(1);
    room.move('articles/a.md', 'articles/b.md');
    room.commit(2);
    room.write('articles/a.md', articleText('Quite another', 'slug: other'));
    room.commit(3);
    await newsroom.rebuild();
    expect(ledger.ownerOf('/2016/06/30/a')).toBe('article:a');
    expect(ledger.ownerOf('/2016/06/30/other')).toBe('article:a-2');
  });
});

describe('what was not published', () => {
  test('a draft, until it is none', async () => {
    room.write('articles/a.md', articleText('Alpha', 'draft: true\nslug: secret'));
    room.commit(1);
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(2);
    await newsroom.rebuild();
    expect(newsroom.told()).toEqual(['2 /2016/06/30/a article:a articles/a.md']);
  });

  test('an embargoed article, until its date, though no commit tells of it', async () => {
    room.write('articles/a.md', articleText('Alpha', '', '2016-07-01 05:00'));
    room.write('articles/b.md', articleText('Beta', '', '2016-07-01 06:00'));
    room.write('articles/c.md', articleText('Gamma', '', '2016-07-03 00:00'));
    room.commit(1);
    room.write('articles/b.md', articleText('Beta', 'slug: beta', '2016-07-01 06:00'));
    room.commit(2);
    room.write('articles/a.md', articleText('Alpha', 'slug: alpha', '2016-07-01 05:00'));
    room.commit(8);
    await newsroom.rebuild(hourMs(24));
    expect(newsroom.told()).toEqual([
      '5 /2016/07/01/a article:a articles/a.md',
      '6 /2016/07/01/beta article:b articles/b.md',
      '8 /2016/07/01/alpha article:a articles/a.md',
    ]);
  });

  test('a version with errors; a version that is no text; a file that is no article', async () => {
    room.write('articles/a.md', articleText('Alpha', '', 'tomorrow'));
    room.write('articles/b.md', 'a\0b');
    room.write('articles/.hidden.md', articleText('Hidden'));
    room.write('articles/note.txt', articleText('Note'));
    room.commit(1);
    room.move('articles/note.txt', 'articles/note.md');
    room.commit(2);
    room.move('articles/note.md', 'articles/note.md~');
    room.commit(3);
    await newsroom.rebuild();
    expect(newsroom.told()).toEqual(['2 /2016/06/30/note article:note articles/note.md']);
  });

  test('the URL that readers know as that of another: a second article has one made of its path', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(1);
    room.write('articles/x/a.md', articleText('Quite another'));
    room.commit(2);
    await newsroom.rebuild();
    expect(newsroom.told()).toEqual([
      '1 /2016/06/30/a article:a articles/a.md',
      '2 /2016/06/30/a-x article:x/a articles/x/a.md',
    ]);
  });
});

describe('settings of the time', () => {
  test('a section and a time zone that the site had then', async () => {
    room.write('site.yaml', 'name: C\nlanguage: en\ntimeZone: Asia/Tokyo\nsections: [Sport]\n');
    room.write('articles/a.md', articleText('Alpha', 'section: sport', '2016-06-30T20:00:00Z'));
    room.commit(1);
    room.write('site.yaml', 'name: C\nlanguage: en\ntimeZone: UTC\n');
    room.write('articles/a.md', articleText('Alpha', '', '2016-06-30T20:00:00Z'));
    room.commit(2);
    await newsroom.rebuild();
    expect(newsroom.told().map((row) => row.split(' ')[1])).toEqual(['/2016/07/01/a', '/2016/06/30/a']);
  });
});

describe('where there is no history', () => {
  test('no work tree', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dateline-plain-'));
    await expect(newsroom.rebuild(0, folder)).rejects.toMatchObject({ code: 'git-no-work-tree' });
    await expect(newsroom.rebuild(0, join(folder, 'missing'))).rejects.toMatchObject({
      code: 'git-no-work-tree',
    });
    rmSync(folder, { recursive: true });
  });

  test('no commit', async () => {
    await expect(newsroom.rebuild()).rejects.toMatchObject({ code: 'git-empty' });
  });

  test('a shallow clone, with the cure', async () => {
    room.commit(1);
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(2);
    const clone = join(room.root, '.git/clone');
    mkdirSync(clone);
    room.git('clone', '--quiet', '--depth=1', `file://${room.root}`, clone);
    await expect(newsroom.rebuild(0, join(clone, 'news room'))).rejects.toMatchObject({
      code: 'git-shallow',
      message: expect.stringContaining('git fetch --unshallow'),
    });
    expect(ledger.isEmpty()).toBe(true);
  });
});
