import { SqliteCode, sqliteCode } from '../sqlite/sqlite-code.ts';

export type PermalinkErrorCode =
  | 'permalinks-damaged'
  | 'permalinks-missing'
  | 'permalinks-too-new'
  | 'permalinks-unwritable';

/** The ledger cannot be used; the message names the file, what is wrong and the cure. */
export class PermalinkError extends Error {
  override readonly name = 'PermalinkError';
  readonly code: PermalinkErrorCode;

  constructor(code: PermalinkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const RECOVERY =
  'Keep the file. Stop the server, move it away with the -wal and -shm files beside it, and put a backup in ' +
  'its place; or run "dateline permalinks import FILE" with an export, or "dateline permalinks rebuild" to ' +
  'read the URLs from git.';

/** The error for a file that is not a whole ledger. `what` ends the sentence “… is damaged: ”. */
export function damagedLedger(file: string, what: string, cause?: unknown): PermalinkError {
  return new PermalinkError(
    'permalinks-damaged',
    `${file}: the permalink ledger is damaged: ${what}. ${RECOVERY}`,
    { cause },
  );
}

const DAMAGED = new Set([SqliteCode.corrupt, SqliteCode.notADatabase]);
const UNWRITABLE = new Map([
  [SqliteCode.permission, 'permission is denied'],
  [SqliteCode.busy, 'another program has held it for more than 5 s'],
  [SqliteCode.locked, 'another program has held it for more than 5 s'],
  [SqliteCode.readOnly, 'it can be read but not written'],
  [SqliteCode.inputOutput, 'the disk failed to read or write it'],
  [SqliteCode.full, 'the disk is full'],
  [SqliteCode.cannotOpen, 'it cannot be opened'],
]);

/**
 * Runs a piece of work on a ledger and returns its result.
 * @throws PermalinkError in place of what SQLite and the file system say about the file; else what the
 * work throws. While `isOpening`, a table or column that is missing is damage too.
 */
export function withLedgerErrors<Result>(file: string, work: () => Result, isOpening = false): Result {
  try {
    return work();
  } catch (error) {
    throw explain(file, error, isOpening) ?? error;
  }
}

function explain(file: string, error: unknown, isOpening: boolean): PermalinkError | null {
  if (!(error instanceof Error) || error instanceof PermalinkError) return null;
  const { errcode, code } = error as { errcode?: unknown; code?: unknown };
  if (typeof errcode !== 'number')
    return isFileSystemError(error) ? unwritable(file, String(code), error) : null;
  const primary = sqliteCode(error);
  if (DAMAGED.has(primary) || (isOpening && primary === SqliteCode.error)) {
    return damagedLedger(file, error.message, error);
  }
  const reason = UNWRITABLE.get(primary);
  return reason === undefined ? null : unwritable(file, `${reason} (${error.message})`, error);
}

const isFileSystemError = (error: Error): boolean => 'syscall' in error && 'code' in error;

function unwritable(file: string, reason: string, cause: unknown): PermalinkError {
  return new PermalinkError(
    'permalinks-unwritable',
    `${file}: the permalink ledger cannot be written: ${reason}. Give DATA_DIR a folder on a local disk that ` +
      'has room and that this user may write, and end other programs that hold the file.',
    { cause },
  );
}
