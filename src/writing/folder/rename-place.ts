import { linkSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { isEditorsFile } from '../../content/source/list-files.ts';
import { isFolderStory, withoutMarkdownExtension } from '../../domain/markdown/markdown-name.ts';
import { composedSmall } from '../../domain/names.ts';
import { removeFile } from '../../storage/replace-file.ts';
import { WriteRefusedError } from '../names/refusal.ts';
import { findPlace, type Place } from './find-place.ts';
import { isTaken, readPlace } from './folder-files.ts';

/** A name that is going to be another: of a file, or of the folder of a story with all that is in it. */
export interface PlannedRename {
  readonly from: Place;
  readonly to: Place;
  readonly isFolder: boolean;
}

/** Whether a text is the story of its folder, whose pictures lie beside it. */
const isBundle = (file: string): boolean =>
  file.split('/').length > 2 && isFolderStory(withoutMarkdownExtension(basename(file)));

/**
 * Finds both places; null where there is no such file. @throws WriteRefusedError as findPlace, and where something bears the new
 * name.
 */
export function planRename(contentDir: string, from: string, to: string): PlannedRename | null {
  const source = findPlace(contentDir, from);
  if (!source.isThere) return null;
  const isFolder =
    isBundle(from) && isBundle(to) && basename(from) === basename(to) && dirname(from) !== dirname(to);
  const target = isOnlyCase(source.file, to) ? inPlace(source, to) : findPlace(contentDir, to, source.file);
  const [one, other] = isFolder ? [dirname(source.path), dirname(target.path)] : [source.path, target.path];
  if (isTaken(other) && !isSame(one, other)) throw taken(to);
  return { from: source, to: target, isFolder };
}

/** Whether the last names alone differ, and those by capitals; a disk may take such a name for the same. */
const isOnlyCase = (from: string, to: string): boolean =>
  composedSmall(from) === composedSmall(to) && dirname(dirname(from)) === dirname(dirname(to));

const inPlace = ({ path }: Place, to: string): Place => ({
  file: to,
  path: join(dirname(dirname(path)), basename(dirname(to)), basename(to)),
  isThere: false,
});

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

const taken = (file: string): WriteRefusedError =>
  new WriteRefusedError(
    {
      code: 'name-taken',
      message: 'Something bears this name already; nothing was renamed.',
      hint: 'Give another name, or rename or delete what is there first.',
    },
    file,
  );

/**
 * Renames. Returns false, having changed nothing, where the text has another digest by now.
 * @throws WriteRefusedError where something has taken the new name meanwhile; Error of the file system.
 */
export async function renamePlace({ from, to, isFolder }: PlannedRename, base: string): Promise<boolean> {
  const [source, target] = isFolder ? [dirname(from.path), dirname(to.path)] : [from.path, to.path];
  const found = await readPlace(from);
  if (found === null || found.digest !== base) return false;
  mkdirSync(dirname(target), { recursive: true });
  // A rename of a folder replaces none that has anything in it; one of a file would replace any.
  if (isFolder || isSame(source, target)) renameSync(source, target);
  else if (!linkThenRemove(source, target, base, to.file)) return false;
  removeEmpty(dirname(source), from.file.split('/').length - (isFolder ? 2 : 1));
  return true;
}

/** A text that takes the old name between the two stays there. */
function linkThenRemove(source: string, target: string, base: string, file: string): boolean {
  try {
    linkSync(source, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw taken(file);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EMLINK') throw error;
    renameSync(source, target);
    return true;
  }
  const removed = removeFile(source, base);
  removed?.close();
  if (removed === null) rmSync(target);
  return removed !== null;
}

function removeEmpty(folder: string, depth: number): void {
  if (depth < 2) return;
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
  removeEmpty(dirname(folder), depth - 1);
}

/** A file that is going to have another name. */
export interface MovedFile {
  /** Paths below the content folder. */
  readonly file: string;
  readonly toFile: string;
  /** Absolute. */
  readonly path: string;
  readonly toPath: string;
  readonly bytes: Buffer;
}

/** The files that a rename takes along, with their bytes; of a folder all the newsroom's that lie in it. */
export async function movedFiles({ from, to, isFolder }: PlannedRename): Promise<readonly MovedFile[]> {
  const [folder, target] = [dirname(from.path), dirname(to.path)];
  const names = isFolder ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
  const below = names
    .filter((entry) => entry.isFile() && isEditorsFile(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const own = isFolder ? below : [basename(from.path)];
  return await Promise.all(
    own.map(async (name) => ({
      file: isFolder ? `${dirname(from.file)}/${name}` : from.file,
      toFile: isFolder ? `${dirname(to.file)}/${name}` : to.file,
      path: join(folder, name),
      toPath: isFolder ? join(target, name) : to.path,
      bytes: await readFile(join(folder, name)),
    })),
  );
}
