import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gitArguments } from '../../../src/git/git-process.ts';
import { diffTrees, listTree, type TreeEntry } from '../../../src/git/git-trees.ts';
import { compareCheckout } from '../../../src/ingest/checkout/compare-checkout.ts';
import { refuseEntry } from '../../../src/ingest/checkout/refusals.ts';
import { type StagedFiles, stageFiles } from '../../../src/ingest/checkout/stage-files.ts';
import { swapFiles } from '../../../src/ingest/checkout/swap-files.ts';
import { type Clone, git, openClone } from '../../support/git-clone.ts';

let clone: Clone;
let home: string;
let folder: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'checkout-'));
  folder = join(home, 'checkout');
  await git(home, 'init', '--quiet', '--bare', 'remote.git');
  clone = await openClone(join(home, 'remote.git'));
});
afterEach(() => {
  clone.close();
  rmSync(home, { recursive: true });
});

const args = (command: readonly string[]): string[] => gitArguments(clone.folder, command);
const stage = (entries: readonly TreeEntry[], maxBytes?: number): Promise<StagedFiles> =>
  stageFiles(entries, {
    args,
    folder: join(home, 'staging'),
    now: Date.now(),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
const differences = async (commit: string): Promise<string[]> =>
  (await compareCheckout(folder, await listTree(args, commit))).map(({ path }) => path).sort();

test('bytes are as the repository has them, of any kind and size, and names of any script', async () => {
  const noise = Buffer.from(Array.from({ length: 300_000 }, (_, nth) => (nth * 7919) % 251));
  clone.write('media/noise.bin', noise);
  clone.write('media/empty.txt', '');
  clone.write('articles/Երևան – 1.md', 'a\r\nb\n');
  const commit = await clone.commit();
  await swapFiles(folder, await stage(await listTree(args, commit)));
  expect(readFileSync(join(folder, 'media/noise.bin')).equals(noise)).toBe(true);
  expect(readFileSync(join(folder, 'articles/Երևան – 1.md'), 'utf8')).toBe('a\r\nb\n');
  expect(statSync(join(folder, 'media/empty.txt')).size).toBe(0);
  expect(await differences(commit)).toEqual([]);
});

test('a file that is too large is told, and those after it are whole', async () => {
  clone.write('media/a.mp4', 'x'.repeat(200_000));
  clone.write('media/b.txt', 'b');
  const commit = await clone.commit();
  const staged = await stage(await listTree(args, commit), 100_000);
  await swapFiles(folder, staged);
  expect(staged.refused).toMatchObject([{ file: 'media/a.mp4', code: 'git-file-too-large' }]);
  expect(readdirSync(join(folder, 'media'))).toEqual(['b.txt']);
  expect(readFileSync(join(folder, 'media/b.txt'), 'utf8')).toBe('b');
});

test('what breaks off between two files is put right by the next comparison, and only that', async () => {
  for (const name of ['a', 'b', 'c']) clone.write(`articles/${name}.md`, name);
  const first = await clone.commit();
  await swapFiles(folder, await stage(await listTree(args, first)));
  for (const name of ['a', 'b']) clone.write(`articles/${name}.md`, `${name}${name}`);
  clone.remove('articles/c.md');
  const second = await clone.commit();
  const staged = await stage(await diffTrees(args, first, second));
  const [one] = staged.ready;
  // Killed after the first of three steps.
  await swapFiles(folder, { ready: new Map(one === undefined ? [] : [one]), gone: [], refused: [] });
  expect(await differences(second)).toEqual(['articles/b.md', 'articles/c.md']);
  await swapFiles(folder, staged);
  expect(await differences(second)).toEqual([]);
  expect(existsSync(join(folder, 'articles/c.md'))).toBe(false);
});

test('a comparison finds files of the same size, links and strays', async () => {
  for (const name of ['a', 'b', 'c']) clone.write(`articles/${name}.md`, name);
  const commit = await clone.commit();
  await swapFiles(folder, await stage(await listTree(args, commit)));
  writeFileSync(join(folder, 'articles/a.md'), 'x');
  rmSync(join(folder, 'articles/b.md'));
  symlinkSync('/etc/passwd', join(folder, 'articles/b.md'));
  writeFileSync(join(folder, 'articles/stray.md'), 'stray');
  expect(await differences(commit)).toEqual(['articles/a.md', 'articles/b.md', 'articles/stray.md']);
});

test.each([
  ['articles/../../etc/passwd', 'git-name-unusable'],
  ['articles//a.md', 'git-name-unusable'],
  ['/etc/passwd', 'git-name-unusable'],
  [`articles/${'a'.repeat(256)}.md`, 'git-name-unusable'],
  ['articles/\ufffd.md', 'git-name-unusable'],
])('the name %s is refused', (path, code) => {
  expect(refuseEntry({ path, mode: '100644', blob: '0'.repeat(40) })).toMatchObject({ code });
});

test('folders that are empty are taken away, up to the first that is not', async () => {
  clone.write('articles/2026/11/30/a.md', 'a');
  clone.write('articles/2026/b.md', 'b');
  const first = await clone.commit();
  await swapFiles(folder, await stage(await listTree(args, first)));
  clone.remove('articles/2026/11');
  const second = await clone.commit();
  await swapFiles(folder, await stage(await diffTrees(args, first, second)));
  expect(readdirSync(join(folder, 'articles/2026'))).toEqual(['b.md']);
});
