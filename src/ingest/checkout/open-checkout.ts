import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { diffTrees, type GitArguments, listTree, type TreeEntry } from '../../git/git-trees.ts';
import { compareCheckout, isAsSaid } from './compare-checkout.ts';
import type { ContentPush, Heard } from './content-push.ts';
import { stageFiles } from './stage-files.ts';
import { lookAt } from '../watch/watch-look.ts';
import { swapFiles } from './swap-files.ts';

/** The files of a commit in a folder. Its methods throw a GitHistoryError where git fails, and what the disk says. */
export interface Checkout {
  /** Whether there are files in it, of whatever commit. */
  isFilled(): boolean;
  /** What differs between the folder, as it is, and a commit. */
  differences(commit: string): Promise<TreeEntry[]>;
  /** What differs between two commits; costs nothing for files that do not. */
  between(from: string, to: string): Promise<TreeEntry[]>;
  /** What a commit has at paths: what the folder has so, and what it has not. */
  at(commit: string, paths: readonly string[]): Promise<PathsOfCommit>;
  /** Writes files beside the folder, so that they can be put there at once. */
  prepare(entries: readonly TreeEntry[], heard: Heard): Promise<ContentPush>;
  /** A push of files that are in the folder as they are to be. */
  again(entries: readonly TreeEntry[], heard: Heard): ContentPush;
}

export interface PathsOfCommit {
  readonly right: readonly TreeEntry[];
  readonly wrong: readonly TreeEntry[];
}

export interface CheckoutOptions {
  /** Absolute; made where it is missing. */
  readonly contentDir: string;
  /** A folder beside it, on the same disk. */
  readonly stagingDir: string;
  readonly args: GitArguments;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** As many paths as fit on a command line. */
const MOST_PATHS = 200;

/** Opens the folder. */
export function openCheckout({ contentDir, stagingDir, args, now }: CheckoutOptions): Checkout {
  return {
    isFilled: () => existsSync(join(contentDir, 'site.yaml')),
    async differences(commit) {
      mkdirSync(contentDir, { recursive: true, mode: 0o700 });
      return compareCheckout(contentDir, await listTree(args, commit));
    },
    between: (from, to) => diffTrees(args, from, to),
    async at(commit, paths) {
      const found = new Map<string, TreeEntry>();
      for (let nth = 0; nth < paths.length; nth += MOST_PATHS) {
        const entries = await listTree(args, commit, paths.slice(nth, nth + MOST_PATHS));
        for (const entry of entries) found.set(entry.path, entry);
      }
      const entries = paths.map((path) => found.get(path) ?? { path, mode: '000000', blob: null });
      const isRight = (entry: TreeEntry): boolean => isAsSaid(contentDir, entry);
      return { right: entries.filter(isRight), wrong: entries.filter((entry) => !isRight(entry)) };
    },
    again(entries, heard) {
      const looks = entries.map(({ path }) => [path, lookAt(contentDir, path)] as const);
      const changed = looks.flatMap(([path, look]) => (look?.kind === 'file' ? [[path, look] as const] : []));
      const gone = looks.flatMap(([path, look]) => (look === null ? [path] : []));
      return { heard, changed: new Map(changed), gone, refused: [], swap: async () => {} };
    },
    async prepare(entries, heard) {
      const staged = await stageFiles(entries, { args, folder: stagingDir, now: now() });
      const byPath = [...staged.ready].sort(([one], [other]) => (one < other ? -1 : 1));
      return {
        heard,
        changed: new Map(byPath),
        gone: staged.gone,
        refused: staged.refused,
        async swap() {
          mkdirSync(contentDir, { recursive: true, mode: 0o700 });
          await swapFiles(contentDir, staged);
          rmSync(stagingDir, { recursive: true, force: true });
        },
      };
    },
  };
}
