import { statSync } from 'node:fs';
import type { Logger } from 'pino';
import { permalinksFile } from '../catalog/permalinks/ledger.ts';

const INTERVAL_MS = 10_000;

/**
 * Looks from time to time whether the permalink ledger is still where it was opened: when DATA_DIR is
 * removed or replaced, SQLite goes on writing to a file that nobody can find. Says so once. Returns a
 * function that ends it.
 */
export function guardDataDir(dataDir: string, log: Logger): () => void {
  const file = permalinksFile(dataDir);
  const opened = identify(file);
  let isTold = false;
  const timer = setInterval(() => {
    const isThere = identify(file) === opened;
    if (!isThere && !isTold) {
      log.fatal(
        { file },
        'the permalink ledger was removed or replaced while the server runs; what is published from now on is ' +
          'lost at the next start. Stop the server, put the file back from a backup, and start again',
      );
    }
    isTold = !isThere;
  }, INTERVAL_MS).unref();
  return () => clearInterval(timer);
}

function identify(file: string): string | null {
  try {
    const { dev, ino } = statSync(file);
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}
