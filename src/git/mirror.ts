import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Environment, GitRemote } from './git-environment.ts';
import { gitEnvironment } from './git-environment.ts';
import { gitArguments, runGit } from './git-process.ts';
import { GitRemoteError, toldAs } from './git-remote-error.ts';
import { removeStaleLocks } from './stale-locks.ts';
import { runRemote } from './run-remote.ts';

/** A bare copy of one branch of a repository, with its history. Its methods throw a GitRemoteError. */
export interface Mirror {
  /** Absolute path of the bare repository. */
  readonly gitDir: string;
  readonly url: string;
  /** Arguments that run a command of git on the copy, for runGit, readGitLog and openGitBlobs. */
  args(command: readonly string[]): string[];
  /**
   * Runs a command of git on the copy that asks the remote, by `url`, with its token and limits. Resolves to what git
   * wrote. `silenceMs` is as for runRemote.
   */
  remote(command: readonly string[], options?: { readonly silenceMs?: number }): Promise<string>;
  /** Asks the remote for the commit of the branch. */
  ask(): Promise<string>;
  /** The name of the branch that is fetched. */
  branchName(): Promise<string>;
  /** Fetches the branch, however it was changed. Resolves to its commit. */
  fetch(): Promise<string>;
  /**
   * Fetches everything anew in place of a copy that cannot be read. Resolves to the commit of the branch; throws `error`
   * where that was done a moment ago.
   */
  renew(error: GitRemoteError): Promise<string>;
  /** The commit that was fetched last; null for none. */
  head(): Promise<string | null>;
  /** The commit that was last published; null for none. */
  published(): Promise<string | null>;
  markPublished(commit: string): Promise<void>;
  /** Whether the copy has a commit. */
  has(commit: string): Promise<boolean>;
  /** Packs what many fetches have left, where it is worth it. Others may go on meanwhile. */
  tidy(): Promise<void>;
  /** Ends what asks the remote. */
  close(): void;
}

export interface MirrorOptions {
  readonly gitDir: string;
  readonly remote: GitRemote;
  /** Null for the one that the repository names as its own. */
  readonly branch: string | null;
  /** What git inherits; see childEnvironment. */
  readonly environment: Environment;
  /** Told how far a fetch is, in git's words. */
  readonly onProgress?: (line: string) => void;
  /** Told when the copy is made anew because it was damaged. */
  readonly onRenew?: (error: GitRemoteError) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const FETCHED = 'refs/dateline/branch';
const PUBLISHED = 'refs/dateline/published';
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** An answer of a few bytes. */
const ASK_MS = 20_000;
/** A copy that is damaged again so soon is damaged at the host, or the disk is. */
const RENEW_MS = 600_000;
/** Packing a large history anew says nothing for long. */
const GC_MS = 3_600_000;
/** Hosts may count for minutes before they send the first byte of a large history. */
const FETCH_MS = 300_000;

/** Opens the copy; it is made by the first fetch. */
export function openMirror({ gitDir, remote, branch, environment, now, ...told }: MirrorOptions): Mirror {
  const { url } = remote;
  const name = branch === null ? 'HEAD' : `refs/heads/${branch}`;
  const closing = new AbortController();
  const own = gitEnvironment(environment, remote);
  const args = (command: readonly string[]): string[] => ['--git-dir', gitDir, ...gitArguments('.', command)];
  const runOutside = (command: readonly string[], silenceMs = ASK_MS): Promise<string> =>
    runRemote(command, {
      remote,
      environment: own,
      silenceMs,
      signal: closing.signal,
      onProgress: told.onProgress,
    });
  const run: Mirror['remote'] = (command, { silenceMs } = {}) => runOutside(args(command), silenceMs);
  const read = async (ref: string): Promise<string | null> => {
    if (!existsSync(gitDir)) return null;
    const found = await runGit(args(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])).catch(() => '');
    return COMMIT.test(found.trim()) ? found.trim() : null;
  };

  /** The repository’s own branch may become another; the copy’s HEAD has its name. */
  let ownBranch: string | null = null;
  const noteOwnBranch = async (target: string | undefined): Promise<void> => {
    if (branch !== null || target === undefined || target === ownBranch) return;
    if (existsSync(`${gitDir}/HEAD`)) await run(['symbolic-ref', 'HEAD', `refs/heads/${target}`]);
    ownBranch = target;
  };

  const ask = async (): Promise<string> => {
    const answer = await runOutside(['ls-remote', '--symref', '--', url, name]);
    const rows = answer.split('\n').map((line) => line.split('\t'));
    const [, target] = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(answer) ?? [];
    await noteOwnBranch(target);
    const commit = rows.find(([id = '', ref]) => ref === name && COMMIT.test(id))?.[0];
    if (commit !== undefined) return commit;
    const missing = branch === null ? 'the repository has no commit' : `there is no branch ${branch}`;
    throw toldAs('git-branch-gone', url, missing);
  };

  const make = async (commit: string): Promise<void> => {
    const format = commit.length === 64 ? 'sha256' : 'sha1';
    const first = branch ?? ownBranch ?? 'main';
    await runOutside(['init', '--quiet', '--bare', '-b', first, `--object-format=${format}`, '--', gitDir]);
  };
  const fetchOnce = async (): Promise<string> => {
    if (!existsSync(`${gitDir}/HEAD`)) await make(await ask());
    const options = ['--progress', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
    await run(['fetch', ...options, '--', url, `+${name}:${FETCHED}`], { silenceMs: FETCH_MS });
    const commit = await read(FETCHED);
    if (commit === null) throw toldAs('git-mirror-damaged', url, 'the fetched commit cannot be read');
    return commit;
  };
  let renewedAt = Number.NEGATIVE_INFINITY;
  const renew = async (error: GitRemoteError): Promise<string> => {
    if (now() - renewedAt < RENEW_MS) throw error;
    renewedAt = now();
    told.onRenew?.(error);
    const published = await read(PUBLISHED);
    const aside = `${gitDir}.damaged`;
    rmSync(aside, { recursive: true, force: true });
    if (existsSync(gitDir)) renameSync(gitDir, aside);
    rmSync(aside, { recursive: true, force: true });
    const commit = await fetchOnce();
    if (published !== null) await mark(published).catch(() => {});
    return commit;
  };
  const mark = async (commit: string): Promise<void> => {
    await run(['update-ref', PUBLISHED, commit]);
  };

  return {
    gitDir,
    url,
    args,
    remote: run,
    ask,
    async branchName() {
      const known = branch ?? ownBranch;
      if (known !== null) return known;
      return (await runGit(args(['symbolic-ref', '--short', 'HEAD']))).trim();
    },
    async fetch() {
      removeStaleLocks(gitDir, now());
      try {
        return await fetchOnce();
      } catch (error) {
        if (!(error instanceof GitRemoteError) || error.code !== 'git-mirror-damaged') throw error;
        return await renew(error);
      }
    },
    renew,
    head: () => read(FETCHED),
    published: () => read(PUBLISHED),
    markPublished: mark,
    has: async (commit) => (await read(commit)) !== null,
    async tidy() {
      if (!existsSync(gitDir)) return;
      const settings = ['gc.auto=2000', 'gc.autoDetach=false', 'pack.threads=1', 'pack.windowMemory=100m'];
      const gc = [...settings.flatMap((setting) => ['-c', setting]), 'gc', '--auto', '--quiet'];
      await run(gc, { silenceMs: GC_MS });
    },
    close: () => closing.abort(),
  };
}
