import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { makeFolder } from '../storage/make-folder.ts';
import { BackupError } from './backup-error.ts';

/** What a backup is made of. Paths are absolute. */
export interface BackupSource {
  readonly dataDir: string;
  readonly content:
    | { readonly kind: 'folder'; readonly dir: string; readonly isWanted: boolean }
    | { readonly kind: 'git'; readonly url: string; readonly branch: string | null };
  /** The public origin of the site. */
  readonly site: string;
}

/**
 * Makes the folder for backups, for this user alone, when source and folder are as they have to be: a DATA_DIR that a server has used,
 * a content folder that is there, and backups in neither. @throws BackupError that says what is not so, and the cure.
 */
export function preparePlace(folder: string, { dataDir, content }: BackupSource): void {
  if (!existsSync(join(dataDir, 'permalinks.db')))
    throw new BackupError(
      'backup-no-data',
      `DATA_DIR ${dataDir} has no permalinks.db, which every server that has run has there. Set DATA_DIR to the folder that the server uses.`,
    );
  checkOutside(folder, dataDir, 'DATA_DIR');
  if (content.kind === 'folder' && content.isWanted) {
    if (!isFolder(content.dir))
      throw new BackupError(
        'backup-no-data',
        `CONTENT_DIR ${content.dir} is no folder. Set CONTENT_DIR to the newsroom’s, or add --without-content.`,
      );
    checkOutside(folder, content.dir, 'CONTENT_DIR');
  }
  try {
    makeFolder(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupError(
      'backup-place',
      `${folder} cannot be made (${reason}). Make it, and let this user write there.`,
      {
        cause: error,
      },
    );
  }
}

function checkOutside(folder: string, source: string, name: string): void {
  const inside = relative(realPlace(source), realPlace(folder));
  if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) return;
  throw new BackupError(
    'backup-place',
    `${folder} lies in ${name} ${source}, and a backup is never a part of what it saves. Name a folder elsewhere, best on another disk.`,
  );
}

/** The path without links, also of one that is not there yet. */
function realPlace(path: string): string {
  if (existsSync(path)) return realpathSync.native(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPlace(parent), basename(path));
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
