import { type GitBlobs, openGitBlobs } from './git-blobs.ts';
import { type GitCommit, type GitPlace, type GitRange, readGitCommits } from './git-commits.ts';
import { GitHistoryError, gitArguments, runGit } from './git-process.ts';
import { listTree } from './git-trees.ts';

/** The history of a content folder. Its methods throw a GitHistoryError when git fails. */
export interface GitHistory {
  /** The commits of a range that touch the content folder, in the order in which a site came to have them. */
  commits(range: GitRange): AsyncIterable<GitCommit>;
  /** The bytes of blobs by id; one that the clone lacks is left out. One call at a time. */
  readBlobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** The regular files that a commit has below the content folder, with their blobs. */
  files(commit: string): Promise<Map<string, string>>;
  /** Whether a commit is the ordinary one that follows another, with nothing between. */
  isNext(from: string, to: string): Promise<boolean>;
  /** Whether a commit comes before another, or is it. */
  isBefore(from: string, to: string): Promise<boolean>;
  /** Ends git. */
  close(): void;
}

/**
 * Opens the git history of a content folder. Git's own variables, such as GIT_DIR, are obeyed. The caller closes it.
 * @throws GitHistoryError where there is no git, no work tree, no commit, or a part of the history only.
 */
export async function openGitHistory(contentDir: string): Promise<GitHistory> {
  const command = (...args: readonly string[]): string[] => gitArguments(contentDir, args);
  const prefix = await readPrefix(contentDir, command);
  const branch = await runGit(command('symbolic-ref', '--quiet', '--short', 'HEAD')).catch(() => '');
  return historyAt({ command, prefix, branch: branch.trim() === '' ? null : branch.trim() });
}

/** Opens the history of a bare repository whose root is the content folder, and of which a site follows `branch`. Close it. */
export function openBareHistory(gitDir: string, branch: string | null): GitHistory {
  const command = (...args: readonly string[]): string[] => gitArguments(gitDir, args);
  return historyAt({ command, prefix: '', branch });
}

function historyAt(place: GitPlace): GitHistory {
  const { command, prefix } = place;
  let blobs: GitBlobs | null = null;
  return {
    commits: (range) => readGitCommits(place, range),
    readBlobs(ids) {
      blobs ??= openGitBlobs(command('cat-file', '--batch'));
      return blobs.read(ids);
    },
    async files(commit) {
      const entries = await listTree((asked) => command(...asked), commit);
      const files = new Map<string, string>();
      for (const { path, mode, blob } of entries) {
        if (blob !== null && mode.startsWith('100') && path.startsWith(prefix))
          files.set(path.slice(prefix.length), blob);
      }
      return files;
    },
    async isNext(from, to) {
      const parents = await runGit(command('log', '-1', '--no-color', '--format=%P', to));
      return parents.trim() === from;
    },
    async isBefore(from, to) {
      const base = await runGit(command('rev-list', '--max-count=1', from, `^${to}`));
      return base.trim() === '';
    },
    close: () => blobs?.close(),
  };
}

/** The content folder below the root of the work tree, with a slash at the end; empty for the root. */
async function readPrefix(
  contentDir: string,
  command: (...args: readonly string[]) => string[],
): Promise<string> {
  const asked = command('rev-parse', '--is-inside-work-tree', '--is-shallow-repository', '--show-prefix');
  const facts = await runGit(asked).catch((error: unknown) => {
    if (error instanceof GitHistoryError && error.code === 'git-failed') throw noWorkTree(contentDir, error);
    throw error;
  });
  const [isInside, isShallow, ...prefix] = facts.replace(/\n$/, '').split('\n');
  if (isInside !== 'true') throw noWorkTree(contentDir);
  if (isShallow === 'true') {
    throw new GitHistoryError(
      'git-shallow',
      `${contentDir}: the git clone is shallow, so older URLs are not in it. Run "git fetch --unshallow" there.`,
    );
  }
  await runGit(command('rev-parse', '--verify', '--quiet', 'HEAD')).catch((cause: unknown) => {
    throw new GitHistoryError(
      'git-empty',
      `${contentDir}: the git repository has no commit. Commit the content folder first.`,
      { cause },
    );
  });
  return prefix.join('\n');
}

function noWorkTree(contentDir: string, cause?: GitHistoryError): GitHistoryError {
  const said = cause === undefined ? '' : ` (${cause.said})`;
  return new GitHistoryError(
    'git-no-work-tree',
    `${contentDir}: there is no git work tree that can be read${said}. Set CONTENT_DIR to a folder of a git ` +
      'clone; without one, use "dateline permalinks import" with an export.',
    { cause },
  );
}
