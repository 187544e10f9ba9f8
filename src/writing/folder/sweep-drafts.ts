import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDraftName } from '../../storage/draft-file.ts';

/** A draft is renamed within moments; one that is older was left by a process that was killed. */
const OLD_MS = 3_600_000;

/** Takes away drafts that nobody writes any more, at `now`, ms since 1970. A folder that cannot be read is left out. */
export async function sweepDrafts(contentDir: string, now: number): Promise<void> {
  const waiting = [contentDir];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith('.')) waiting.push(path);
      else if (isDraftName(entry.name)) await removeIfOld(path, now);
    }
  }
}

async function removeIfOld(path: string, now: number): Promise<void> {
  const stats = await stat(path).catch(() => null);
  if (stats !== null && now - stats.mtimeMs > OLD_MS) await rm(path, { force: true }).catch(() => {});
}
