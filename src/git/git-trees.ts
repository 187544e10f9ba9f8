import { runGit } from './git-process.ts';

/** What a commit has at a path, or does not have there any more. */
export interface TreeEntry {
  /** Below the root of the repository, with forward slashes; bytes that are not UTF-8 are U+FFFD. */
  readonly path: string;
  /** Git's: `100644` and `100755` are files, `120000` is a link, `160000` another repository. */
  readonly mode: string;
  /** The object with its bytes; null where nothing is at the path. */
  readonly blob: string | null;
}

/** Arguments that run a command of git; see Mirror.args. */
export type GitArguments = (command: readonly string[]) => string[];

/** What differs between the files of two commits, by path; names that changed are a path that goes and one that comes. @throws GitHistoryError */
export async function diffTrees(args: GitArguments, from: string, to: string): Promise<TreeEntry[]> {
  const how = ['-r', '-z', '--raw', '--no-renames', '--no-abbrev', '--no-ext-diff'];
  const told = (await runGit(args(['diff-tree', ...how, from, to, '--']))).split('\0');
  const entries: TreeEntry[] = [];
  for (let nth = 0; nth + 1 < told.length; nth += 2) {
    const [, mode = '', , blob = '', status] = (told[nth] ?? '').split(' ');
    entries.push({ path: told[nth + 1] ?? '', mode, blob: status === 'D' ? null : blob });
  }
  return entries;
}

/** Every file of a commit, or what of these paths it has, by path. @throws GitHistoryError */
export async function listTree(
  args: GitArguments,
  commit: string,
  paths: readonly string[] = [],
): Promise<TreeEntry[]> {
  const told = await runGit(args(['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...paths]));
  return told.split('\0').flatMap((row) => {
    const tab = row.indexOf('\t');
    if (tab === -1) return [];
    const [mode = '', , blob = ''] = row.slice(0, tab).split(' ');
    return [{ path: row.slice(tab + 1), mode, blob }];
  });
}

/** Names of the folders at the root of a commit. @throws GitHistoryError */
export async function listTopFolders(args: GitArguments, commit: string): Promise<string[]> {
  const told = await runGit(args(['ls-tree', '-d', '-z', '--name-only', '--full-tree', commit]));
  return told.split('\0').filter((name) => name !== '');
}
