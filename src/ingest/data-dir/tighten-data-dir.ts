import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { isOwnName } from '../../storage/data-dir-names.ts';

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
const OTHERS = 0o077;

/**
 * Takes the data folder's files, and the folder, from all users but the server's: drafts, embargoed stories and what is
 * read most are nobody else's. What is made later is so from the start, by the umask of the program. The folder is left
 * as it is, and that is told, where it holds other files too: it may be one that others need. Never throws; what
 * cannot be changed is told.
 */
export function tightenDataDir(dataDir: string, log: Logger): void {
  try {
    const names = readdirSync(dataDir);
    const foreign = names.filter((name) => !isOwnName(name));
    for (const name of names) if (isOwnName(name)) tighten(join(dataDir, name));
    if (foreign.length === 0) tighten(dataDir);
    else if (isOpen(dataDir)) {
      log.warn(
        { folder: dataDir, examples: foreign.slice(0, 5) },
        'DATA_DIR can be listed by other users, as it holds files that are not Dateline’s. Set DATA_DIR to a folder of ' +
          'its own, or call "chmod 700" on it',
      );
    }
  } catch (error) {
    log.warn(
      { err: error, folder: dataDir },
      'other users’ rights to DATA_DIR cannot be taken away. Let it belong to the server’s user',
    );
  }
}

function tighten(path: string): void {
  const stats = lstatSync(path);
  // A link has no rights of its own, and what it leads to may be elsewhere.
  if ((stats.mode & OTHERS) === 0 || stats.isSymbolicLink()) return;
  chmodSync(path, stats.isDirectory() ? OWNER_ONLY_FOLDER : OWNER_ONLY_FILE);
}

const isOpen = (path: string): boolean => (lstatSync(path).mode & OTHERS) !== 0;
