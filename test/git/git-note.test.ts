import { expect, test } from 'vitest';
import { openGitNote } from '../../src/git/git-note.ts';
import { runGit } from '../../src/git/git-process.ts';
import { openClone } from '../support/git-clone.ts';
import { startGitServer } from '../support/git-server.ts';
import { openTestMirror } from './open-test-mirror.ts';

const REF = 'refs/dateline/told';

async function openRemote() {
  const server = await startGitServer();
  await server.create('site');
  const clone = await openClone(server.url('site'));
  clone.write('site.yaml', 'name: The Times\n');
  await clone.commit();
  await clone.push();
  const opened: ReturnType<typeof openTestMirror>[] = [];
  return {
    server,
    clone,
    url: server.url('site'),
    /** One machine, which has fetched the repository. */
    async machine() {
      const mirror = openTestMirror(server.url('site'));
      opened.push(mirror);
      await mirror.fetch();
      return { mirror, note: openGitNote(mirror, REF) };
    },
    async [Symbol.asyncDispose]() {
      for (const mirror of opened) mirror[Symbol.dispose]();
      clone.close();
      await server.close();
    },
  };
}

test('a note is read by another machine as it was written, and replaced', async () => {
  await using remote = await openRemote();
  const [one, two] = [await remote.machine(), await remote.machine()];
  expect(await one.note.read()).toBeNull();
  expect(await one.note.write('first\n')).toBeNull();
  expect(await two.note.read()).toBe('first\n');
  expect(await one.note.write('second, «ё»\n')).toBeNull();
  expect(await two.note.read()).toBe('second, «ё»\n');
  expect(await two.note.write('third\n')).toBeNull();
});

test('who replaces another’s note without having read it is told what that was', async () => {
  await using remote = await openRemote();
  const [one, two] = [await remote.machine(), await remote.machine()];
  await one.note.write('of the first');
  expect(await two.note.write('of the second')).toBe('of the first');
  expect(await one.note.write('of the first again')).toBe('of the second');
  expect(await one.note.write('and again')).toBeNull();
  expect(await two.note.read()).toBe('and again');
});

test('the branch, its history and clones see nothing of it', async () => {
  await using remote = await openRemote();
  const { mirror, note } = await remote.machine();
  const before = await mirror.ask();
  await note.write('a note');
  expect(await mirror.ask()).toBe(before);
  expect(await mirror.fetch()).toBe(before);
  await remote.clone.git('fetch', '--all');
  expect(await remote.clone.git('for-each-ref', '--format=%(refname)')).not.toContain('dateline');
  const listed = await runGit(mirror.args(['ls-remote', '--', remote.url]));
  expect(listed).toContain(REF);
});

test('a note outlives tidying up of the copy, and a copy that is new', async () => {
  await using remote = await openRemote();
  const { mirror, note } = await remote.machine();
  await note.write('a note');
  await runGit(mirror.args(['gc', '--quiet', '--prune=now']));
  expect(await note.read()).toBe('a note');
  expect(await note.write('the next')).toBeNull();
  expect(await (await remote.machine()).note.read()).toBe('the next');
});

test('nothing is replaced where the host is away or refuses, and the next try goes through', async () => {
  await using remote = await openRemote();
  const { note } = await remote.machine();
  await note.write('a note');
  remote.server.answer(403);
  await expect(note.write('refused')).rejects.toMatchObject({ code: 'git-refused' });
  await expect(note.read()).rejects.toMatchObject({ code: 'git-refused' });
  remote.server.answer(null);
  expect(await note.read()).toBe('a note');
  expect(await note.write('taken')).toBeNull();
});

test('what is far too long is no note', async () => {
  await using remote = await openRemote();
  const { note } = await remote.machine();
  await note.write('x'.repeat(100_000));
  expect(await note.read()).toBeNull();
  expect(await note.write('short')).toBeNull();
});
