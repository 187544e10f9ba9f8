import { readFileSync, realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Logger } from 'pino';
import { commitInWorkTree, findWorkTree, isInWorkTree } from '../../git/work-tree.ts';
import type { Author } from '../content-writing.ts';
import type { FolderChange } from './open-folder-writing.ts';

/** Commits what the desk has written into a folder of a work tree. */
export interface Committer {
  /** One commit in the writer's name; where that is not possible, what is told of it, and it is tried again. Never throws. */
  commit(change: FolderChange): Promise<{ readonly commit?: string; readonly notes: readonly string[] }>;
  /** Tries once more what waits. */
  close(): Promise<void>;
}

export interface CommitterDeps {
  /** Absolute. */
  readonly contentDir: string;
  readonly now: () => number;
  readonly log: Logger;
  /** How long it rests before it tries again, ms. */
  readonly retryMs?: number;
}

const RETRY_MS = 15_000;
/** Changes that wait at most; the files of older ones stay as they are in the folder, for somebody else's commit. */
const MOST_WAITING = 200;

/** Commits one change after the other. A folder outside of git has nothing to be committed. */
export function createCommitter({ contentDir, now, log, retryMs = RETRY_MS }: CommitterDeps): Committer {
  let waiting: FolderChange[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const commitOne = async ({ files, by, why }: FolderChange): Promise<string | null> => {
    const tree = await findWorkTree(contentDir);
    const root = realpathSync(tree.root);
    const below = [...files].map(
      ([path, bytes]) => [relative(root, path).split(sep).join('/'), bytes] as const,
    );
    // What a link has led out of the work tree is nobody's commit.
    const own = new Map(below.filter(([path]) => !path.startsWith('../')));
    if (own.size === 0) return null;
    return await commitInWorkTree(tree, {
      files: own,
      author: authorOf(by),
      message: messageOf(why),
      at: now(),
    });
  };
  /** What waits is committed as long as it is what the folder has; a text that came since is for its own commit. */
  const retry = async (): Promise<void> => {
    while (waiting[0] !== undefined) {
      const [first] = waiting;
      const files = new Map([...first.files].filter(([path, bytes]) => hasStill(path, bytes)));
      const commit = files.size === 0 ? null : await commitOne({ ...first, files });
      waiting.shift();
      if (commit !== null) log.info({ commit }, 'a save that waited is committed');
    }
  };
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
  const later = (): void => {
    clearTimeout(timer);
    if (waiting.length > 0)
      timer = setTimeout(
        () =>
          void inTurn(retry)
            .catch(() => {})
            .then(later),
        retryMs,
      ).unref();
  };

  return {
    async commit(change) {
      if (!isInWorkTree(realpathSync(contentDir))) return { notes: [] };
      return await inTurn(async () => {
        try {
          await retry();
          const commit = await commitOne(change);
          return commit === null ? { notes: [] } : { commit, notes: [] };
        } catch (error) {
          waiting = [...waiting, change].slice(-MOST_WAITING);
          log.warn({ err: error, waiting: waiting.length }, 'a save is in the folder, and not committed yet');
          later();
          return { notes: [noteOf(error)] };
        }
      });
    },
    async close() {
      clearTimeout(timer);
      if (waiting.length > 0)
        await inTurn(retry).catch((error: unknown) => log.warn({ err: error }, 'not committed'));
      await last;
    },
  };
}

function hasStill(path: string, bytes: Uint8Array | null): boolean {
  try {
    const found = readFileSync(path);
    return bytes !== null && found.equals(bytes);
  } catch (error) {
    return bytes === null && (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

const noteOf = (error: unknown): string =>
  `It is saved, but not committed yet: ${error instanceof Error ? error.message : String(error)} It is committed by itself then.`;

/** Git takes no name that is empty without signs, and no control character or pointed bracket in either. */
export function authorOf({ name, email }: Author): Author {
  const plain = (text: string): string =>
    text
      .replace(/[<>\p{Cc}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  const known = plain(name);
  return {
    name: /[\p{L}\p{N}]/u.test(known) ? known : 'Editor',
    email: plain(email).replaceAll(' ', '') || 'editor@localhost',
  };
}

/** The subject is one line. */
export const messageOf = (why: string): string => `${why.replace(/\p{Cc}+/gu, ' ').trim() || 'Save'}\n`;
