import { mkdtempSync, rmSync } from 'node:fs';
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
