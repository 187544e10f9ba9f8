/** Why a backup could not be made, read or restored; the message says where and what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly code:
    | 'backup-no-data'
    | 'backup-place'
    | 'backup-under-way'
    | 'backup-no-room'
    | 'backup-unreadable'
    | 'backup-database-damaged'
    | 'backup-damaged'
    | 'backup-too-new'
    | 'restore-not-empty';

  constructor(code: BackupError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
