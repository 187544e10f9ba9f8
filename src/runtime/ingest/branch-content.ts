import { join } from 'node:path';
import type { Logger } from 'pino';
import { type ContentGit, tokenUserOf } from '../../config/machine-addresses.ts';
import type { Environment } from '../../git/git-environment.ts';
import { GitHistoryError } from '../../git/git-process.ts';
import { type GitRemoteError, toldAs } from '../../git/git-remote-error.ts';
import { type Mirror, type MirrorOptions, openMirror } from '../../git/mirror.ts';
import type { ContentSource } from '../../ingest/checkout/content-push.ts';
import { type Checkout, openCheckout } from '../../ingest/checkout/open-checkout.ts';
import { dataDirUnwritable } from '../../ingest/data-dir/data-dir.ts';
import type { ContentHistory } from '../../ingest/history/content-history.ts';
import { requireSite } from '../../ingest/checkout/site-root.ts';
import type { Problem } from '../../problems/problem.ts';

export interface BranchContentOptions {
  readonly contentGit: ContentGit;
  readonly token: string | null;
  /** What git inherits; see childEnvironment. */
  readonly environment: Environment;
  /** Absolute. */
  readonly contentDir: string;
  readonly dataDir: string;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The branch that is served in place of an editor’s folder. */
export interface BranchContent {
  readonly mirror: Mirror;
  /** The same copy, for what is to be said after the branch is followed no more. */
  readonly lastWords: Mirror;
  readonly checkout: Checkout;
  /** The commit that the content folder has; null where it has files of an unknown one. */
  commit(): string | null;
  /**
   * Opening brings the content folder to the commit that was published last, of a new DATA_DIR to the branch as it is. Where
   * nothing can be had and the folder has files, it stays as it is. Throws GitRemoteError, ContentRootError, DataDirError.
   */
  readonly source: ContentSource;
  /** Where the history of what the folder has then is; null where it has files of an unknown commit. */
  history(): Promise<ContentHistory | null>;
  /** Has somebody take the files that are not as the repository says. */
  onStray(take: ContentSource['strayed']): void;
}

/** Progress of a fetch has a line of the log each so often, in ms. */
const PROGRESS_MS = 5_000;

/** Prepares it; nothing is asked before `open`. */
export function openBranchContent(options: BranchContentOptions): BranchContent {
  const { contentGit, token, environment, contentDir, dataDir, log, now } = options;
  const { url, branch, host } = contentGit;
  let toldAt = Number.NEGATIVE_INFINITY;
  const mirrorOptions: MirrorOptions = {
    gitDir: join(dataDir, 'mirror.git'),
    remote: { url, token, tokenUser: tokenUserOf(host) },
    branch,
    environment,
    now,
    onProgress(progress) {
      if (now() - toldAt < PROGRESS_MS) return;
      toldAt = now();
      log.info({ progress }, 'fetching content from git');
    },
    onRenew: (error) => log.error({ err: error }, 'the copy of the git repository is made anew'),
  };
  const mirror = openMirror(mirrorOptions);
  const { args } = mirror;
  const stagingDir = `${contentDir}.tmp`;
  const checkout = openCheckout({ contentDir, stagingDir, args, now });
  let current: string | null = null;

  /** Null where nothing can be had and the folder has files. */
  const firstCommit = async (): Promise<string | null> => {
    const published = await mirror.published();
    if (published !== null) return published;
    try {
      return await mirror.fetch();
    } catch (error) {
      const fetched = await mirror.head();
      if (fetched === null && !checkout.isFilled()) throw error;
      log.error({ err: error }, 'content cannot be fetched from git; what is there is served');
      return fetched;
    }
  };
  const putTo = async (commit: string): Promise<readonly Problem[]> => {
    await requireSite(args, commit);
    const isFilled = checkout.isFilled();
    const entries = await checkout.differences(commit);
    const push = await checkout.prepare(entries, { commit, at: now() });
    await push.swap();
    const files = push.changed.size + push.gone.length;
    if (!isFilled || files > 0) log.info({ commit, files }, 'content folder brought to the commit');
    return push.refused;
  };

  const open = async (): Promise<readonly Problem[]> => {
    const commit = await firstCommit();
    if (commit === null) return [];
    const put = async (one: string): Promise<readonly Problem[]> => {
      const refused = await putTo(one);
      current = one;
      return refused;
    };
    try {
      return await put(commit);
    } catch (error) {
      if (isOfDisk(error)) throw dataDirUnwritable(dataDir, error);
      if (!(error instanceof GitHistoryError)) throw error;
      return await put(await mirror.renew(damage(url, error)));
    }
  };
  let take: ContentSource['strayed'] = () => {};
  return {
    mirror,
    lastWords: openMirror(mirrorOptions),
    checkout,
    commit: () => current,
    source: { open, strayed: (paths) => take(paths) },
    async history() {
      if (current === null) return null;
      return { gitDir: mirror.gitDir, branch: await mirror.branchName(), commit: current };
    },
    onStray(listener) {
      take = listener;
    },
  };
}

const isOfDisk = (error: unknown): boolean =>
  /^(?:ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EIO)$/.test(String((error as NodeJS.ErrnoException).code));

/** What it means that the copy cannot be read. */
export const damage = (url: string, error: GitHistoryError): GitRemoteError =>
  toldAs('git-mirror-damaged', url, error.said === '' ? error.message : error.said, error);
