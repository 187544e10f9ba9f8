import { join } from 'node:path';
import { lockFile } from '../../storage/lock-file.ts';
import { makeFolder } from '../../storage/make-folder.ts';
import { probeDataDir, UnfitFolderError } from './probe-data-dir.ts';

/** Thrown when DATA_DIR cannot be used; the message says why and what to do. */
export class DataDirError extends Error {
  override readonly name = 'DataDirError';
  readonly code: 'data-dir-unwritable' | 'data-dir-unfit' | 'data-dir-in-use';

  constructor(code: DataDirError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** How long a process that is just stopping may still hold the folder, in milliseconds. */
const PATIENCE_MS = 15_000;

/**
 * Makes the data folder, for this user alone, tries what it has to hold (see probe-data-dir.ts) and takes it for this
 * process, so that two never write to one. The system frees
 * it when the process ends, however it ends. Returns a function that frees it. Blocks for up to `patienceMs`
 * while another process holds it. @throws DataDirError
 */
export function takeDataDir(dataDir: string, patienceMs = PATIENCE_MS): () => void {
  try {
    makeFolder(dataDir);
    probeDataDir(dataDir);
  } catch (error) {
    throw error instanceof UnfitFolderError
      ? dataDirUnfit(dataDir, error)
      : dataDirUnwritable(dataDir, error);
  }
  let unlock: (() => void) | null;
  try {
    unlock = lockFile(join(dataDir, 'writer.lock'), patienceMs);
  } catch (error) {
    throw dataDirUnwritable(dataDir, error);
  }
  if (unlock !== null) return unlock;
  throw new DataDirError(
    'data-dir-in-use',
    `DATA_DIR ${dataDir} is in use by another Dateline. Stop that one, or set DATA_DIR to a folder of its own for each.`,
  );
}

function dataDirUnfit(dataDir: string, cause: UnfitFolderError): DataDirError {
  return new DataDirError(
    'data-dir-unfit',
    `DATA_DIR ${dataDir} is on a file system that cannot hold it: ${cause.message}. Set DATA_DIR to a folder on a disk of this machine, such as ext4, XFS, Btrfs, APFS or NTFS; network and FUSE mounts seldom can.`,
    { cause },
  );
}

/** The error for a data folder that cannot be written, for the reason that the file system or SQLite gave. */
export function dataDirUnwritable(dataDir: string, cause: unknown): DataDirError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DataDirError(
    'data-dir-unwritable',
    `DATA_DIR ${dataDir} cannot be written (${reason}). Let the server’s user write there, make room on its disk, or set DATA_DIR to another folder.`,
    { cause },
  );
}
