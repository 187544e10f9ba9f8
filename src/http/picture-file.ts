import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isAscii } from '../domain/names.ts';
import { isPictureFile, isPictureName } from '../domain/picture-name.ts';
import { pathOnDisk } from '../media/pictures/path-on-disk.ts';

/** A picture that lies inside a folder, links followed. */
export interface PictureFile {
  /** The folder's real path. */
  readonly root: string;
  readonly file: string;
}

/**
 * Finds a picture by the segments of its path below a folder, however accents are written there; undefined for anything but a picture inside it:
 * other extensions, dotfiles, `..`, links that lead out. That holds for the path as written and for the file
 * it leads to.
 */
export async function findPictureFile(
  folder: string,
  written: readonly string[],
): Promise<PictureFile | undefined> {
  if (!isPicturePath(written)) return undefined;
  const root = await realPath(folder);
  if (root === undefined) return undefined;
  const file = (await realPath(join(root, ...written))) ?? (await realAlike(root, written.join('/')));
  if (file?.startsWith(root + sep) !== true) return undefined;
  return isPicturePath(relative(root, file).split(sep)) ? { root, file } : undefined;
}

/** Finds a picture by its path below the content folder; undefined for anything else. */
export async function findContentPicture(contentDir: string, file: string): Promise<PictureFile | undefined> {
  const [folder = '', ...path] = file.split('/');
  return isPictureFile(file) ? findPictureFile(join(contentDir, folder), path) : undefined;
}

function isPicturePath(segments: readonly string[]): boolean {
  const isPlain = segments.every(
    (segment) => segment !== '' && !segment.startsWith('.') && !/[/\\\p{Cc}]/u.test(segment),
  );
  return isPlain && isPictureName(segments.at(-1) ?? '');
}

/** Of the picture whose name is the same but for how its accents are written. */
async function realAlike(root: string, path: string): Promise<string | undefined> {
  const found = isAscii(path) ? null : pathOnDisk(root, path);
  return found === null ? undefined : realPath(join(root, found));
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}
