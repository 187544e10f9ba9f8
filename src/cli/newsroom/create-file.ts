import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  // A name that no site reads.
  const draft = join(folder, `.${randomUUID()}.tmp`);
  try {
    writeFileSync(draft, bytes, { flag: 'wx' });
    linkSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.has(code)) throw error;
    return createInPlace(path, bytes);
  } finally {
    rmSync(draft, { force: true });
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
