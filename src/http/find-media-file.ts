import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isMediaFile, isMediaName } from '../domain/media-file.ts';
import { isAscii } from '../domain/names.ts';
import { fetchedFile } from '../domain/fetched-src.ts';
import { FETCHED_FOLDER, isPictureFile, pictureSrc } from '../domain/picture-name.ts';
import { pathOnDisk } from '../media/pictures/path-on-disk.ts';

/** A file that lies inside a folder, links followed. */
export interface FoundFile {
  /** The folder's real path. */
  readonly root: string;
  readonly file: string;
}

/**
 * Finds a picture or another file that is served by the segments of its path below a folder, however accents are written
 * there; undefined for anything else: other extensions, dotfiles, `..`, links that lead out. That holds for the path as
 * written and for the file it leads to.
 */
export async function findMediaFile(
  folder: string,
  written: readonly string[],
): Promise<FoundFile | undefined> {
  if (!isMediaPath(written)) return undefined;
  const root = await realPath(folder);
  if (root === undefined) return undefined;
  const file = (await realPath(join(root, ...written))) ?? (await realAlike(root, written.join('/')));
  if (file?.startsWith(root + sep) !== true) return undefined;
  return isMediaPath(relative(root, file).split(sep)) ? { root, file } : undefined;
}

/** Finds a picture or another file by its path below the content folder; undefined for anything else. */
export async function findContentFile(contentDir: string, file: string): Promise<FoundFile | undefined> {
  const [folder = '', ...path] = file.split('/');
  return isMediaFile(file) ? findMediaFile(join(contentDir, folder), path) : undefined;
}

/** Where the pictures of a site are, as absolute paths. */
export interface PictureRoots {
  /** The newsroom’s folder. */
  readonly contentDir: string;
  /** Those that were fetched from other hosts; see fetchedFile. */
  readonly fetchedDir: string;
}

/** Finds a picture by its path as pictureFile gives it; undefined for anything else. */
export async function findSitePicture(
  { contentDir, fetchedDir }: PictureRoots,
  file: string,
): Promise<FoundFile | undefined> {
  const [folder = '', ...path] = file.split('/');
  if (folder === FETCHED_FOLDER) return findMediaFile(fetchedDir, fetchedNames(file));
  return isPictureFile(file) ? findMediaFile(join(contentDir, folder), path) : undefined;
}

/** The segments below the folder of fetched pictures of one by its path as pictureFile gives it. */
export const fetchedNames = (file: string): readonly string[] => fetchedFile(pictureSrc(file)).split('/');

function isMediaPath(segments: readonly string[]): boolean {
  const isPlain = segments.every(
    (segment) => segment !== '' && !segment.startsWith('.') && !/[/\\\p{Cc}]/u.test(segment),
  );
  return isPlain && isMediaName(segments.at(-1) ?? '');
}

/** Of the file whose name is the same but for how its accents are written. */
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
