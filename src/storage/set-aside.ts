import { lstatSync, renameSync, rmSync } from 'node:fs';

/** What SQLite keeps beside a database; the first may hold what was written last. */
const BESIDE = ['-wal', '-shm'];

/**
 * Moves a file of DATA_DIR that cannot be read out of the way, with what SQLite keeps beside it, for whoever may still
 * get something out of it. Returns its name from then on, `FILE.damaged`; null where there was nothing. One that was
 * set aside before is replaced, so that damage does not fill the disk. @throws the file system's error
 */
export function setAside(file: string): string | null {
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return null;
  const damaged = `${file}.damaged`;
  for (const ending of ['', ...BESIDE]) rmSync(`${damaged}${ending}`, { force: true, recursive: true });
  // The database goes last: where this is broken off, the next try finds it.
  for (const ending of [...BESIDE, '']) {
    if (lstatSync(`${file}${ending}`, { throwIfNoEntry: false }) !== undefined) {
      renameSync(`${file}${ending}`, `${damaged}${ending}`);
    }
  }
  return damaged;
}
