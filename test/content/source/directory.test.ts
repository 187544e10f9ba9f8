import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSourceFileSync } from '../../../src/content/source/directory.ts';
import { isEditorsFile, listFilesSync } from '../../../src/content/source/list-files.ts';

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

test('files are listed sorted, without those of programs, with their times and sizes', () => {
  const { files, problems } = listFilesSync(folder, 'articles', /\.(?:md|markdown)$/i);
  expect(files.map(({ file }) => file)).toEqual([
    'articles/a.MD',
    'articles/b/c.markdown',
    'articles/b/z.md',
  ]);
  expect(problems).toMatchObject([{ file: 'articles/x.txt', code: 'kind-not-read' }]);
  const { mtimeMs } = statSync(join(folder, 'articles/a.MD'));
  expect(files[0]).toEqual({ file: 'articles/a.MD', mtimeMs, sizeBytes: 4 });
  expect(readSourceFileSync(folder, 'articles/a.MD')).toMatchObject({
    source: { text: 'text', changedMs: mtimeMs, sizeBytes: 4 },
    isMissing: false,
    problems: [],
  });
  expect(listFilesSync(folder, 'nowhere', /./)).toEqual({ files: [], problems: [] });
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

test('a file that vanished is told, and never thrown', () => {
  const { source, isMissing, problems } = readSourceFileSync(folder, 'articles/gone.md');
  expect(source).toBeNull();
  expect(isMissing).toBe(true);
  expect(problems).toMatchObject([
    { file: 'articles/gone.md', code: 'file-unreadable', message: expect.stringContaining('ENOENT') },
  ]);
  expect(readSourceFileSync(folder, 'articles/b').problems).toMatchObject([{ code: 'file-unreadable' }]);
});

test('a folder or a pipe under a file’s name is told, and nothing waits for it', () => {
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
  for (const name of ['articles', 'pipe.yaml']) {
    const { source, problems } = readSourceFileSync(folder, name);
    expect(source).toBeNull();
    expect(problems).toMatchObject([{ file: name, line: 1, column: 1, code: 'file-unreadable' }]);
  }
});

describe('links', () => {
  beforeAll(async () => {
    await mkdir(join(folder, 'elsewhere'));
    await mkdir(join(folder, 'content/articles/real'), { recursive: true });
    await writeFile(join(folder, 'elsewhere/secret.md'), 'secret');
    await writeFile(join(folder, 'content/articles/real/a.md'), 'inside');
    await symlink('real/a.md', join(folder, 'content/articles/inside.md'));
    await symlink('../../elsewhere/secret.md', join(folder, 'content/articles/outside.md'));
    await symlink('../../elsewhere', join(folder, 'content/articles/out'));
    await symlink('real', join(folder, 'content/articles/in'));
    await symlink('content', join(folder, 'linked-content'));
  });

  test.each(['content', 'linked-content'])(
    'in %s they are followed inside the content folder only',
    (name) => {
      const read = (file: string) => readSourceFileSync(join(folder, name), file);
      for (const file of ['articles/real/a.md', 'articles/inside.md', 'articles/in/a.md']) {
        expect(read(file).source).toMatchObject({ file, text: 'inside', sizeBytes: 6 });
      }
      for (const file of ['articles/outside.md', 'articles/out/secret.md', '../elsewhere/secret.md']) {
        expect(read(file)).toMatchObject({ source: null, problems: [{ file, code: 'link-outside' }] });
      }
    },
  );

  test('a folder that becomes a link is looked at anew', async () => {
    const content = join(folder, 'content');
    await mkdir(join(content, 'articles/moved'));
    await writeFile(join(content, 'articles/moved/secret.md'), 'mine');
    expect(readSourceFileSync(content, 'articles/moved/secret.md').source?.text).toBe('mine');
    await rm(join(content, 'articles/moved'), { recursive: true });
    await symlink('../../elsewhere', join(content, 'articles/moved'));
    expect(readSourceFileSync(content, 'articles/moved/secret.md').source).toBeNull();
  });
});
