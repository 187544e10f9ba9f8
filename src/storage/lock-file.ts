import { DatabaseSync } from 'node:sqlite';

/** SQLITE_BUSY (https://www.sqlite.org/rescode.html). */
const BUSY = 5;

/** A lock that nothing refers to would be collected, and freed. */
const locks = new Set<DatabaseSync>();

/**
 * Takes a file for this process, making it where there is none. The system frees it when the process ends, however it ends. Returns
 * what frees it; null where another process still has it after `patienceMs`, in which this thread is blocked. @throws Error
 * from SQLite
 */
export function lockFile(file: string, patienceMs = 0): (() => void) | null {
  const lock = new DatabaseSync(file);
  try {
    lock.exec(`PRAGMA busy_timeout = ${patienceMs}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`);
  } catch (error) {
    lock.close();
    if ((Number((error as { errcode?: unknown }).errcode) & 0xff) === BUSY) return null;
    throw error;
  }
  locks.add(lock);
  return () => {
    locks.delete(lock);
    lock.close();
  };
}
