import type { DatabaseSync } from 'node:sqlite';

/** Runs work in one write transaction of a small database: all of it, or nothing when it throws. */
export function atOnce<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // On a full disk SQLite has undone it already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
