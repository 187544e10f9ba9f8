import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Logger } from 'pino';
import { runGit } from '../git/git-process.ts';
import { findWorkTree, isInWorkTree } from '../git/work-tree.ts';
import type { Revisions } from '../revisions/open-revisions.ts';
import { openBranchWriting, type PushedBranch } from './branch/open-branch-writing.ts';
import type { ContentWriting, FileAsRead, WriteOutcome } from './content-writing.ts';
import { createCommitter } from './folder/commit-changes.ts';
import { openFolderWriting } from './folder/open-folder-writing.ts';
import { sweepDrafts } from './folder/sweep-drafts.ts';
import { createHistory, type GitOfContent } from './history/create-history.ts';
import { createVersionKeeper, signatureOf } from './keep-versions.ts';
import { createOwnSaves } from './merge/own-saves.ts';
import { refused } from './refuse.ts';

export interface ContentWritingOptions {
  /** Absolute. */
  readonly contentDir: string;
  /** The branch that the content folder is a checkout of; null where editors’ files lie in the folder itself. */
  readonly branch: PushedBranch | null;
  readonly revisions: Revisions;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * Opens the content folder for writing: a folder, a folder of a git work tree, where each write is one commit, or a branch of
 * CONTENT_GIT, where each write is one commit that is pushed. The caller closes it, and then `revisions`.
 */
export function openContentWriting(options: ContentWritingOptions): ContentWriting {
  const { contentDir, branch, revisions, now, log } = options;
  const keeper = createVersionKeeper(revisions, now);
  const history = createHistory({ revisions, git, read });
  const common = {
    keeper,
    ownSaves: createOwnSaves(),
    findBase: history.findBase,
    moved: (from: string, to: string) => revisions.move(from, to),
  };
  const committer = createCommitter({ contentDir, now, log });
  const pushing = branch === null ? null : openBranchWriting({ ...branch, ...common, now });
  const target =
    pushing ?? openFolderWriting({ ...common, contentDir, after: (change) => committer.commit(change), log });
  if (pushing === null)
    void sweepDrafts(contentDir, now()).catch((error: unknown) =>
      log.warn({ err: error }, 'drafts were not swept'),
    );

  /** A function of its own, as the history is made before what it reads. */
  async function read(file: string): Promise<FileAsRead | null> {
    return await target.read(file);
  }
  async function git(): Promise<GitOfContent | null> {
    if (pushing !== null && branch !== null) {
      const tip = await pushing.tip();
      return tip === null ? null : { args: branch.mirror.args, prefix: '', tip };
    }
    try {
      const folder = realpathSync(contentDir);
      if (!isInWorkTree(folder)) return null;
      const { args, root } = await findWorkTree(folder);
      const below = relative(realpathSync(root), folder).split(sep).join('/');
      const tip = (await runGit(args(['rev-parse', '--verify', '--quiet', 'HEAD']))).trim();
      return { args, prefix: below === '' ? '' : `${below}/`, tip };
    } catch {
      // What git cannot tell, the versions that are kept do.
      return null;
    }
  }

  return {
    ...target,
    async read(file) {
      const found = await target.read(file);
      // What somebody may write upon is known when they save, whatever has become of the file by then.
      if (found !== null) keeper.handedOut(file, found);
      return found;
    },
    history: history.history,
    textOf: history.textOf,
    deleted: history.deleted,
    async undo(by, permits) {
      const { why, steps } = revisions.lastWrite(signatureOf(by));
      const known = steps.flatMap(({ file, digest, before }) =>
        before === undefined ? [] : [{ file, digest, before }],
      );
      if (known.length === 0 || known.length < steps.length) return NOTHING_TO_UNDO;
      return await target.write({
        changes: known.map(({ file, digest, before }) => ({ file, bytes: before, base: digest })),
        by,
        why: `Undo: ${(why ?? '').replace(/^Undo: /, '')}`,
        ...(permits === undefined ? {} : { permits }),
      });
    },
    async close() {
      await target.close();
      await committer.close();
    },
  };
}

const NOTHING_TO_UNDO: WriteOutcome = refused(
  {
    code: 'nothing-to-undo',
    message: 'There is no write of yours that can be taken back.',
    hint: 'Look at the history of the file, and restore a version of it.',
  },
  '',
);
