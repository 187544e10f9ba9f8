import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { makerDigest } from '../../release/maker-digest.ts';

const module = (name: string): URL => new URL(name, import.meta.url);

/** Where a data folder has what is made of pictures. */
export const picturesFolder = (dataDir: string): string => join(dataDir, 'pictures');

/**
 * The folder below `root` for what this program makes of pictures, named by all that makes it: encoders, their
 * settings, crops. What another release made is of no use to it, and is removed behind that.
 */
export function variantFolder(root: string, log: Pick<Logger, 'warn'>): string {
  const makers = makerDigest({
    modules: [module('../pictures/make-variant.ts'), module('../pictures/crop.ts')],
  });
  removeOthers(root, makers).catch((error: unknown) => {
    log.warn({ err: error, folder: root }, 'pictures of another release could not be removed');
  });
  return join(root, makers);
}

async function removeOthers(root: string, makers: string): Promise<void> {
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    if (name !== makers) await rm(join(root, name), { recursive: true, force: true });
  }
}
