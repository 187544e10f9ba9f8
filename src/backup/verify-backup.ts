import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { programVersion } from '../release/program-version.ts';
import { backedUp } from '../storage/data-dir-names.ts';
import { BackupError } from './backup-error.ts';
import { CONTENT_PART, DATA_PART } from './backup-names.ts';
import { digestFile } from './copy-file.ts';
import { type BackupFile, type Manifest, readManifest, tooNew } from './manifest.ts';

/** So many files are named of those that are wrong. */
const MOST_NAMED = 10;

/**
 * Reads what a backup says of itself, and refuses one that this program could not read when it is restored.
 * @throws BackupError for that, and for what is no backup.
 */
export function readUsableManifest(backup: string): Manifest {
  const manifest = readManifest(backup);
  const known = new Map(backedUp('database').map(({ name, form = 0 }) => [name, form]));
  for (const { name, form } of manifest.databases) {
    const most = known.get(name);
    if (most === undefined) throw tooNew(backup, `${name} is not known to this one, ${programVersion()}`);
    if (form > most) throw tooNew(backup, `its ${name} has form ${form}, and this one knows ${most}`);
  }
  return manifest;
}

/**
 * Reads every file of a backup and compares it with the manifest; writes nothing. Returns the manifest. `onProgress` is told of files
 * that were read, of all there are. @throws BackupError that names what differs, for what is no backup, and for one of a later program.
 */
export function verifyBackup(backup: string, onProgress: (done: number, total: number) => void): Manifest {
  const manifest = readUsableManifest(backup);
  const { files } = manifest;
  const wrong: string[] = [];
  for (const [at, file] of files.entries()) {
    const fault = faultOf(backup, file);
    if (fault !== null) wrong.push(`${file.path} ${fault}`);
    onProgress(at + 1, files.length);
  }
  const listed = new Set(files.map(({ path }) => path));
  for (const path of [DATA_PART, CONTENT_PART].flatMap((part) => filesBelow(backup, part)))
    if (!listed.has(path)) wrong.push(`${path} is not in the manifest`);
  if (wrong.length > 0) throw damaged(backup, wrong);
  return manifest;
}

export function damaged(backup: string, wrong: readonly string[]): BackupError {
  const named = wrong.slice(0, MOST_NAMED).join('; ');
  const more = wrong.length > MOST_NAMED ? `; and ${wrong.length - MOST_NAMED} more` : '';
  return new BackupError(
    'backup-damaged',
    `${backup} is not as it was made: ${named}${more}. Take another backup, and look at the disk that this one is on.`,
  );
}

function faultOf(backup: string, { path, bytes, sha256 }: BackupFile): string | null {
  try {
    const found = digestFile(join(backup, path));
    if (found.bytes !== bytes) return `has ${found.bytes} bytes in place of ${bytes}`;
    return found.sha256 === sha256 ? null : 'has other bytes than it was made with';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'is missing' : `cannot be read (${message})`;
  }
}

function filesBelow(backup: string, part: string): string[] {
  try {
    return readdirSync(join(backup, part), { withFileTypes: true, recursive: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(backup.length + 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
