import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { explainWatchFault } from '../../../src/ingest/watch/watch-fault.ts';
import { type Recorder, record } from '../watch-recorder.ts';

const OLD = 'The old text, which is long enough to be shortened.';

let r: Recorder;
afterEach(() => r.close());

const at = (path: string): string => join(r.root, path);
const kinds = (): string[] => r.changes.map(({ path, kind }) => `${kind} ${path}`).sort();

function fill(folder: string, count: number, text = 'text'): void {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i += 1) writeFileSync(join(folder, `s${i}.md`), text);
}

test('nested folders made at once with files in them: nothing is missed, and they stay watched', async () => {
  r = record({});
  for (let i = 0; i < 20; i += 1) {
    for (let depth = 1; depth <= 5; depth += 1) fill(at(`articles/${i}${'/d'.repeat(depth)}`), 4);
  }
  await r.until(() => r.texts.size === 400);
  for (let i = 0; i < 20; i += 1) r.write(`articles/${i}/d/d/d/late.md`, 'late');
  await r.until(() => r.texts.size === 420);
});

test('5,000 files at once come, in few batches', async () => {
  r = record({});
  fill(at('articles/burst'), 5_000);
  await r.until(() => r.texts.size === 5_000);
  expect(r.batches.length).toBeLessThan(100);
});

test('a folder that is moved in brings its files, whole', async () => {
  r = record({});
  fill(join(r.home, 'desk/a'), 300);
  renameSync(join(r.home, 'desk'), at('articles/desk'));
  await r.until(() => r.texts.size === 300);
  r.write('articles/desk/a/s5.md', 'rewritten');
  await r.until(() => r.texts.get('articles/desk/a/s5.md') === 'rewritten');
});

test('a folder that is moved away is gone under its old name, and watched under the new', async () => {
  r = record({ 'articles/2025/x/a.md': OLD, 'articles/2025/b.md': OLD });
  renameSync(at('articles/2025'), at('articles/2026'));
  await r.until(() => r.changes.length === 4);
  await r.quiet();
  expect(kinds()).toEqual([
    'file articles/2026/b.md',
    'file articles/2026/x/a.md',
    'gone articles/2025/b.md',
    'gone articles/2025/x/a.md',
  ]);
  r.write('articles/2026/x/a.md', 'after the move');
  await r.until(() => r.texts.get('articles/2026/x/a.md') === 'after the move');
});

test('a folder that is deleted and made again is watched again', async () => {
  r = record({ 'articles/2025/a.md': OLD, 'articles/2025/b.md': OLD });
  for (let round = 0; round < 10; round += 1) {
    rmSync(at('articles/2025'), { recursive: true });
    r.write('articles/2025/a.md', `round ${round}`);
    await r.until(() => r.texts.get('articles/2025/a.md') === `round ${round}`);
  }
  await r.until(() => !r.texts.has('articles/2025/b.md'));
  expect(kinds().filter((kind) => kind.startsWith('gone'))).toEqual(['gone articles/2025/b.md']);
});

test('a top folder swapped for another: only what differs is told', async () => {
  r = record({ 'articles/a/same.md': OLD, 'articles/a/gone.md': OLD });
  fill(join(r.home, 'next/a'), 1, 'new');
  // Node copies times to the millisecond only.
  execFileSync('cp', ['-p', at('articles/a/same.md'), join(r.home, 'next/a/same.md')]);
  renameSync(at('articles'), join(r.home, 'before'));
  renameSync(join(r.home, 'next'), at('articles'));
  await r.until(() => r.changes.length === 2);
  await r.quiet();
  expect(kinds()).toEqual(['file articles/a/s0.md', 'gone articles/a/gone.md']);
});

test('a top folder may appear late', async () => {
  r = record({});
  r.write('pages/about.md', 'About');
  await r.until(() => r.texts.has('pages/about.md'));
});

