import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, type Stats, statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How the names of drafts look, which no site reads. */
const DRAFT = /^\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** Whether a name is one of draftBeside. */
export const isDraftName = (name: string): boolean => DRAFT.test(name);

/** A name in the same folder that no site reads, and from which a rename into place is one step. */
export const draftBeside = (path: string): string => join(dirname(path), `.${randomUUID()}.tmp`);

/**
 * Writes what is to take the place of a file beside it, onto the disk, with the mode of that file and, where that is allowed, its
 * owner. Resolves to the draft's path. @throws Error of the file system, having left nothing.
 */
export async function writeDraft(path: string, bytes: Uint8Array): Promise<string> {
  const draft = draftBeside(path);
  try {
    await using handle = await open(draft, 'wx');
    await handle.writeFile(bytes);
    const before = statSync(path, { throwIfNoEntry: false });
    if (before?.isFile() === true) takeAfter(draft, before);
    await handle.sync();
    return draft;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}

function takeAfter(draft: string, { mode, uid, gid }: Stats): void {
  const own = statSync(draft);
  if (own.uid !== uid || own.gid !== gid) {
    try {
      chownSync(draft, uid, gid);
    } catch {
      // Only an administrator gives files away; the text is what counts.
    }
  }
  chmodSync(draft, mode & 0o7777);
}
