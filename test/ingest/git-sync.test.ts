import {
  cpSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, type Running, story } from './open-newsroom.ts';

let room: Newsroom;
let home: string;
let trees: number;
beforeEach(() => {
  room = openNewsroom({ 'articles/a.md': story('A'), 'articles/b.md': story('B') });
  home = dirname(room.contentDir);
  trees = 0;
  // As git-sync keeps it: /git/current -> .worktrees/COMMIT.
  mkdirSync(join(home, '.worktrees'));
  renameSync(room.contentDir, join(home, '.worktrees/0'));
  symlinkSync('.worktrees/0', room.contentDir);
});
afterEach(async () => {
  await room.dispose();
});

/** Checks out another tree, flips the link to it, and removes the old one at once. */
function flip(change: (tree: string) => void): void {
  const old = resolve(home, readlinkSync(room.contentDir));
  trees += 1;
  const tree = join(home, `.worktrees/${trees}`);
  cpSync(old, tree, { recursive: true });
  change(tree);
  symlinkSync(`.worktrees/${trees}`, join(home, 'tmp-link'));
  renameSync(join(home, 'tmp-link'), room.contentDir);
  rmSync(old, { recursive: true });
}

/** What readers find at the paths of stories that are in every tree, as often as the event loop turns. */
function watchFor(running: Running, paths: readonly string[]): () => ReadonlySet<string> {
  const met = new Set<string>();
  const look = (): void => {
    for (const path of paths) met.add(running.at(path));
  };
  const timer = setInterval(look, 5);
  return () => {
    clearInterval(timer);
    return met;
  };
}

test('a flip to another tree is published: what came, changed, moved and went; nothing flickers', async () => {
  const running = await room.start({ isLive: true });
  const met = watchFor(running, ['/2016/07/15/a']);
  flip((tree) => {
    writeFileSync(join(tree, 'articles/a.md'), story('A', '', 'Another text.'));
    mkdirSync(join(tree, 'articles/2016'));
    renameSync(join(tree, 'articles/b.md'), join(tree, 'articles/2016/b.md'));
    writeFileSync(join(tree, 'articles/c.md'), story('C'));
  });
  await expect.poll(running.titles).toEqual(['A', 'B', 'C']);
  flip((tree) => rmSync(join(tree, 'articles/c.md')));
  await expect.poll(running.titles).toEqual(['A', 'B']);
  expect(running.at('/2016/07/15/b')).toBe('B');
  expect(running.at('/2016/07/15/c')).toBe('gone');
  expect([...met()]).toEqual(['A']);
});

test('flips in a row end with the last tree', async () => {
  const running = await room.start({ isLive: true });
  const met = watchFor(running, ['/2016/07/15/a', '/2016/07/15/b']);
  for (let nth = 1; nth <= 20; nth += 1) {
    flip((tree) => writeFileSync(join(tree, `articles/n${nth}.md`), story(`N${nth}`)));
    if (nth % 3 === 0) await new Promise((resolve) => setTimeout(resolve, nth));
  }
  await expect.poll(() => running.titles().length).toBe(22);
  expect([...met()].sort()).toEqual(['A', 'B']);
  expect(readdirSync(join(home, '.worktrees'))).toEqual(['20']);
});

test('a file that the new tree breaks keeps its last good version', async () => {
  const running = await room.start({ isLive: true });
  flip((tree) => {
    writeFileSync(join(tree, 'articles/a.md'), '---\ntitle: A\ndate: never\n---\nBroken.\n');
    writeFileSync(join(tree, 'articles/c.md'), story('C'));
  });
  await expect.poll(running.titles).toEqual(['A', 'B', 'C']);
  await expect
    .poll(() => JSON.stringify(room.logged))
    .toContain('file has errors, its last good version stays');
});

test('files of a ConfigMap, each a link by way of ..data, follow its flip', async () => {
  const folder = join(home, '.worktrees/0');
  mkdirSync(join(folder, '..one'));
  for (const name of ['articles', 'site.yaml']) {
    renameSync(join(folder, name), join(folder, '..one', name));
    symlinkSync(`..data/${name}`, join(folder, name));
  }
  symlinkSync('..one', join(folder, '..data'));
  const running = await room.start({ isLive: true });
  expect(running.titles()).toEqual(['A', 'B']);
  cpSync(join(folder, '..one'), join(folder, '..two'), { recursive: true });
  writeFileSync(join(folder, '..two/articles/c.md'), story('C'));
  symlinkSync('..two', join(folder, '..data_tmp'));
  renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
  rmSync(join(folder, '..one'), { recursive: true });
  await expect.poll(running.titles).toEqual(['A', 'B', 'C']);
});
