import { type CommitOnTop, commitOnTop } from './commit-on-top.ts';
import { GitRemoteError, toldAs } from './git-remote-error.ts';
import type { Mirror } from './mirror.ts';

/** Where the tip is kept on which a commit is made; of two processes each has its own. */
const TIP = 'refs/dateline/pushed';

/** So often somebody else may be quicker. */
const MOST_TRIES = 5;

/** What says that somebody else was quicker, where the branch is seen to stand where it was a moment before. */
const RACE = /stale info|fetch first|non-fast-forward|cannot lock ref|failed to (?:update|lock) ref/i;

/** Not said of the right to push: it may do at another time. */
const PASSING = new Set<string>(['git-remote-away', 'git-mirror-damaged', 'git-disk-full', 'git-missing']);

/**
 * Pushes a commit on top of the branch as it is at the remote. `make` is told that tip, again whenever somebody else was
 * quicker, and says what to commit; null for nothing. Resolves to the commit; null for none, or where others were quicker each
 * time. `tipRef` has the tip, and then the commit, of this process alone. The branch is never moved but to the commit that follows its tip.
 * @throws GitRemoteError, `git-push-refused` where the remote does not let this machine push; GitHistoryError; what `make` throws.
 */
export async function pushOnTop(
  mirror: Pick<Mirror, 'args' | 'remote' | 'url' | 'branchName'>,
  make: (tip: string) => Promise<CommitOnTop | null>,
  tipRef = TIP,
): Promise<string | null> {
  const { args, remote, url } = mirror;
  const branch = `refs/heads/${await mirror.branchName()}`;
  const fetchTip = async (): Promise<string> => {
    const options = ['--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
    await remote(['fetch', '--quiet', ...options, '--', url, `+${branch}:${tipRef}`]);
    return (await remote(['rev-parse', '--verify', tipRef])).trim();
  };
  let tip = await fetchTip();
  for (let nth = 1; nth <= MOST_TRIES; nth += 1) {
    const commit = await make(tip);
    if (commit === null) return null;
    const id = await commitOnTop(args, tip, commit);
    if (id === tip) return null;
    try {
      const lease = `--force-with-lease=${branch}:${tip}`;
      await remote(['push', '--quiet', '--no-verify', lease, '--', url, `${id}:${branch}`]);
      return id;
    } catch (error) {
      if (!(error instanceof GitRemoteError) || PASSING.has(error.code)) throw error;
      const before = tip;
      tip = await fetchTip();
      // It may have been taken though the answer was lost.
      if (tip === id) return id;
      if (tip === before && !RACE.test(error.said)) throw toldAs('git-push-refused', url, error.said, error);
    }
  }
  return null;
}
