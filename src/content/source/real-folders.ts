import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Folders found to be free of links on their way, each with the mark of what stood there. */
const known = new Map<string, string>();
const MAX_KNOWN = 2000;

/**
 * Whether no link leads from the content folder to the folder of a file in it. One look at the folder
 * for each call; the way there is followed once, until another folder stands in its place. Throws
 * where there is no such folder, as node:fs.
 */
export function isRealFolder(contentDir: string, file: string): boolean {
  if (file.includes('..')) return false;
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  const path = join(contentDir, folder);
  const stats = lstatSync(path);
  if (folder !== '' && !stats.isDirectory()) return false;
  const mark = `${stats.dev}:${stats.ino}`;
  const key = `${contentDir}\u0000${folder}`;
  if (known.get(key) === mark) return true;
  if (realpathSync.native(path) !== join(realpathSync.native(contentDir), folder)) return false;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, mark);
  return true;
}
