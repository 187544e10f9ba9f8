import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { findCatalog } from '../../../src/ingest/data-dir/catalog-files.ts';
import type { PageChange } from '../../../src/ingest/publish/writer.ts';
import { emptyObjects } from '../../git/open-test-mirror.ts';
import { story } from '../../ingest/open-newsroom.ts';
import { timesOf } from '../../support/how-long.ts';
import { openBranchNewsroom } from './branch-newsroom.ts';

/** Publishes of articles; what is related is found behind them, soon or late, and is a publish without any. */
const ofFiles = (seen: readonly PageChange[]): PageChange[] =>
  seen.filter(({ changes }) => changes.length > 0);

describe('a push', () => {
  test('of files of several kinds is one publish, with one version, that the watcher does not repeat', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start();
    expect(machine.titles()).toEqual(['First']);
    expect(machine.files()).toEqual(['articles/first.md', 'site.yaml']);
    room.clone.remove('articles/first.md');
    const commit = await room.publish({
      'site.yaml': 'name: Another name\nlanguage: en\ntimeZone: Asia/Tokyo\nsections: [World, Arts]\n',
      'articles/2026/second.md': story('Second', 'section: arts'),
      'articles/2026/third.md': story('Third'),
      'pages/about.md': '---\ntitle: About\n---\nText.\n',
      'authors/ada.md': '---\nname: Ada\n---\nText.\n',
      'front.yaml': 'blocks:\n  - section: arts\n',
      'top-stories.yaml': '- articles/2026/third.md\n',
    });
    const before = machine.ingest.version();
    await machine.take(commit);
    expect(ofFiles(machine.seen)).toHaveLength(1);
    expect(machine.ingest.version()).toBe(before + 1);
    expect(machine.seen[0]?.version).toBe(before + 1);
    expect(machine.titles()).toEqual(['Second', 'Third']);
    expect(machine.at('/2016/07/15/first')).toBe('gone');
    expect(machine.pushes).toMatchObject([{ commit, filesChanged: 8, articlesLive: 2 }]);
    expect(machine.learnt).toHaveLength(1);
    await machine.ingest.catchUp();
    expect(ofFiles(machine.seen)).toHaveLength(1);
    expect(machine.said('published').length).toBeGreaterThan(5);
  });

  test('is heard of without being told, and an empty commit is one', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start({ restMs: 20 });
    const second = await room.publish({ 'articles/second.md': story('Second') });
    await expect.poll(() => machine.titles()).toEqual(['First', 'Second']);
    await expect.poll(() => machine.states.at(-1)?.commit).toBe(second);
    const empty = await room.publish();
    await expect.poll(() => machine.states.at(-1)?.commit).toBe(empty);
    expect(machine.pushes.map(({ filesChanged }) => filesChanged)).toEqual([1, 0]);
    expect(ofFiles(machine.seen)).toHaveLength(1);
    expect(machine.states.at(-1)).toMatchObject({ behindSince: null });
  });

  test('tells which of its files have which problems; what readers have of them stays', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start();
    const commit = await room.publish({
      'articles/first.md': '---\ntitle: First\ndate: tomorow\n---\nText.\n',
      'articles/second.md': story('Second', 'sektion: world'),
    });
    await machine.take(commit);
    expect(machine.titles()).toEqual(['First', 'Second']);
    expect(machine.pushes[0]?.problems).toMatchObject([
      { file: 'articles/first.md', line: 3, severity: 'error' },
      { file: 'articles/second.md', severity: 'warning' },
    ]);
  });

  test('that renames a file in case only, or a folder, keeps its URL and its history', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start();
    room.clone.move('articles/first.md', 'articles/First.md');
    await machine.take(await room.publish());
    expect(machine.files()).toEqual(['articles/First.md', 'site.yaml']);
    room.clone.move('articles/First.md', 'articles/2016/07/first.md');
    await machine.take(await room.publish());
    expect(machine.files()).toEqual(['articles/2016/07/first.md', 'site.yaml']);
    expect(machine.titles()).toEqual(['First']);
    expect(machine.at('/2016/07/15/first')).toBe('First');
  });

  test('may make a folder of a file and a file of a folder', async () => {
    await using room = await openBranchNewsroom();
    await room.publish({ 'media/a': 'x', 'media/b/c.txt': 'x' });
    const machine = await room.start();
    room.clone.remove('media/a');
    room.clone.remove('media/b');
    await machine.take(await room.publish({ 'media/a/d.txt': 'x', 'media/b': 'x' }));
    expect(machine.files().filter((file) => file.startsWith('media'))).toEqual(['media/a/d.txt', 'media/b']);
  });

  test('that merges two branches brings both', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start();
    await room.clone.git('checkout', '--quiet', '-b', 'desk');
    room.clone.write('articles/desk.md', story('From the desk'));
    await room.clone.commit();
    await room.clone.git('checkout', '--quiet', 'main');
    room.clone.write('articles/main.md', story('From main'));
    await room.clone.commit();
    await room.clone.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'desk');
    await room.clone.push();
    await machine.take((await room.clone.git('rev-parse', 'HEAD')).trim());
    expect(machine.titles()).toEqual(['First', 'From main', 'From the desk']);
    expect(ofFiles(machine.seen)).toHaveLength(1);
  });
});

