import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commitOnTop, type CommitOnTop } from './commit-on-top.ts';
import { GitHistoryError, gitArguments, runGit } from './git-process.ts';
import type { GitArguments } from './git-trees.ts';

/** A work tree with the branch that it has checked out. */
export interface WorkTree {
  readonly args: GitArguments;
  /** Absolute, links followed. */
  readonly root: string;
  readonly gitDir: string;
}

/** Why nothing can be committed at the moment, with the cure. */
export class NotCommittedError extends Error {
  override readonly name = 'NotCommittedError';
  readonly code = 'not-committed';
}

/** Whether a folder lies in what looks like a work tree of git; asks the file system alone. */
export function isInWorkTree(folder: string): boolean {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, '.git'))) return true;
    if (dirname(here) === here) return false;
  }
}

/** Finds the work tree that a folder lies in. @throws GitHistoryError where git is missing, or will not work there. */
export async function findWorkTree(folder: string): Promise<WorkTree> {
  const here: GitArguments = (command) => gitArguments(folder, command);
  const told = await runGit(here(['rev-parse', '--absolute-git-dir', '--show-toplevel']));
  const [gitDir = '', root = ''] = told.split('\n');
  return { args: (command) => gitArguments(root, command), root, gitDir };
}

/** What git leaves in its folder while it is in the middle of something, and what that is. */
const UNDER_WAY: readonly (readonly [string, string])[] = [
  ['MERGE_HEAD', 'a merge'],
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
];
const MOST_TRIES = 5;
const NONE = '0'.repeat(40);

/**
 * Commits these files of a work tree, paths below its root, on top of its branch, with these bytes and nothing else, whatever others
 * have staged or changed; in the index these files are as committed then. No hook runs, and nothing is signed. Resolves to the commit;
 * null where nothing differs, and for files that git is told to ignore. @throws NotCommittedError, GitHistoryError
 */
export async function commitInWorkTree(tree: WorkTree, commit: CommitOnTop): Promise<string | null> {
  const { args, gitDir } = tree;
  const under = UNDER_WAY.find(([name]) => existsSync(join(gitDir, name)));
  if (under !== undefined)
    throw new NotCommittedError(`${under[1]} is under way in the git work tree. Finish or abort it.`);
  const branch = await runGit(args(['symbolic-ref', '--quiet', 'HEAD'])).catch(() => '');
  if (branch === '')
    throw new NotCommittedError('the git work tree has no branch checked out. Run "git switch" to one.');
  const files = await withoutIgnored(tree.root, commit.files);
  if (files.size === 0) return null;
  for (let nth = 0; nth < MOST_TRIES; nth += 1) {
    const tip = (await runGit(args(['rev-parse', '--verify', '--quiet', 'HEAD'])).catch(() => '')).trim();
    const id = await commitOnTop(args, tip === '' ? null : tip, { ...commit, files, isFiltered: true });
    // First the index: were it later, and this process ended between, the next commit of others would take this one back.
    await putIntoIndex(args, id, [...files.keys()]);
    if (id === tip) return null;
    const [subject = ''] = commit.message.split('\n');
    const update = [
      'update-ref',
      '-m',
      `commit: ${subject}`,
      branch.trim(),
      id,
      tip === '' ? NONE.padEnd(id.length, '0') : tip,
    ];
    const isTaken = await runGit(args(update)).then(
      () => true,
      (error: unknown) => {
        if (error instanceof GitHistoryError && /is at|expected|reference already exists/.test(error.said))
          return false;
        throw error;
      },
    );
    if (isTaken) return id;
  }
  throw new NotCommittedError('others committed each time before. It is tried again.');
}

async function withoutIgnored(
  root: string,
  files: CommitOnTop['files'],
): Promise<Map<string, Uint8Array | null>> {
  const input = Buffer.from([...files.keys()].map((path) => `${path}\0`).join(''));
  // It takes no literal pathspecs, and names as they are. It ends with 1 where nothing is ignored.
  const told = await runGit(['-C', root, 'check-ignore', '-z', '--stdin'], { input }).catch(
    (error: unknown) => {
      if (error instanceof GitHistoryError && error.said === '') return '';
      throw error;
    },
  );
  const ignored = new Set(told.split('\0'));
  return new Map([...files].filter(([path]) => !ignored.has(path)));
}

/** @throws NotCommittedError while another git holds the index. */
async function putIntoIndex(args: GitArguments, commit: string, paths: readonly string[]): Promise<void> {
  const told = await runGit(args(['ls-tree', '-z', '--full-tree', commit, '--', ...paths]));
  const found = new Map(told.split('\0').map((row) => [row.slice(row.indexOf('\t') + 1), row] as const));
  const rows = paths.map((path) => {
    const [mode, , id] = (found.get(path) ?? '').split(/[ \t]/);
    return id === undefined ? `0 ${'0'.repeat(commit.length)}\t${path}\0` : `${mode} ${id}\t${path}\0`;
  });
  const input = Buffer.from(rows.join(''));
  await runGit(args(['update-index', '--add', '--replace', '-z', '--index-info']), { input }).catch(
    (error: unknown) => {
      if (error instanceof GitHistoryError && error.said.includes('index.lock'))
        throw new NotCommittedError(
          'another git holds the index of the work tree (index.lock). If none runs there, remove that file.',
        );
      throw error;
    },
  );
}
