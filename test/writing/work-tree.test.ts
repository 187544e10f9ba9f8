import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANNA, digest, FILE, openTestWriting, STORY, type TestWriting } from './open-test-writing.ts';

let site: TestWriting;
beforeEach(async () => {
  site = await openTestWriting('work tree');
});
afterEach(async () => {
  await site[Symbol.asyncDispose]();
});
const save = (text: string | Buffer, base: string | null = digest(STORY), file = FILE) =>
  site.writing.write({
    changes: [{ file, bytes: Buffer.from(text), base }],
    by: ANNA,
    why: 'Correct the ferry',
  });
const status = async (): Promise<string> =>
  await site.git('status', '--porcelain=v1', '--untracked-files=all');

test('a save is one commit in the editor’s name, of text and pictures together', async () => {
  const changes = [
    { file: FILE, bytes: Buffer.from('new\n'), base: digest(STORY) },
    { file: 'articles/ä/quay.jpg', bytes: Buffer.from('picture'), base: null },
  ];
  const outcome = await site.writing.write({ changes, by: ANNA, why: 'Correct the ferry' });
  const head = (await site.git('rev-parse', 'HEAD')).trim();
  expect(outcome).toMatchObject({ kind: 'written', commit: head, notes: [] });
  const log = ['log', '-1', '--format=%an <%ae> %cn %s %P'];
  expect((await site.git(...log)).trim()).toBe(
    `Anna <anna@desk.example.org> Anna Correct the ferry ${(await site.git('rev-parse', 'HEAD~1')).trim()}`,
  );
  const names = await site.git('-c', 'core.quotePath=false', 'show', '--name-only', '--format=', 'HEAD');
  expect(names.trim().split('\n').sort()).toEqual([FILE, 'articles/ä/quay.jpg'].sort());
  expect(await status()).toBe('');
  expect((await site.git('log', '-g', '--format=%gs', '-1')).trim()).toBe('commit: Correct the ferry');
});

test('what others have staged or changed is in no commit of the desk', async () => {
  site.sftp('articles/staged.md', 'staged\n');
  await site.git('add', 'articles/staged.md');
  site.sftp('articles/loose.md', 'loose\n');
  site.sftp('site.yaml', 'name: Another\n');
  expect(await save('new\n')).toMatchObject({ kind: 'written', notes: [] });
  expect((await site.git('show', '--name-only', '--format=', 'HEAD')).trim()).toBe(FILE);
  expect((await status()).split('\n').sort()).toEqual([
    '',
    ' M site.yaml',
    '?? articles/loose.md',
    'A  articles/staged.md',
  ]);
});

test.each([
  [
    'a merge',
    async () => writeFileSync(join(site.folder, '.git/MERGE_HEAD'), ''),
    () => rmSync(join(site.folder, '.git/MERGE_HEAD')),
  ],
  [
    'index.lock',
    async () => writeFileSync(join(site.folder, '.git/index.lock'), ''),
    () => rmSync(join(site.folder, '.git/index.lock')),
  ],
  [
    'no branch',
    async () => site.git('checkout', '--quiet', '--detach'),
    () => site.git('checkout', '--quiet', 'main'),
  ],
])('with %s in the way the save is kept, told, and committed with the next', async (what, begin, end) => {
  await begin();
  const outcome = await save('new\n');
  expect(outcome).toMatchObject({ kind: 'written' });
  const notes = outcome.kind === 'written' ? outcome.notes : [];
  expect(notes.join('')).toContain('It is saved, but not committed yet');
  expect(notes.join('')).toContain(what === 'no branch' ? 'no branch' : what);
  expect(await site.text()).toBe('new\n');
  await end();
  expect(await save('other\n', null, 'articles/other.md')).toMatchObject({ kind: 'written', notes: [] });
  expect((await site.git('log', '--format=%s', '-3')).trim().split('\n')).toHaveLength(3);
  expect(await site.git('show', `HEAD:${FILE}`)).toBe('new\n');
  expect(await status()).toBe('');
});

test('hooks and signing of the machine do not stop a save', async () => {
  for (const hook of ['pre-commit', 'commit-msg', 'post-commit'])
    writeFileSync(
      join(site.folder, '.git/hooks', hook),
      `#!/bin/sh\ntouch ${join(site.dataDir)}-${hook}\nexit 1\n`,
      { mode: 0o755 },
    );
  await site.git('config', 'commit.gpgSign', 'true');
  expect(await save('new\n')).toMatchObject({ kind: 'written', notes: [] });
  expect(existsSync(`${site.dataDir}-pre-commit`)).toBe(false);
});

test('files that git is told to ignore are saved, and not committed', async () => {
  writeFileSync(join(site.folder, '.gitignore'), 'media/\n');
  expect(await save('picture', null, 'media/quay.jpg')).toEqual({
    kind: 'written',
    files: [{ file: 'media/quay.jpg', digest: digest('picture'), isMerged: false }],
    notes: [],
  });
  expect((await site.git('log', '--format=%s', '-1')).trim()).toBe('Begin');
});

test('line ends become what the attributes say in git, and stay in the folder', async () => {
  await site.commit('.gitattributes', '*.md text eol=crlf\n');
  expect(await save('a\r\nb\r\n')).toMatchObject({ notes: [] });
  expect([await site.text(), await site.git('show', `HEAD:${FILE}`)]).toEqual(['a\r\nb\r\n', 'a\nb\n']);
  expect(await status()).toBe('');
});

test('a content folder below the root of the repository, and a repository without a commit', async () => {
  await site[Symbol.asyncDispose]();
  site = await openTestWriting('folder');
  const root = join(site.folder, '..');
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', root]);
  expect(await save('new\n')).toMatchObject({ kind: 'written', notes: [] });
  expect(execFileSync('git', ['-C', root, 'ls-tree', '-r', '--name-only', 'HEAD']).toString()).toBe(
    `content/${FILE}\n`,
  );
  expect(await site.past()).toEqual(['new\n', STORY]);
  await site.writing.write({
    changes: [{ file: FILE, bytes: null, base: digest('new\n') }],
    by: ANNA,
    why: 'Delete',
  });
  expect((await site.writing.deleted()).map(({ file }) => file)).toEqual([FILE]);
});

test('names that git would not take become such as it takes', async () => {
  const by = { name: '<\n>', email: 'a b>@x' };
  const changes = [{ file: FILE, bytes: Buffer.from('new\n'), base: digest(STORY) }];
  expect(await site.writing.write({ changes, by, why: 'One\nline\0' })).toMatchObject({ notes: [] });
  expect((await site.git('log', '-1', '--format=%an <%ae> %B')).trim()).toBe('Editor <ab@x> One line');
  expect(await site.git('fsck', '--strict', '--no-dangling')).toBe('');
});
