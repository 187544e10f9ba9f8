import { expect, test } from 'vitest';
import type { CommitOnTop } from '../../src/git/commit-on-top.ts';
import { readCommitted } from '../../src/git/commit-on-top.ts';
import { pushOnTop } from '../../src/git/push-on-top.ts';
import { openClone } from '../support/git-clone.ts';
import { startGitServer } from '../support/git-server.ts';
import { openTestMirror } from './open-test-mirror.ts';

const commitOf = (text: string): CommitOnTop => ({
  files: new Map([['note.txt', Buffer.from(text)]]),
  author: { name: 'The Test Times', email: 'dateline@www.example.org' },
  message: 'Say so\n\nAnd why.\n',
  at: Date.parse('2026-11-22T08:00:00Z'),
});

async function openHost() {
  const server = await startGitServer();
  await server.create('site');
  const clone = await openClone(server.url('site'));
  clone.write('articles/ä.md', 'A');
  clone.write(Buffer.from('b\u00e9.txt').toString(), 'B');
  await clone.commit();
  await clone.push();
  const mirror = openTestMirror(server.url('site'));
  await mirror.fetch();
  return {
    clone,
    mirror,
    /** Commits of the branch at the host, the newest first. */
    async log() {
      await clone.git('fetch', '--quiet', 'origin');
      return (await clone.git('log', '--format=%s', 'origin/main')).trim().split('\n');
    },
    async [Symbol.asyncDispose]() {
      mirror[Symbol.dispose]();
      clone.close();
      await server.close();
    },
  };
}

test('a commit comes on top of the branch, with all that was there', async () => {
  await using host = await openHost();
  const { mirror, clone } = host;
  const id = await pushOnTop(mirror, async () => commitOf('one\n'));
  expect(await host.log()).toEqual(['Say so', 'Publish']);
  const how = '--format=%H %an %ae %cn %ce %at %ct%n%b';
  expect(await clone.git('log', '-1', how, 'origin/main')).toBe(
    `${id} The Test Times dateline@www.example.org The Test Times dateline@www.example.org 1795334400 1795334400\nAnd why.\n\n`,
  );
  expect((await clone.git('ls-tree', '-r', '-z', '--name-only', 'origin/main')).split('\0').sort()).toEqual([
    '',
    'articles/ä.md',
    'bé.txt',
    'note.txt',
  ]);
  expect(await pushOnTop(mirror, async () => null)).toBeNull();
  expect(await readCommitted(mirror.args, id ?? '', 'articles')).toBe('no-file');
  expect(await readCommitted(mirror.args, id ?? '', 'absent.txt')).toBeNull();
  expect(Buffer.from((await readCommitted(mirror.args, id ?? '', 'note.txt')) as Uint8Array).toString()).toBe(
    'one\n',
  );
});

test('whoever was quicker is built upon', async () => {
  await using host = await openHost();
  const { mirror, clone } = host;
  const tips: string[] = [];
  await pushOnTop(mirror, async (tip) => {
    tips.push(tip);
    if (tips.length === 1) {
      clone.write('other.txt', 'quick');
      await clone.commit('Quicker');
      await clone.push();
    }
    return commitOf('one\n');
  });
  expect(new Set(tips).size).toBe(2);
  expect(await host.log()).toEqual(['Say so', 'Quicker', 'Publish']);
});

test('what was taken out of a branch meanwhile is not put back', async () => {
  await using host = await openHost();
  const { mirror, clone } = host;
  clone.write('wrong.txt', 'wrong');
  await clone.commit('Wrong');
  await clone.push();
  let nth = 0;
  await pushOnTop(mirror, async () => {
    nth += 1;
    if (nth === 1) {
      await clone.git('reset', '--quiet', '--hard', 'HEAD~1');
      await clone.push({ force: true });
    }
    return commitOf('one\n');
  });
  expect(await host.log()).toEqual(['Say so', 'Publish']);
});

test('others who are quicker each time are left alone after five tries', async () => {
  await using host = await openHost();
  const { mirror, clone } = host;
  let nth = 0;
  const pushed = await pushOnTop(mirror, async () => {
    nth += 1;
    await clone.commit(`Quicker ${nth}`);
    await clone.push();
    return commitOf('one\n');
  });
  expect(pushed).toBeNull();
  expect(nth).toBe(5);
  expect(await host.log()).not.toContain('Say so');
});

test('files in folders come, change, move and go, and folders with them', async () => {
  await using host = await openHost();
  const { mirror, clone } = host;
  clone.write('articles/2026/run.sh', '#!');
  await clone.git('add', '--all');
  await clone.git('update-index', '--chmod=+x', 'articles/2026/run.sh');
  await clone.git('commit', '--quiet', '--message', 'More');
  await clone.push();
  const files = new Map([
    ['articles/ä.md', null],
    ['articles/new/ö/index.md', Buffer.from('new\n')],
    ['articles/2026/run.sh', Buffer.from('#!x')],
  ]);
  const id = await pushOnTop(mirror, async () => ({ ...commitOf(''), files }), 'refs/dateline/other');
  await clone.git('fetch', '--quiet', 'origin');
  const tree = (await clone.git('ls-tree', '-r', '-z', 'origin/main'))
    .split('\0')
    .map((row) => row.replace(/ blob \w+/, ''));
  expect(tree.sort()).toEqual([
    '',
    '100644\tarticles/new/ö/index.md',
    '100644\tbé.txt',
    '100755\tarticles/2026/run.sh',
  ]);
  expect(await clone.git('fsck', '--strict', '--no-dangling', 'origin/main')).toBe('');
  expect(String(await readCommitted(mirror.args, id ?? '', 'articles/new/ö/index.md'))).toBe('new\n');
  const gone = new Map([
    ['articles/new/ö/index.md', null],
    ['articles/2026/run.sh', null],
  ]);
  await pushOnTop(mirror, async () => ({ ...commitOf(''), files: gone }));
  await clone.git('fetch', '--quiet', 'origin');
  expect((await clone.git('ls-tree', '-z', '--name-only', 'origin/main')).split('\0')).toEqual([
    'bé.txt',
    '',
  ]);
  expect(await pushOnTop(mirror, async () => ({ ...commitOf(''), files: gone }))).toBeNull();
});
