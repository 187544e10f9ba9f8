import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isOwnName } from '../storage/data-dir-names.ts';
import { BackupError } from './backup-error.ts';
import { backupName } from './backup-names.ts';
import { placeParts } from './place-parts.ts';
import type { Manifest } from './manifest.ts';
import { verifyBackup } from './verify-backup.ts';

export interface RestoreOptions {
  /** Absolute paths, all three. */
  readonly backup: string;
  readonly dataDir: string;
  /** Where files of the content are put if it is empty; null for nowhere. */
  readonly contentDir: string | null;
  /** Whether what DATA_DIR has may be moved aside. */
  readonly isForced: boolean;
  /** Takes DATA_DIR for this process and returns what frees it. Throws with the cure where a server has it. */
  readonly takeDataDir: (dataDir: string) => () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onProgress: (done: number, total: number) => void;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Where what DATA_DIR had is now; null for nothing. */
  readonly setAside: string | null;
  /** What became of the content: `occupied` where CONTENT_DIR has files, which were left as they are. */
  readonly content: 'placed' | 'absent' | 'unwanted' | 'occupied';
}

/** What says nothing of a site that was there. */
const LEFT = new Set(['writer.lock', 'control.sock']);

/**
 * Puts a backup into DATA_DIR, and its content into the content folder where that is empty. The backup is read and compared with its
 * manifest first; nothing that is there is ever deleted or written over.
 * @throws BackupError that says why not, with nothing changed; DataDirError where a server has DATA_DIR.
 */
export function restoreBackup(options: RestoreOptions): Restored {
  const { backup, dataDir, contentDir, isForced, takeDataDir, now, onProgress } = options;
  const manifest = verifyBackup(backup, (done, total) => onProgress(done, total * 2));
  const release = takeDataDir(dataDir);
  try {
    const found = readdirSync(dataDir).filter((name) => isOwnName(name) && !LEFT.has(name));
    if (found.length > 0 && !isForced) throw notEmpty(dataDir);
    const content = contentFate(manifest, contentDir);
    let done = manifest.files.length;
    const to =
      content === 'placed' && contentDir !== null ? { dataDir, contentDir } : { dataDir, contentDir: null };
    let setAside: string | null = null;
    placeParts({
      backup,
      manifest,
      to,
      onFile() {
        done += 1;
        onProgress(done, manifest.files.length * 2);
      },
      beforePlacing() {
        setAside = moveAside(dataDir, found, now());
      },
    });
    return { manifest, setAside, content };
  } finally {
    release();
  }
}

function contentFate({ content }: Manifest, contentDir: string | null): Restored['content'] {
  if (content.kind === 'git' || !content.isIncluded) return 'absent';
  if (contentDir === null) return 'unwanted';
  return namesIn(contentDir).length === 0 ? 'placed' : 'occupied';
}

/** Into the folder itself: it may be a disk of its own, or lie where this user makes nothing. Returns where; null for nothing. */
function moveAside(dataDir: string, names: readonly string[], ms: number): string | null {
  const moved = names.filter((name) => !name.startsWith(ASIDE));
  if (moved.length === 0) return null;
  const aside = join(
    dataDir,
    `${ASIDE}${backupName(
      ms,
      namesIn(dataDir).map((name) => name.slice(ASIDE.length)),
    )}`,
  );
  mkdirSync(aside, { mode: 0o700 });
  for (const name of moved) renameSync(join(dataDir, name), join(aside, name));
  return aside;
}

const ASIDE = 'set-aside-';

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const notEmpty = (dataDir: string): BackupError =>
  new BackupError(
    'restore-not-empty',
    `DATA_DIR ${dataDir} holds the data of a site. Set DATA_DIR to an empty folder; or add --force, which moves what is there to a folder beside it and deletes nothing.`,
  );
