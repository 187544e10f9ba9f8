import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runGit } from '../../src/git/git-process.ts';
import { type GitRemoteError, toldAs } from '../../src/git/git-remote-error.ts';
import { openClone } from '../support/git-clone.ts';
import { startGitServer } from '../support/git-server.ts';
import { emptyObjects, openTestMirror } from './open-test-mirror.ts';

async function openRemote() {
  const server = await startGitServer();
  await server.create('site');
  const clone = await openClone(server.url('site'));
  const push = async (text: string): Promise<string> => {
    clone.write('articles/a.md', text);
    const commit = await clone.commit();
    await clone.push();
    return commit;
  };
  return {
    server,
    clone,
    push,
    url: server.url('site'),
    async [Symbol.asyncDispose]() {
      clone.close();
      await server.close();
    },
  };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: GitRemoteError) => error.code,
  );

test('a mirror has the branch with its history, and asks for one commit at little cost', async () => {
  await using remote = await openRemote();
  const first = await remote.push('one');
  using mirror = openTestMirror(remote.url);
  expect(await mirror.head()).toBeNull();
  expect(await mirror.ask()).toBe(first);
  expect(await mirror.fetch()).toBe(first);
  const second = await remote.push('two');
  expect(await mirror.fetch()).toBe(second);
  expect(await mirror.head()).toBe(second);
  const log = await runGit(mirror.args(['log', '--format=%H', second]));
  expect(log.trim().split('\n')).toEqual([second, first]);
  expect(await mirror.published()).toBeNull();
  await mirror.markPublished(first);
  expect(await mirror.published()).toBe(first);
});

test('a branch that is forced to an older commit, or to another history, is followed', async () => {
  await using remote = await openRemote();
  const first = await remote.push('one');
  const second = await remote.push('two');
  using mirror = openTestMirror(remote.url, { branch: 'main' });
  expect(await mirror.fetch()).toBe(second);
  await remote.clone.git('reset', '--quiet', '--hard', first);
  await remote.clone.push({ force: true });
  expect(await mirror.fetch()).toBe(first);
  await remote.clone.git('checkout', '--quiet', '--orphan', 'other');
  const other = await remote.clone.commit('Begin anew');
  await remote.clone.push({ force: true });
  expect(await mirror.fetch()).toBe(other);
});

test('a branch that is not there is told, and so is a repository without any', async () => {
  await using remote = await openRemote();
  using empty = openTestMirror(remote.url);
  expect(await codeOf(empty.ask())).toBe('git-branch-gone');
  await remote.push('one');
  using mirror = openTestMirror(remote.url, { branch: 'live' });
  await expect(mirror.ask()).rejects.toThrow(/has no such branch \(there is no branch live\)/);
  expect(await codeOf(mirror.fetch())).toBe('git-branch-gone');
});

test('a host that is away, breaks off or does not let in is told apart, with git’s words', async () => {
  await using remote = await openRemote();
  await remote.push('one');
  using mirror = openTestMirror(remote.url);
  await mirror.fetch();
  remote.server.answer(503);
  await expect(mirror.ask()).rejects.toThrow(/cannot be reached .*503/);
  remote.server.answer(404);
  expect(await codeOf(mirror.ask())).toBe('git-refused');
  remote.server.answer(null);
  remote.server.token('right');
  expect(await codeOf(mirror.ask())).toBe('git-refused');
  await remote.server.shut();
  expect(await codeOf(mirror.fetch())).toBe('git-remote-away');
});

test('the token opens the host, and is in no error, no file and no argument', async () => {
  await using remote = await openRemote();
  const commit = await remote.push('one');
  const token = 'glpat-5ecret';
  remote.server.token(token);
  using mirror = openTestMirror(remote.url, { token });
  expect(await mirror.fetch()).toBe(commit);
  expect(mirror.args(['fetch']).join(' ')).not.toContain(token);
  expect(readFileSync(join(mirror.gitDir, 'config'), 'utf8')).not.toContain('uthorization');
  remote.server.token('another');
  const error = (await mirror.ask().catch((reason: unknown) => reason)) as GitRemoteError;
  expect(error.code).toBe('git-refused');
  const packed = Buffer.from(`x-access-token:${token}`).toString('base64');
  for (const secret of [token, packed])
    expect(JSON.stringify([error.message, error.stack])).not.toContain(secret);
});

test('no protocol is spoken that runs commands', async () => {
  using mirror = openTestMirror('ext::sh -c "touch /tmp/ran"');
  await expect(mirror.ask()).rejects.toThrow(/transport 'ext' not allowed/);
});

test('a copy that cannot be read is fetched anew, once', async () => {
  await using remote = await openRemote();
  await remote.push('one');
  const told: string[] = [];
  using mirror = openTestMirror(remote.url, { onRenew: ({ code }) => told.push(code) });
  const commit = await mirror.fetch();
  await mirror.markPublished(commit);
  emptyObjects(mirror.gitDir);
  const damage = toldAs('git-mirror-damaged', remote.url, 'object file is empty');
  expect(await mirror.renew(damage)).toBe(commit);
  expect(await runGit(mirror.args(['show', `${commit}:articles/a.md`]))).toBe('one');
  await expect(mirror.renew(damage)).rejects.toBe(damage);
  expect(told).toEqual(['git-mirror-damaged']);
});

test('a copy that a fetch finds damaged is made anew by that fetch', async () => {
  await using remote = await openRemote();
  await remote.push('one');
  using mirror = openTestMirror(remote.url);
  await mirror.fetch();
  writeFileSync(join(mirror.gitDir, 'HEAD'), '');
  const second = await remote.push('two');
  expect(await mirror.fetch()).toBe(second);
});

test('a lock that a killed git has left does not stand in the way', async () => {
  await using remote = await openRemote();
  await remote.push('one');
  using mirror = openTestMirror(remote.url);
  await mirror.fetch();
  const lock = join(mirror.gitDir, 'refs/dateline/branch.lock');
  mkdirSync(join(mirror.gitDir, 'refs/dateline'), { recursive: true });
  writeFileSync(lock, '');
  utimesSync(lock, 1, 1);
  const second = await remote.push('two');
  expect(await mirror.fetch()).toBe(second);
  expect(existsSync(lock)).toBe(false);
});

test('closing ends a git that waits for its host', async () => {
  await using remote = await openRemote();
  using mirror = openTestMirror(remote.url);
  mirror.close();
  await expect(mirror.ask()).rejects.toThrow(/the server stops/);
});
