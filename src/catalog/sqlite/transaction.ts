import type { DatabaseSync } from 'node:sqlite';

/** Runs work in one write transaction: all of it, or nothing when it throws. Inside another, joins that. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

const rollbacks = new WeakMap<DatabaseSync, number>();

/** Undoes a transaction that failed. On a full disk SQLite has undone it already. */
export function rollBack(database: DatabaseSync): void {
  rollbacks.set(database, rollbackCount(database) + 1);
  if (database.isTransaction) database.exec('ROLLBACK');
}

/** How often a connection undid what it wrote: what is remembered of it holds while this stays. */
export const rollbackCount = (database: DatabaseSync): number => rollbacks.get(database) ?? 0;
