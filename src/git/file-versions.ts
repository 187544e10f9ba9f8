import { runGit } from './git-process.ts';
import type { GitArguments } from './git-trees.ts';

/** What a commit made of one file. */
export interface FileVersion {
  readonly commit: string;
  /** When it was written, in milliseconds since 1970. */
  readonly atMs: number;
  /** As `Name <address>`. */
  readonly author: string;
  readonly subject: string;
  /** Its path in that commit: before it was renamed, the one it had. */
  readonly path: string;
  /** Null where the commit deleted it. */
  readonly blob: string | null;
}

const FORMAT = '--format=%x00%x00%H%x09%at%x09%aN <%aE>%x09%s';

/**
 * The versions of a file, its path below the root of the repository, from a commit backwards, also under names that it had before; at
 * most so many. Merges are left out. @throws GitHistoryError
 */
export async function readFileVersions(
  args: GitArguments,
  { from, path, most }: { readonly from: string; readonly path: string; readonly most: number },
): Promise<readonly FileVersion[]> {
  const how = ['-z', '--raw', '--no-abbrev', '--no-color', '--no-notes', '--no-ext-diff', FORMAT];
  const told = await runGit(args(['log', '--follow', `--max-count=${most}`, ...how, from, '--', path]));
  return told.split('\0\0').flatMap((entry) => {
    const [head = '', raw = '', first = '', second] = entry.replace(/^\0+/, '').split('\0');
    const [commit = '', seconds, author = '', ...subject] = head.split('\t');
    const [, , , blob = '', status = ''] = raw.trim().split(' ');
    if (status === '') return [];
    const named = /^[RC]/.test(status) ? (second ?? first) : first;
    return [
      {
        commit,
        atMs: Number(seconds) * 1000,
        author,
        subject: subject.join('\t'),
        path: named,
        blob: status.startsWith('D') ? null : blob,
      },
    ];
  });
}

/** A file that a commit deleted. */
export interface FileDeletion extends Pick<FileVersion, 'commit' | 'atMs' | 'author' | 'path'> {}

/** What commits from one backwards deleted below a path, the newest first: of at most so many commits. @throws GitHistoryError */
export async function readDeletions(
  args: GitArguments,
  { from, below, most }: { readonly from: string; readonly below: string; readonly most: number },
): Promise<readonly FileDeletion[]> {
  const how = ['-z', '--name-only', '--diff-filter=D', '-M', '--no-color', '--no-notes', FORMAT];
  const paths = below === '' ? [] : [below];
  const told = await runGit(args(['log', `--max-count=${most}`, ...how, from, '--', ...paths]));
  return told.split('\0\0').flatMap((entry) => {
    const [head = '', ...names] = entry.replace(/^\0+/, '').split('\0');
    const [commit = '', seconds, author = ''] = head.split('\t');
    return names
      .map((name) => name.replace(/^\n/, ''))
      .filter((name) => name !== '')
      .map((path) => ({ commit, atMs: Number(seconds) * 1000, author, path }));
  });
}
