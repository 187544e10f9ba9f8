import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteCode, sqliteCode } from '../catalog/sqlite/sqlite-code.ts';
import { lockFile } from '../storage/lock-file.ts';
import { BackupError } from './backup-error.ts';
import { backupName, begunName, DATA_PART, isBegun, wholeBackups } from './backup-names.ts';
import { type BackupSource, preparePlace } from './backup-place.ts';
import { bringToDisk } from './bring-to-disk.ts';
import { assessNeeds, checkRoom, noRoom } from './check-room.ts';
import { formerBackup } from './former-backup.ts';
import { keepNewest } from './keep-newest.ts';
import { noteLastBackup } from './last-backup.ts';
import { formatManifest, MANIFEST_FILE } from './manifest.ts';
import { saveAll } from './save-all.ts';

export interface MakeBackupOptions {
  readonly source: BackupSource;
  /** Absolute path of the folder that gets a folder with the backup. */
  readonly folder: string;
  /** How many whole backups of this site are left in it, the new one included; null for all. At least 1. */
  readonly keep: number | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of files that are copied, of all there are. */
  readonly onProgress: (done: number, total: number) => void;
}

/** A backup that is whole. */
export interface MadeBackup {
  /** Absolute path. */
  readonly backup: string;
  readonly at: string;
  readonly files: number;
  readonly bytes: number;
  /** Files whose bytes an earlier backup has as well, and which take no room a second time. */
  readonly linked: number;
  /** Names of older backups that were removed. */
  readonly removed: readonly string[];
  /** What whoever made it should know. */
  readonly warnings: readonly string[];
}

/**
 * Saves all of a site that cannot be made again into a folder of its own, while the server runs or not, and changes nothing of what it
 * saves. The backup is on the disk under its name when it is whole, or not there at all.
 * @throws BackupError that says why none was made, and the cure.
 */
export async function makeBackup(options: MakeBackupOptions): Promise<MadeBackup> {
  const { source, folder, now } = options;
  preparePlace(folder, source);
  const unlock = takeFolder(folder);
  try {
    for (const name of readdirSync(folder).filter(isBegun)) rmSync(join(folder, name), { recursive: true });
    const name = backupName(now(), wholeBackups(folder));
    const begun = join(folder, begunName(name));
    try {
      return await fill(begun, name, options);
    } catch (error) {
      rmSync(begun, { recursive: true, force: true });
      throw explain(error, folder);
    }
  } finally {
    unlock();
  }
}

async function fill(begun: string, name: string, options: MakeBackupOptions): Promise<MadeBackup> {
  const { source, folder, keep, now, onProgress } = options;
  const former = formerBackup(folder);
  const needs = assessNeeds(source, former);
  checkRoom(folder, needs.bytes);
  let done = 0;
  const onFile = (): void => {
    done += 1;
    onProgress(Math.min(done, needs.files), needs.files);
  };
  mkdirSync(join(begun, DATA_PART), { recursive: true, mode: 0o700 });
  const saved = await saveAll(begun, { source, now, former, onFile });
  const manifest = join(begun, MANIFEST_FILE);
  writeFileSync(manifest, formatManifest(saved.manifest), { mode: 0o600 });
  const isLinked = (path: string): boolean => saved.linked.has(path);
  const written = saved.manifest.files.map(({ path }) => path).filter((path) => !isLinked(path));
  await bringToDisk([manifest, ...written.map((path) => join(begun, path))], begun);
  const backup = join(folder, name);
  renameSync(begun, backup);
  await bringToDisk([], folder);
  const { at, files } = saved.manifest;
  return {
    backup,
    at,
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    linked: saved.linked.size,
    ...afterwards({ backup, at, keep, source, folder }, saved.warnings),
  };
}

/** The backup is whole: what fails from here on is told, and takes nothing from it. */
function afterwards(
  {
    backup,
    at,
    keep,
    source,
    folder,
  }: { backup: string; at: string } & Pick<MakeBackupOptions, 'keep' | 'source' | 'folder'>,
  before: readonly string[],
): Pick<MadeBackup, 'removed' | 'warnings'> {
  const warnings = [...before];
  let removed: readonly string[] = [];
  try {
    noteLastBackup(source.dataDir, { at, backup });
  } catch (error) {
    warnings.push(
      `last-backup.json in DATA_DIR cannot be written (${reasonOf(error)}), so that metrics do not know of this backup.`,
    );
  }
  try {
    if (keep !== null) removed = keepNewest(folder, source.site, keep);
  } catch (error) {
    warnings.push(`Older backups could not be removed (${reasonOf(error)}). Remove them by hand.`);
  }
  return { removed, warnings };
}

/** Hidden, as it is nothing for people. */
const LOCK_FILE = '.lock';

function takeFolder(folder: string): () => void {
  let unlock: (() => void) | null;
  try {
    unlock = lockFile(join(folder, LOCK_FILE));
  } catch (error) {
    throw explain(error, folder);
  }
  if (unlock !== null) return unlock;
  throw new BackupError(
    'backup-under-way',
    `Another backup is just being written to ${folder}. Wait until it is done; nothing was changed.`,
  );
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function explain(error: unknown, folder: string): BackupError {
  if (error instanceof BackupError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || sqliteCode(error) === SqliteCode.full)
    return noRoom(folder, reasonOf(error), error);
  return new BackupError(
    'backup-unreadable',
    `The backup could not be made (${reasonOf(error)}). Run this as the server’s user or root, who may read DATA_DIR and CONTENT_DIR and write to ${folder}. Nothing was left there.`,
    { cause: error },
  );
}
