import { chmodSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mirror, type MirrorOptions, openMirror } from '../../src/git/mirror.ts';

/** Opens a mirror in a folder for temporary files. */
export function openTestMirror(
  url: string,
  options: Partial<Omit<MirrorOptions, 'remote'>> & { readonly token?: string } = {},
): Mirror & Disposable {
  const { token = null, ...others } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mirror-'));
  const mirror = openMirror({
    gitDir: join(folder, 'mirror.git'),
    remote: { url, token, tokenUser: 'x-access-token' },
    branch: null,
    environment: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    now: Date.now,
    ...others,
  });
  return {
    ...mirror,
    [Symbol.dispose]() {
      mirror.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Empties every object of a bare repository, as a disk may after a power cut. */
export function emptyObjects(gitDir: string): void {
  const entries = readdirSync(join(gitDir, 'objects'), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    // Git takes the right to write from them.
    chmodSync(file, 0o600);
    truncateSync(file, 0);
  }
}
