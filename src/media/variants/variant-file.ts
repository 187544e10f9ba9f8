import { chmod, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DiskReserveError, roomOnDisk } from './room-on-disk.ts';

/** A stored file, as a sweep sees it. */
export interface StoredFile {
  readonly file: string;
  readonly bytes: number;
  /** Milliseconds since the epoch; when it was last used, to the hour. */
  readonly used: number;
  /** Whether it is what a crash left of an unfinished write. */
  readonly isTemporary: boolean;
}

const TEMPORARY = /^\.[a-z0-9.-]+\.tmp$/;
const FOLDER = /^[a-z0-9]{2}$/;

/** Files that were found whole, by their time and size then. */
const whole = new Map<string, string>();
const MOST_REMEMBERED = 20_000;

/** Whether the file is there and whole: a power cut or a full disk can leave less. Renews when it was used. */
export async function findStored(
  file: string,
  now: number,
  renewAfterMs: number,
  isWhole?: (file: string) => Promise<boolean>,
): Promise<boolean> {
  try {
    const stats = await stat(file);
    if (!stats.isFile() || stats.size === 0) return false;
    const stamp = `${stats.mtimeMs} ${stats.size}`;
    if (isWhole !== undefined && whole.get(file) !== stamp) {
      if (!(await isWhole(file))) return false;
      if (whole.size >= MOST_REMEMBERED) whole.clear();
      whole.set(file, stamp);
    }
    // One that is ahead was used by a clock that was, and would outlive all others.
    if (Math.abs(now - stats.mtimeMs) > renewAfterMs)
      await utimes(file, now / 1000, now / 1000).catch(() => {});
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes a file so that nobody ever sees half of it: under a temporary name beside it, then renamed.
 * @throws DiskReserveError where the disk is nearly full, else the file system's error; nothing is left behind then.
 */
export async function writeWhole(file: string, temporaryName: string, bytes: Buffer): Promise<void> {
  const folder = dirname(file);
  const temporary = join(folder, temporaryName);
  await mkdir(folder, { recursive: true });
  if ((await roomOnDisk(folder)) < bytes.length) throw new DiskReserveError(folder);
  try {
    {
      await using handle = await open(temporary, 'wx');
      await handle.writeFile(bytes);
      await handle.sync();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

const OTHERS = 0o077;

/**
 * All files of a store; what vanishes meanwhile, or cannot be read, is left out. Those that other users have rights to
 * are taken from them: their makers were less strict.
 */
export async function listStored(root: string): Promise<readonly StoredFile[]> {
  const folders = await readdir(root).catch(() => []);
  const found: StoredFile[] = [];
  for (const folder of folders.filter((name) => FOLDER.test(name))) {
    await closeFolder(join(root, folder));
    for (const name of await readdir(join(root, folder)).catch(() => [])) {
      const file = join(root, folder, name);
      const stats = await stat(file).catch(() => null);
      if (stats === null || !stats.isFile()) continue;
      if ((stats.mode & OTHERS) !== 0) await chmod(file, 0o600).catch(() => {});
      found.push({ file, bytes: stats.size, used: stats.mtimeMs, isTemporary: TEMPORARY.test(name) });
    }
  }
  return found;
}

async function closeFolder(folder: string): Promise<void> {
  const stats = await stat(folder).catch(() => null);
  if (stats !== null && (stats.mode & OTHERS) !== 0) await chmod(folder, 0o700).catch(() => {});
}
