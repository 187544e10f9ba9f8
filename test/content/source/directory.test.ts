import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isEditorsFile, listFiles, readSourceFile } from '../../../src/content/source/directory.ts';
import { mapConcurrently } from '../../../src/content/source/map-concurrently.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-directory-'));
  await mkdir(join(folder, 'articles/b/.git'), { recursive: true });
  for (const name of [
    'b/z.md',
    'a.MD',
    'b/c.markdown',
    'b/.git/x.md',
    '.x.md',
    'y.md~',
    'x.txt',
    '.y.md.swp',
    'w.tmp',
  ]) {
    await writeFile(join(folder, 'articles', name), 'text');
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('files are listed sorted, without those of programs', async () => {
  expect(await listFiles(folder, 'articles', /\.(?:md|markdown)$/i)).toEqual({
    files: ['articles/a.MD', 'articles/b/c.markdown', 'articles/b/z.md'],
    problems: [],
  });
});

test.each([
  ['x.md', true],
  ['.x.md', false],
  ['x.md~', false],
  ['.x.md.swp', false],
  ['x.md.tmp', false],
  ['#x.md#', false],
])('%s', (name, expected) => {
  expect(isEditorsFile(name)).toBe(expected);
});

test('a file that vanished is told, and never thrown', async () => {
  const { source, problems } = await readSourceFile(folder, 'articles/gone.md');
  expect(source).toBeNull();
  expect(problems).toMatchObject([
    { file: 'articles/gone.md', code: 'file-unreadable', message: expect.stringContaining('ENOENT') },
  ]);
  expect((await readSourceFile(folder, 'articles/b')).problems).toMatchObject([{ code: 'file-unreadable' }]);
});

test('a folder or a pipe under a file’s name is told, and nothing waits for it', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
  for (const name of ['articles', 'pipe.yaml']) {
    const { source, problems } = await readSourceFile(folder, name);
    expect(source).toBeNull();
    expect(problems).toMatchObject([{ file: name, line: 1, column: 1, code: 'file-unreadable' }]);
  }
});

test('no more than the limit run at once, and results keep their order', async () => {
  let running = 0;
  let most = 0;
  const results = await mapConcurrently([5, 1, 4, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, item));
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});
