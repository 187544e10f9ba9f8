import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDraftName } from '../storage/draft-file.ts';

/** A file as it was seen. */
export interface SeenFile {
  /** Below the root, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly mode: number;
  /** When its bytes changed last, in seconds since 1970. */
  readonly mtime: number;
  /** Two looks with the same stamp have seen the same bytes. */
  readonly stamp: string;
}

/** What is below a folder. */
export interface Survey {
  readonly files: ReadonlyMap<string, SeenFile>;
  /** The rights of folders by their paths, parents first. */
  readonly folders: ReadonlyMap<string, number>;
  /** Links that lead nowhere, or round in a circle. */
  readonly lost: readonly string[];
}

/** One file, as it is now; null for none. @throws the file system's error, such as for want of rights. */
export function lookAtFile(root: string, path: string): SeenFile | null {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  return stats?.isFile() === true ? seen(path, stats) : null;
}

/**
 * Looks over all that is below a folder, links followed, as the site follows them. Drafts that a program is writing are left out, and
 * what is neither file nor folder. In a repository objects come last: what refers to them is older then.
 * @throws the file system's error, such as for want of rights.
 */
export function surveyTree(root: string): Survey {
  const survey = {
    files: new Map<string, SeenFile>(),
    folders: new Map<string, number>(),
    lost: [] as string[],
  };
  enter(root, '', [], survey);
  return survey;
}

interface Building {
  readonly files: Map<string, SeenFile>;
  readonly folders: Map<string, number>;
  readonly lost: string[];
}

function enter(root: string, folder: string, above: readonly string[], into: Building): void {
  const here = folder === '' ? realpathSync.native(root) : placeOf(join(root, folder));
  if (here === null) return;
  if (above.includes(here)) {
    into.lost.push(folder);
    return;
  }
  for (const name of inOrder(list(join(root, folder)))) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const stats = isDraftName(name) ? undefined : look(root, path, into);
    if (stats?.isFile() === true) into.files.set(path, seen(path, stats));
    else if (stats?.isDirectory() === true) {
      into.folders.set(path, stats.mode & 0o7777);
      enter(root, path, [...above, here], into);
    }
  }
}

function placeOf(folder: string): string | null {
  try {
    return realpathSync.native(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** What went between two looks is as if it had not been there. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const inOrder = (names: readonly string[]): readonly string[] =>
  names.toSorted((one, other) =>
    one === 'objects' || other === 'objects'
      ? Number(one === 'objects') - Number(other === 'objects')
      : Number(one > other) - Number(one < other),
  );

function look(root: string, path: string, { lost }: Building): Stats | undefined {
  try {
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    if (stats === undefined) lost.push(path);
    return stats;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    lost.push(path);
    return undefined;
  }
}

const seen = (path: string, { size, mode, mtimeMs, ctimeMs, dev, ino }: Stats): SeenFile => ({
  path,
  bytes: size,
  mode: mode & 0o7777,
  mtime: mtimeMs / 1000,
  stamp: `${dev}-${ino}-${size}-${mtimeMs}-${ctimeMs}`,
});
