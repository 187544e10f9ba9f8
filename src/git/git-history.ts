import { openGitBlobs } from './git-blobs.ts';
import { type GitCommit, LOG_COMMAND, readGitLog } from './git-log.ts';
import { GitHistoryError, gitArguments, runGit } from './git-process.ts';

/** The history of a content folder. Its methods throw a GitHistoryError when git fails. */
export interface GitHistory {
  /** Every commit up to HEAD that touches what is wanted, none before its parents. */
  commits(): AsyncIterable<GitCommit>;
  /** The bytes of blobs by id; one that the clone lacks is left out. One call at a time. */
  readBlobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** The wanted files that HEAD has, below the content folder. */
  files(): Promise<ReadonlySet<string>>;
  /** Ends git. */
  close(): void;
}

/**
 * Opens the git history of a content folder, limited to `wanted`, names of files and folders in it. Git's
 * own variables, such as GIT_DIR, are obeyed. The caller closes it.
 * @throws GitHistoryError where there is no git, no work tree, no commit, or a part of the history only.
 */
export async function openGitHistory(contentDir: string, wanted: readonly string[]): Promise<GitHistory> {
  const command = (...args: readonly string[]): string[] => gitArguments(contentDir, args);
  const prefix = await readPrefix(contentDir, command);
  const blobs = openGitBlobs(command('cat-file', '--batch'));
  return {
    commits: () => readGitLog(command(...LOG_COMMAND, '--', ...wanted), prefix),
    readBlobs: blobs.read,
    async files() {
      const listed = await runGit(command('ls-tree', '-r', '-z', '--name-only', 'HEAD', '--', ...wanted));
      return new Set(listed.split('\0').filter((name) => name !== ''));
    },
    close: blobs.close,
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