describe('history that is rewritten', () => {
  test('is followed to an older commit and back; URLs that readers had lead on', async () => {
    await using room = await openBranchNewsroom();
    const first = (await room.clone.git('rev-parse', 'HEAD')).trim();
    const second = await room.publish({ 'articles/second.md': story('Second') });
    const machine = await room.start();
    await room.clone.git('reset', '--quiet', '--hard', first);
    await room.clone.push({ force: true });
    await machine.take(first);
    expect(machine.titles()).toEqual(['First']);
    expect(machine.at('/2016/07/15/second')).toBe('gone');
    await room.clone.git('reset', '--quiet', '--hard', second);
    await room.clone.push({ force: true });
    await machine.take(second);
    expect(machine.titles()).toEqual(['First', 'Second']);
    expect(machine.at('/2016/07/15/second')).toBe('Second');
  });

  test('a repository in place of it, with nothing in common, is followed as well', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start();
    await room.clone.git('checkout', '--quiet', '--orphan', 'anew');
    room.clone.remove('articles');
    room.clone.write('articles/other.md', story('Other'));
    const commit = await room.clone.commit();
    await room.clone.push({ force: true });
    await machine.take(commit);
    expect(machine.titles()).toEqual(['Other']);
  });

  test('a branch that is gone is told once, and what was published stays', async () => {
    await using room = await openBranchNewsroom();
    await room.clone.push({ branch: 'live' });
    const machine = await room.start({ branch: 'live', restMs: 10 });
    await room.clone.git('push', '--quiet', 'origin', ':live');
    const fails =
      'the git repository cannot be followed; readers have what was published before, and it is asked again';
    await expect.poll(() => machine.said(fails).length).toBe(1);
    expect(machine.titles()).toEqual(['First']);
    await room.clone.push({ branch: 'live' });
    await expect.poll(() => machine.said('the git repository is followed again').length).toBe(1);
    expect(machine.said(fails)).toHaveLength(1);
  });

  test('a commit without site.yaml is not published, and the log says where there is one', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start({ restMs: 10 });
    room.clone.move('site.yaml', 'content/site.yaml');
    room.clone.move('articles', 'content/articles');
    await room.publish();
    await expect
      .poll(() => JSON.stringify(machine.logged))
      .toContain('has no site.yaml at its root, but there is one in content/. CONTENT_GIT serves the root');
    expect(machine.titles()).toEqual(['First']);
    expect(machine.files()).toEqual(['articles/first.md', 'site.yaml']);
  });
});

