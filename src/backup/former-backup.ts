import { join } from 'node:path';
import { wholeBackups } from './backup-names.ts';
import type { FormerFile } from './copy-tree.ts';
import { readManifest } from './manifest.ts';

/**
 * What the newest whole backup in a folder has of a file, by its path in a backup; of none, or one that cannot be read, nothing.
 * @throws the file system's error for the folder itself
 */
export function formerBackup(folder: string): (path: string) => FormerFile | undefined {
  const newest = wholeBackups(folder).at(-1);
  if (newest === undefined) return () => undefined;
  const backup = join(folder, newest);
  const files = new Map<string, FormerFile>();
  try {
    for (const { path, bytes, sha256, stamp } of readManifest(backup).files)
      if (stamp !== undefined) files.set(path, { copy: join(backup, path), bytes, sha256, stamp });
  } catch {
    // Then everything is copied, which is right as well.
  }
  return (path) => files.get(path);
}
