/** Primary result codes that are told apart here (https://www.sqlite.org/rescode.html). */
export const SqliteCode: Readonly<Record<SqliteCodeName, number>> = {
  error: 1,
  permission: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

type SqliteCodeName =
  | 'error'
  | 'permission'
  | 'busy'
  | 'locked'
  | 'readOnly'
  | 'inputOutput'
  | 'corrupt'
  | 'full'
  | 'cannotOpen'
  | 'notADatabase';

/** The primary code, the low byte of the result, of an error that SQLite threw; 0 for other errors. */
export const sqliteCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;

/** Whether an error of SQLite says that a catalog is damaged, so that it has to be built again. */
export const isDamage = (error: unknown): boolean =>
  [SqliteCode.corrupt, SqliteCode.notADatabase].includes(sqliteCode(error));

/** Whether an error of SQLite says that the disk is full or does not let itself be written. */
export const isUnwritable = (error: unknown): boolean =>
  [SqliteCode.readOnly, SqliteCode.cannotOpen, SqliteCode.full, SqliteCode.inputOutput].includes(
    sqliteCode(error),
  );
