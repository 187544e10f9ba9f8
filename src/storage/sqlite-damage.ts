/** Thrown where SQLite opens a file and finds it wrong inside. */
export class DamagedDatabaseError extends Error {
  override readonly name = 'DamagedDatabaseError';
  readonly code = 'database-damaged';
}

/** SQLITE_CORRUPT and SQLITE_NOTADB (https://www.sqlite.org/rescode.html). */
const DAMAGE = [11, 26];

/** Whether an error says that a database is damaged, or has tables of another make, so that it has to be begun anew. */
export function isDatabaseDamage(error: unknown): boolean {
  if (error instanceof DamagedDatabaseError) return true;
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  const isOtherMake = /\b(?:no such column|has no column|views may not be indexed|no such table)\b/.test(
    error.message,
  );
  return isOtherMake || DAMAGE.includes(Number(error.errcode) & 0xff);
}
