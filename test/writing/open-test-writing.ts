import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { openRevisions, type Revisions, revisionsFile } from '../../src/revisions/open-revisions.ts';
import { digestOf } from '../../src/storage/digest-of.ts';
import type { Author, ContentWriting } from '../../src/writing/content-writing.ts';
import { openContentWriting } from '../../src/writing/open-content-writing.ts';
import { openTestMirror } from '../git/open-test-mirror.ts';
import { type Clone, git, openClone } from '../support/git-clone.ts';
import { startGitServer } from '../support/git-server.ts';

export const ANNA: Author = { name: 'Anna', email: 'anna@desk.example.org' };
export const BORIS: Author = { name: 'Boris', email: 'boris@desk.example.org' };
export const FILE = 'articles/ferry.md';
export const STORY = [
  ...['---', 'title: The ferry', 'date: 2026-11-20', 'section: world', 'draft: false', '---', ''],
  ...['One.', '', 'Two.', '', 'Three.', ''],
].join('\n');

export const digest = (text: string): string => digestOf(Buffer.from(text));

export type Target = 'folder' | 'work tree' | 'branch';

/** A content folder with a story, opened for writing. */
export interface TestWriting extends AsyncDisposable {
  readonly writing: ContentWriting;
  readonly revisions: Revisions;
  /** Where editors’ files lie; of a branch, a clone. */
  readonly folder: string;
  readonly dataDir: string;
  readonly lines: string[];
  readonly pushes: string[];
  /** Puts a file in place as an SFTP server does. */
  sftp(file: string, text: string | Uint8Array): void;
  /** Commits a file by hand; of a branch, pushes it. */
  commit(file: string, text: string | Uint8Array, by?: string): Promise<void>;
  /** What the file has, at the remote where it is a branch. */
  text(file?: string): Promise<string | null>;
  /** Texts of the history, the newest first. */
  past(file?: string): Promise<readonly (string | undefined)[]>;
  git(...args: readonly string[]): Promise<string>;
  /** The host of the repository is not there any more. */
  hostGoesAway(): Promise<void>;
}

export async function openTestWriting(target: Target): Promise<TestWriting> {
  const temporary = mkdtempSync(join(tmpdir(), 'writing-'));
  const dataDir = join(temporary, 'data');
  const lines: string[] = [];
  const pushes: string[] = [];
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rmSync(temporary, { recursive: true, force: true }));
  const server = target === 'branch' ? await startGitServer() : null;
  let isAway = server === null;
  const hostGoesAway = async (): Promise<void> => {
    if (!isAway) await server?.close();
    isAway = true;
  };
  opened.defer(hostGoesAway);
  await server?.create('site');
  const clone: Clone | null = server === null ? null : await openClone(server.url('site'));
  if (clone !== null) opened.defer(() => clone.close());
  const folder = clone?.folder ?? join(temporary, 'content');
  const here = (...args: readonly string[]): Promise<string> => git(folder, ...args);
  const put = (file: string, text: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const draft = join(folder, '.upload');
    writeFileSync(draft, text);
    renameSync(draft, join(folder, file));
  };
  put('site.yaml', 'name: The Test Times\n');
  put(FILE, STORY);
  if (target === 'work tree') await here('init', '--quiet', '--initial-branch=main');
  if (target !== 'folder') {
    await here('add', '--all');
    await here('commit', '--quiet', '--message', 'Begin');
  }
  await clone?.push();
  const mirror = server === null ? null : openTestMirror(server.url('site'));
  if (mirror !== null) opened.use(mirror);
  await mirror?.fetch();
  const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  const revisions = openRevisions({ file: revisionsFile(dataDir), now: Date.now, log: logger });
  opened.defer(() => revisions.close());
  const branch = mirror === null ? null : { mirror, pushed: (commit: string) => void pushes.push(commit) };
  const writing = openContentWriting({ contentDir: folder, branch, revisions, now: Date.now, log: logger });
  opened.defer(() => writing.close());
  const closing = opened.move();

  return {
    writing,
    revisions,
    folder,
    dataDir,
    lines,
    pushes,
    sftp: put,
    async commit(file, text, by = 'Newsroom') {
      if (clone !== null) await here('pull', '--quiet', '--rebase', 'origin', 'main');
      put(file, text);
      await here('add', '--', file);
      await here('commit', '--quiet', `--author=${by} <by@example.org>`, '--message', 'By hand', '--', file);
      await clone?.push();
    },
    async text(file = FILE) {
      if (clone !== null) {
        await here('fetch', '--quiet', 'origin');
        return await here('show', `origin/main:${file}`).catch(() => null);
      }
      try {
        return readFileSync(join(folder, file), 'utf8');
      } catch {
        return null;
      }
    },
    async past(file = FILE) {
      const revisions = await writing.history(file, 200);
      return await Promise.all(revisions.map(async ({ id }) => (await writing.textOf(file, id))?.toString()));
    },
    git: here,
    hostGoesAway,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
