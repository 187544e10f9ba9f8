import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Nothing of the machine's or its user's settings reaches the git of tests. */
const ENVIRONMENT = {
  PATH: process.env['PATH'],
  HOME: tmpdir(),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Newsroom',
  GIT_AUTHOR_EMAIL: 'newsroom@example.org',
  GIT_COMMITTER_NAME: 'Newsroom',
  GIT_COMMITTER_EMAIL: 'newsroom@example.org',
};

/** Runs git in a folder to its end. Resolves to what it wrote. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  return gitAt(folder, null, args);
}

async function gitAt(folder: string, at: string | null, args: readonly string[]): Promise<string> {
  const dates = at === null ? {} : { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  const env = { ...ENVIRONMENT, ...dates };
  const { stdout } = await run('git', ['-C', folder, ...args], { env, maxBuffer: 2 ** 30 });
  return stdout;
}

/** What an editor has: a clone to write in. */
export interface Clone extends Disposable {
  readonly folder: string;
  /** Writes a file, its folders too. */
  write(file: string, text: string | Uint8Array): void;
  /** Removes a file or folder. */
  remove(path: string): void;
  move(from: string, to: string): void;
  /** Commits all that differs, at a moment such as `2026-11-22T09:00:00Z`, even where nothing does. Resolves to the commit. */
  commit(message?: string, at?: string): Promise<string>;
  /** Pushes the branch `main`, or what is checked out to another. */
  push(how?: { readonly force?: boolean; readonly branch?: string }): Promise<void>;
  git(...args: readonly string[]): Promise<string>;
  close(): void;
}

/** Makes a folder for temporary files into a clone whose remote is `url`, with what the remote has on `main`. */
export async function openClone(url: string): Promise<Clone> {
  const folder = mkdtempSync(join(tmpdir(), 'git-clone-'));
  const here = (...args: readonly string[]): Promise<string> => git(folder, ...args);
  await here('init', '--quiet', '--initial-branch=main');
  await here('remote', 'add', 'origin', url);
  await here('fetch', '--quiet', 'origin');
  const has = await here('rev-parse', '--verify', '--quiet', 'origin/main').catch(() => null);
  if (has !== null) await here('reset', '--quiet', '--hard', 'origin/main');
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  return {
    folder,
    write(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    remove: (path) => rmSync(join(folder, path), { recursive: true }),
    move(from, to) {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      renameSync(join(folder, from), join(folder, to));
    },
    async commit(message = 'Publish', at) {
      await here('add', '--all');
      await gitAt(folder, at ?? null, ['commit', '--quiet', '--allow-empty', '--message', message]);
      return (await here('rev-parse', 'HEAD')).trim();
    },
    async push({ force = false, branch = 'main' } = {}) {
      await here('push', '--quiet', ...(force ? ['--force'] : []), 'origin', `HEAD:refs/heads/${branch}`);
    },
    git: here,
    close,
    [Symbol.dispose]: close,
  };
}