describe('a host', () => {
  test('that is away at the first start is a clear error; later, what is there is served', async () => {
    await using room = await openBranchNewsroom();
    room.server.answer(503);
    await expect(room.start()).rejects.toThrow(/^CONTENT_GIT http.* cannot be reached .*503/);
    room.server.answer(null);
    const machine = await room.start();
    await machine.close();
    await room.server.shut();
    const again = await room.start({ dataDir: machine.dataDir, restMs: 10 });
    expect(again.titles()).toEqual(['First']);
    await room.server.open();
    const second = await room.publish({ 'articles/second.md': story('Second') });
    await again.take(second);
    expect(again.titles()).toEqual(['First', 'Second']);
  });

  test('that lets nobody in any more is told, without the token', async () => {
    await using room = await openBranchNewsroom();
    room.server.token('right');
    const machine = await room.start({ token: 'right', restMs: 10 });
    room.server.token('another');
    await expect.poll(() => JSON.stringify(machine.logged)).toContain('does not let this machine in');
    expect(JSON.stringify(machine.logged)).not.toContain(
      Buffer.from('x-access-token:right').toString('base64'),
    );
    expect(machine.titles()).toEqual(['First']);
  });
});

describe('what is not put into the checkout', () => {
  test('is told by file: links, submodules, pointers of LFS; names with a dot in front are left out', async () => {
    await using room = await openBranchNewsroom();
    const { clone } = room;
    clone.write('articles/pointer.md', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n');
    clone.write('.github/workflows/x.yml', 'x');
    mkdirSync(join(clone.folder, 'media'));
    symlinkSync('/etc/passwd', join(clone.folder, 'media/passwd.txt'));
    await clone.git('add', '--all');
    const head = (await clone.git('rev-parse', 'HEAD')).trim();
    await clone.git('update-index', '--add', '--cacheinfo', `160000,${head},articles/others`);
    await clone.git('commit', '--quiet', '--message', 'Odd files');
    await clone.push();
    const machine = await room.start();
    expect(machine.files()).toEqual(['articles/first.md', 'site.yaml']);
    const told = machine.logged.flatMap(({ problems = [] }) => problems as { code: string }[]);
    expect(told.map(({ code }) => code).sort()).toEqual(['git-lfs-pointer', 'git-link', 'git-submodule']);
    clone.remove('media/passwd.txt');
    // Git adds what is there, and so takes the submodule out.
    const commit = await room.publish({
      'media/passwd.txt': 'mine',
      'articles/pointer.md': story('Pointer'),
    });
    await machine.take(commit);
    expect(readFileSync(join(machine.contentDir, 'media/passwd.txt'), 'utf8')).toBe('mine');
    expect(machine.titles()).toEqual(['First', 'Pointer']);
    expect(
      machine
        .said('nothing is wrong with the file any more')
        .map(({ file }) => file)
        .sort(),
    ).toEqual(['articles/others', 'articles/pointer.md', 'media/passwd.txt']);
  });
});

describe('the checkout', () => {
  test('is put right at a start, whatever was done to it, and files that are right stay untouched', async () => {
    await using room = await openBranchNewsroom();
    await room.publish({ 'articles/second.md': story('Second'), 'articles/third.md': story('Third') });
    const machine = await room.start();
    await machine.close();
    const path = (file: string): string => join(machine.contentDir, file);
    const before = statSync(path('articles/first.md')).mtimeMs;
    writeFileSync(path('articles/second.md'), story('Hacked'));
    rmSync(path('articles/third.md'));
    writeFileSync(path('articles/stray.md'), story('Stray'));
    const again = await room.start({ dataDir: machine.dataDir });
    expect(again.titles()).toEqual(['First', 'Second', 'Third']);
    expect(again.files()).toEqual([
      'articles/first.md',
      'articles/second.md',
      'articles/third.md',
      'site.yaml',
    ]);
    expect(statSync(path('articles/first.md')).mtimeMs).toBe(before);
  });

  test('is put back where a hand changes it meanwhile, which is told', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start();
    const first = join(machine.contentDir, 'articles/first.md');
    writeFileSync(first, story('Hacked'));
    writeFileSync(join(machine.contentDir, 'articles/stray.md'), story('Stray'));
    const hand =
      'files of the checkout were changed by other hands than git; they are put back. Change them in a clone, and push';
    await expect.poll(() => machine.said(hand).length).toBeGreaterThan(0);
    await expect.poll(() => readFileSync(first, 'utf8')).toBe(story('First'));
    await expect.poll(() => existsSync(join(machine.contentDir, 'articles/stray.md'))).toBe(false);
    expect(machine.titles()).toEqual(['First']);
  });

  test('and the copy of the repository are this user’s alone', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start();
    for (const file of ['checkout', 'checkout/articles', 'checkout/site.yaml'])
      expect(statSync(join(machine.dataDir, file)).mode & 0o077).toBe(0);
  });

  test('goes on from the commit that was published last, by a push, after a start', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start();
    await machine.close();
    const second = await room.publish({ 'articles/second.md': story('Second'), 'articles/a.md': story('A') });
    const again = await room.start({ dataDir: machine.dataDir });
    await expect.poll(() => again.states.at(-1)?.commit).toBe(second);
    expect(ofFiles(again.seen)).toHaveLength(1);
    expect(again.learnt).toHaveLength(1);
    expect(again.titles()).toEqual(['A', 'First', 'Second']);
  });
});

