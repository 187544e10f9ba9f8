import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Git holds a lock while it writes a small file; one that is older was left by a git that was killed. */
const OLD_MS = 60_000;

/** Where git puts locks, below a bare repository. */
const FOLDERS = ['.', 'refs', 'refs/dateline', 'objects/info'];

/** Takes away locks that nobody holds any more at `now`, ms since 1970. Never throws: what stays is told by git. */
export function removeStaleLocks(gitDir: string, now: number): void {
  for (const folder of FOLDERS) {
    for (const name of listed(join(gitDir, folder))) {
      if (name.endsWith('.lock')) removeIfOld(join(gitDir, folder, name), now);
    }
  }
}

function removeIfOld(path: string, now: number): void {
  try {
    if (now - statSync(path).mtimeMs > OLD_MS) rmSync(path);
  } catch {
    // Whoever held it has let go of it.
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
