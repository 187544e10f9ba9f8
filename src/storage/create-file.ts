import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { draftBeside } from './draft-file.ts';

/** File systems that know no second name for a file say one of these. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
]);

/**
 * Makes a file that was not there, with its folders: whole or not at all, so that a running site never reads half of it.
 * Returns false, and changes nothing, where anything bears that name.
 * @throws Error of the file system.
 */
export function createFile(path: string, bytes: string | Uint8Array): boolean {
  mkdirSync(dirname(path), { recursive: true });
  const draft = draftBeside(path);
  try {
    writeFileSync(draft, bytes, { flag: 'wx' });
    return placeNew(path, draft, bytes);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Gives a draft, whose bytes these are, a name that nothing bears; false, and nothing changed, where anything does. The draft may
 * have its own name still, and is the caller's to remove. @throws Error of the file system.
 */
export function placeNew(path: string, draft: string, bytes: string | Uint8Array): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.has(code)) throw error;
    return createInPlace(path, bytes);
  }
}

function createInPlace(path: string, bytes: string | Uint8Array): boolean {
  try {
    writeFileSync(path, bytes, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