test('a push that cannot be published leaves readers what they had, and is tried again as a whole', async () => {
  await using room = await openBranchNewsroom();
  const machine = await room.start({ restMs: 20 });
  // Whoever writes to the catalog waits for this, and fails after a while.
  const other = new DatabaseSync(findCatalog(machine.dataDir));
  other.exec('BEGIN IMMEDIATE');
  const second = await room.publish({ 'articles/second.md': story('Second'), 'articles/a.md': story('A') });
  const fails =
    'the git repository cannot be followed; readers have what was published before, and it is asked again';
  await expect.poll(() => machine.said(fails).length).toBe(1);
  expect(machine.titles()).toEqual(['First']);
  other.exec('ROLLBACK');
  other.close();
  await expect.poll(() => machine.states.at(-1)?.commit).toBe(second);
  expect(machine.titles()).toEqual(['A', 'First', 'Second']);
  expect(ofFiles(machine.seen)).toHaveLength(1);
});

test('a copy of the repository that is damaged is told and made anew, and readers have all meanwhile', async () => {
  await using room = await openBranchNewsroom();
  const machine = await room.start({ restMs: 20 });
  await expect.poll(() => machine.states.at(-1)?.answeredAt ?? null).not.toBeNull();
  emptyObjects(join(machine.dataDir, 'mirror.git'));
  const second = await room.publish({ 'articles/second.md': story('Second') });
  await machine.take(second);
  expect(machine.titles()).toEqual(['First', 'Second']);
  expect(machine.said('the copy of the git repository is made anew')).toHaveLength(1);
  expect(machine.files()).toEqual(['articles/first.md', 'articles/second.md', 'site.yaml']);
});

test('a push of very many files is one publish; each is there once', async () => {
  await using room = await openBranchNewsroom();
  const count = timesOf(10_000, 300);
  const machine = await room.start();
  for (let nth = 0; nth < count; nth += 1) {
    room.clone.write(`articles/${nth % 50}/s${nth}.md`, story(`S${nth}`, `slug: s${nth}`));
  }
  await machine.take(await room.publish());
  expect(machine.pushes).toMatchObject([{ filesChanged: count, articlesLive: count, problems: [] }]);
  expect(ofFiles(machine.seen)).toHaveLength(1);
  await room.clone.git('mv', 'articles/7', 'articles/moved');
  await machine.take(await room.publish());
  expect(machine.at('/2016/07/15/s7')).toBe('S7');
  expect(machine.files()).toHaveLength(count + 2);
});
