import { storeBytes } from './commit-on-top.ts';
import type { Mirror } from './mirror.ts';
import { runGit } from './git-process.ts';

/** A short text that machines share in a repository, beside its branches: a ref of its own that points at it. */
export interface GitNote {
  /** The text that stands there; null for none. @throws GitRemoteError, GitHistoryError */
  read(): Promise<string | null>;
  /**
   * Puts a text in the place of the one that was read or written last. Resolves to what another machine has put there
   * meanwhile, which is replaced too; null for nothing. @throws GitRemoteError, GitHistoryError
   */
  write(text: string): Promise<string | null>;
}

/** What is longer is no note, in bytes. */
const MOST_BYTES = 64 * 1024;
const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Opens the note of this ref, such as `refs/dateline/told`. It is no branch: nobody fetches it by accident, and each text
 * replaces the one before without a history. Writing needs a mirror that has been fetched, and the right to push.
 */
export function openGitNote(mirror: Pick<Mirror, 'args' | 'remote' | 'url'>, ref: string): GitNote {
  /** The id of the text that was read or written last; empty for none. */
  let known = '';

  const readText = async (id: string): Promise<string | null> => {
    const size = Number(await runGit(mirror.args(['cat-file', '-s', id])));
    if (size > MOST_BYTES) return null;
    return await runGit(mirror.args(['cat-file', 'blob', id]));
  };
  const idThere = async (): Promise<string> => {
    const rows = (await mirror.remote(['ls-remote', '--', mirror.url, ref])).split('\n');
    return (
      rows.map((row) => row.split('\t')).find(([id = '', name]) => name === ref && ID.test(id))?.[0] ?? ''
    );
  };
  const read: GitNote['read'] = async () => {
    const id = await idThere();
    if (id !== '') {
      const options = ['--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
      await mirror.remote(['fetch', '--quiet', ...options, '--', mirror.url, `+${ref}:${ref}`]);
    }
    const text = id === '' ? null : await readText(id);
    known = id;
    return text;
  };
  const push = async (id: string): Promise<void> => {
    // Only over what is known to stand there.
    const lease = `--force-with-lease=${ref}:${known}`;
    await mirror.remote(['push', '--quiet', '--no-verify', lease, '--', mirror.url, `${id}:${ref}`]);
    known = id;
  };

  return {
    read,
    async write(text) {
      const id = await storeBytes(mirror.args, Buffer.from(text));
      try {
        await push(id);
        return null;
      } catch (error) {
        const before = known;
        const other = await read();
        if (known === before) throw error;
        await push(id);
        return other;
      }
    },
  };
}