test('a content folder that is missing takes nothing off the site, and is found again', async () => {
  r = record({ 'articles/a.md': OLD, 'articles/b.md': OLD });
  renameSync(r.root, join(r.home, 'away'));
  await r.until(() => r.faults.length > 0);
  await r.watcher.rescan();
  expect(r.faults).toHaveLength(1);
  expect(r.faults[0]).toMatchObject({ code: 'root-missing', hint: expect.stringContaining('mount') });
  expect(r.changes).toEqual([]);
  renameSync(join(r.home, 'away'), r.root);
  await r.watcher.rescan();
  r.write('articles/a.md', 'back');
  await r.until(() => r.texts.get('articles/a.md') === 'back');
});

test('a content folder that is a link is followed to its next release', async () => {
  r = record({ 'articles/a.md': OLD, 'articles/b.md': OLD });
  renameSync(r.root, join(r.home, 'release-1'));
  fill(join(r.home, 'release-2/articles'), 3);
  symlinkSync('release-2', join(r.home, 'next'));
  renameSync(join(r.home, 'next'), r.root);
  await r.watcher.rescan();
  await r.until(() => r.changes.length === 5);
  expect(kinds()).toEqual([
    'file articles/s0.md',
    'file articles/s1.md',
    'file articles/s2.md',
    'gone articles/a.md',
    'gone articles/b.md',
  ]);
  symlinkSync('release-1', join(r.home, 'next'));
  renameSync(join(r.home, 'next'), r.root);
  await r.until(() => r.texts.has('articles/a.md') && !r.texts.has('articles/s0.md'));
});

test('a rescan tells what came and went without an event, and nothing of the rest', async () => {
  r = record({ 'articles/x/a.md': OLD, 'articles/y/b.md': OLD, 'site.yaml': 'a: 1' });
  await r.watcher.rescan();
  expect(r.changes).toEqual([]);

  fill(at('store'), 1, 'behind a link');
  symlinkSync('../../store/s0.md', at('articles/x/link.md'));
  await r.until(() => r.texts.get('articles/x/link.md') === 'behind a link');
  writeFileSync(at('store/s0.md'), 'changed behind the link');
  await r.quiet();
  expect(r.texts.get('articles/x/link.md')).toBe('behind a link');
  await r.watcher.rescan();
  await r.until(() => r.texts.get('articles/x/link.md') === 'changed behind the link');
  rmSync(at('store/s0.md'));
  await r.watcher.rescan();
  await r.until(() => !r.texts.has('articles/x/link.md'));
  expect(new Set(kinds())).toEqual(new Set(['file articles/x/link.md', 'gone articles/x/link.md']));
});

test('more changes at once than the system can hold are found all the same', async () => {
  r = record({ 'articles/x/a.md': OLD });
  fill(at('articles/x'), 9_000);
  await r.until(() => r.texts.size === 9_001);
});

test('many small changes in one folder leave what is on disk', async () => {
  r = record({});
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const pathOf = (): string => `articles/${random(4)}/${random(3)}/${random(6)}.md`;
  for (let step = 0; step < 600; step += 1) {
    const [path, folder] = [pathOf(), `articles/${random(4)}`];
    if (random(10) < 6) r.write(path, `step ${step}`);
    else if (random(4) > 0) rmSync(at(path), { force: true });
    else if (random(2) > 0) rmSync(at(folder), { recursive: true, force: true });
    else if (existsSync(at(folder)) && !existsSync(at(`${folder}x`)))
      renameSync(at(folder), at(`${folder}x`));
    if (step % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const onDisk = readdirSync(at('articles'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `articles/${name}`)
    .sort();
  await r.until(() => [...r.texts.keys()].sort().join() === onDisk.join());
});

test('an unwatchable system is told with its cure', () => {
  r = record({});
  expect(explainWatchFault('ENOSPC', 'articles/2026')).toEqual({
    code: 'ENOSPC',
    path: 'articles/2026',
    message: expect.stringContaining('fs.inotify.max_user_watches'),
    hint: expect.stringContaining('sysctl -w fs.inotify.max_user_watches='),
  });
  expect(explainWatchFault('EIO', '').message).toMatch(/^content folder: .*\(EIO\)/);
});
