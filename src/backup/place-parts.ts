import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../storage/make-folder.ts';
import { CONTENT_PART, DATA_PART } from './backup-names.ts';
import { copyFile } from './copy-file.ts';
import type { BackupFile, Manifest } from './manifest.ts';
import { damaged } from './verify-backup.ts';

export interface PlacePartsOptions {
  /** Absolute paths. */
  readonly backup: string;
  readonly manifest: Manifest;
  readonly to: { readonly dataDir: string; readonly contentDir: string | null };
  readonly onFile: () => void;
  /** Called when all is copied, before the first name is given. */
  readonly beforePlacing: () => void;
}

/** Hidden from the site, and removed by the next restore. */
const STAGE = '.restore';

/** The ledger last: without it a restore that was broken off is not taken for a whole one. */
const LAST = 'permalinks.db';

/**
 * Copies the parts of a backup beside where they belong, compares each file once more, and gives all of them their names by renames.
 * What is made belongs to the owner of the folder it is put into, where an administrator runs this.
 * @throws BackupError for a file that differs, the file system's error; no name was given then.
 */
export function placeParts(options: PlacePartsOptions): void {
  const { to, beforePlacing } = options;
  const parts = [
    ...(to.contentDir === null ? [] : [{ part: CONTENT_PART, target: to.contentDir }]),
    { part: DATA_PART, target: to.dataDir },
  ];
  try {
    for (const { part, target } of parts) stage(part, target, options);
    beforePlacing();
    for (const { target } of parts) giveNames(target);
  } finally {
    for (const { target } of parts) rmSync(join(target, STAGE), { recursive: true, force: true });
  }
}

function stage(part: string, target: string, { backup, manifest, onFile }: PlacePartsOptions): void {
  makeFolder(target);
  const owner = statSync(target);
  const staged = join(target, STAGE);
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { mode: 0o700 });
  const inPart = <One extends { readonly path: string }>(list: readonly One[]): readonly One[] =>
    list.filter(({ path }) => path.startsWith(`${part}/`));
  const place = (path: string): string => join(staged, path.slice(part.length + 1));
  for (const file of inPart(manifest.files)) {
    bring(backup, file, place(file.path), owner);
    onFile();
  }
  for (const { path, mode } of inPart(manifest.folders)) {
    makeFolders(place(path), owner);
    chmodSync(place(path), mode);
  }
}

function bring(backup: string, file: BackupFile, place: string, owner: Stats): void {
  makeFolders(dirname(place), owner);
  const from = join(backup, file.path);
  const { sha256 } = copyFile(from, place, statSync(from).mtimeMs / 1000);
  if (sha256 !== file.sha256) throw damaged(backup, [`${file.path} has other bytes than it was made with`]);
  if (file.mode !== undefined) chmodSync(place, file.mode);
  giveTo(place, owner);
}

function makeFolders(folder: string, owner: Stats): void {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = folder; at.length >= first.length; at = dirname(at)) giveTo(at, owner);
}

function giveTo(path: string, { uid, gid }: Stats): void {
  if (process.getuid?.() === 0) chownSync(path, uid, gid);
}

function giveNames(target: string): void {
  const names = readdirSync(join(target, STAGE)).toSorted(
    (one, other) => Number(one === LAST) - Number(other === LAST),
  );
  for (const name of names) renameSync(join(target, STAGE, name), join(target, name));
}
