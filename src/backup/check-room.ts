import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backedUp } from '../storage/data-dir-names.ts';
import { BackupError } from './backup-error.ts';
import type { BackupSource } from './backup-place.ts';
import { CONTENT_PART, DATA_PART } from './backup-names.ts';
import type { FormerFile } from './copy-tree.ts';
import { surveyTree } from './survey-tree.ts';

/** For folders, the manifest and what is saved meanwhile. */
const SPARE_BYTES = 16 * 1024 * 1024;

/** What a backup is going to have. */
export interface Needs {
  readonly files: number;
  /** That have to be copied, as no former backup has them. */
  readonly bytes: number;
}

/** Looks over all that is to be saved. @throws the file system's error, such as for want of rights */
export function assessNeeds(
  { dataDir, content }: BackupSource,
  former: (path: string) => FormerFile | undefined,
): Needs {
  const singles = [...backedUp('database'), ...backedUp('file')].map(({ name }) => join(dataDir, name));
  const databases = singles.flatMap((file) => [sizeOf(file), sizeOf(`${file}-wal`)]);
  const trees = backedUp('folder')
    .filter(({ name }) => existsSync(join(dataDir, name)))
    .map(({ name }) => ({ root: join(dataDir, name), part: `${DATA_PART}/${name}` }));
  if (content.kind === 'folder' && content.isWanted) trees.push({ root: content.dir, part: CONTENT_PART });
  const seen = trees.flatMap(({ root, part }) =>
    [...surveyTree(root).files.values()].map((file) => ({
      ...file,
      isNew: former(`${part}/${file.path}`)?.stamp !== file.stamp,
    })),
  );
  const copied = seen.filter(({ isNew }) => isNew).map(({ bytes }) => bytes);
  const sum = [...databases, ...copied].reduce((total, bytes) => total + bytes, 0);
  return { files: seen.length + singles.filter((file) => existsSync(file)).length, bytes: sum };
}

/** @throws BackupError where the disk of a folder has no room for so many bytes. */
export function checkRoom(folder: string, bytes: number): void {
  const { bavail, bsize, blocks } = statfsSync(folder);
  const free = bavail * bsize;
  // Some file systems do not say how large they are.
  if (blocks === 0 || free >= bytes + SPARE_BYTES) return;
  throw noRoom(folder, `${inMegabytes(bytes + SPARE_BYTES)} are needed, and ${inMegabytes(free)} are free`);
}

export const noRoom = (folder: string, reason: string, cause?: unknown): BackupError =>
  new BackupError(
    'backup-no-room',
    `${folder} has no room for a backup (${reason}). Make room on its disk, remove older backups, or name a folder on another disk. Nothing was left there.`,
    { cause },
  );

const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
