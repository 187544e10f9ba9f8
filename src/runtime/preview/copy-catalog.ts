import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { permalinksFile } from '../../catalog/permalinks/ledger.ts';
import { isUnwritable } from '../../catalog/sqlite/sqlite-code.ts';
import { PreviewError } from '../../desk/preview/preview-error.ts';
import { findCatalog } from '../../ingest/data-dir/catalog-files.ts';

/** A copy of the catalog and of the ledger, for its one owner. */
export interface CopiedCatalog {
  readonly catalog: string;
  readonly permalinks: string;
  /** On the disk, both together. */
  readonly bytes: number;
}

const FOLDER = 'previews';
/** So that all is copied at one moment: a step ends where another connection writes between two. */
const ALL_PAGES = 1 << 30;
let copies = 0;

/** Removes what a thread that ended has left; nobody else may have a copy open. */
export function sweepCopies(dataDir: string): void {
  const folder = join(dataDir, FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
}

/**
 * Copies what the site is made of, while it is read and written: the copy holds one state. @throws PreviewError where there is no
 * whole catalog, or no room for another.
 */
export async function copyCatalog(dataDir: string, live: DatabaseSync): Promise<CopiedCatalog> {
  copies += 1;
  const name = join(dataDir, FOLDER, String(copies));
  const copied = { catalog: `${name}-catalog.db`, permalinks: `${name}-permalinks.db` };
  try {
    await backup(live, copied.catalog, { rate: ALL_PAGES });
    // URLs enter the ledger before the catalog, so that it has all of them.
    using ledger = new DatabaseSync(permalinksFile(dataDir), { readOnly: true });
    await backup(ledger, copied.permalinks, { rate: ALL_PAGES });
    return { ...copied, bytes: sizeOf(copied.catalog) + sizeOf(copied.permalinks) };
  } catch (error) {
    removeCopy(copied);
    throw asPreviewError(error);
  }
}

/** Removes a copy that nobody has open. */
export function removeCopy({ catalog, permalinks }: Omit<CopiedCatalog, 'bytes'>): void {
  for (const file of [catalog, permalinks])
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}

const sizeOf = (file: string): number => statSync(file).size;

/** How the system says that a disk takes nothing, or not from this user. */
const UNWRITABLE: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EEXIST',
  'ENOTDIR',
]);

/** What editors are told where the catalog cannot be copied. */
export function asPreviewError(error: unknown): PreviewError {
  if (error instanceof PreviewError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (isUnwritable(error) || UNWRITABLE.has(code ?? ''))
    return new PreviewError(
      'preview-no-room',
      `There is no preview: the catalog cannot be copied (${message}). Make room on the disk of DATA_DIR, and let the server’s user write there.`,
      { cause: error },
    );
  return new PreviewError(
    'preview-failed',
    'There is no preview: the program is at fault. The log says why.',
    {
      cause: error,
    },
  );
}

/** The catalog that readers have, as long as it is the file that it was. */
export interface LiveCatalog {
  readonly database: DatabaseSync;
  /** Another number whenever something was written to it. */
  writes(): number;
  /** Whether the file at its place is still this one. */
  isThere(): boolean;
}

/** How long it is waited for, in ms: while it is built it is locked all the time. */
const PATIENCE_MS = 250;

/** Opens the catalog that readers have. Close its database. @throws PreviewError while there is none that is whole. */
export function openLiveCatalog(dataDir: string): LiveCatalog {
  const file = findCatalog(dataDir);
  using opened = new DisposableStack();
  try {
    const id = identify(file);
    const database = opened.use(new DatabaseSync(file, { readOnly: true, timeout: PATIENCE_MS }));
    if (Number(database.prepare('PRAGMA user_version').get()?.['user_version']) === 0) throw notReady();
    const version = database.prepare('PRAGMA data_version');
    opened.move();
    return {
      database,
      writes: () => Number(version.get()?.['data_version']),
      isThere: () => id !== null && identify(file) === id,
    };
  } catch (error) {
    throw notReady(error);
  }
}

const notReady = (cause?: unknown): PreviewError =>
  cause instanceof PreviewError
    ? cause
    : new PreviewError(
        'preview-not-ready',
        'There is no preview yet: the site is being started or built. Try again in a moment.',
        { cause },
      );

function identify(file: string): string | null {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev} ${stats.ino}`;
}
