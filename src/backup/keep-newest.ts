import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { begunName, wholeBackups } from './backup-names.ts';
import { readManifest } from './manifest.ts';

/**
 * Removes the oldest whole backups of a site from a folder, but for so many. What is no readable backup, or one of another site, is
 * left alone and does not count. Returns the names of those that are gone, the oldest first. @throws the file system's error
 */
export function keepNewest(folder: string, site: string, most: number): readonly string[] {
  const old = wholeBackups(folder)
    .filter((name) => isOf(join(folder, name), site))
    .slice(0, -most);
  for (const name of old) {
    // Under another name at once: half of a backup never looks like one.
    const begun = join(folder, begunName(name));
    renameSync(join(folder, name), begun);
    rmSync(begun, { recursive: true, force: true });
  }
  return old;
}

function isOf(backup: string, site: string): boolean {
  try {
    return readManifest(backup).site === site;
  } catch {
    return false;
  }
}
