import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { composed, isAscii } from '../../domain/names.ts';

/**
 * The path of a picture below a folder as its names are written there: a Mac, an archive or a copy over the network may
 * have left accents apart from their letters. A name that is composed comes before others. Null where nothing is alike.
 */
export function pathOnDisk(folder: string, path: string): string | null {
  if (isThere(join(folder, path))) return path;
  if (isAscii(path)) return null;
  let found = '';
  for (const segment of path.split('/')) {
    const name = nameOnDisk(join(folder, found), segment);
    if (name === null) return null;
    found = found === '' ? name : `${found}/${name}`;
  }
  return found;
}

/**
 * Whether a picture gives way to another whose name is the same but composed, which has their address. A file system
 * that takes both names for one has one file there.
 */
export function isShadowed(folder: string, path: string): boolean {
  if (isAscii(path) || composed(path) === path) return false;
  const [own, other] = [look(join(folder, path)), look(join(folder, composed(path)))];
  return own !== null && other !== null && own.ino !== other.ino;
}

/** A letter with two marks, which some keyboards write in a third form, half composed: Vietnamese ế as ê and an accent. */
const TWO_MARKS = /\p{M}{2}/u;

function nameOnDisk(folder: string, name: string): string | null {
  const [whole, parted] = [composed(name), name.normalize('NFD')];
  const written = [...new Set([whole, parted, name])].find((form) => isThere(join(folder, form)));
  if (written !== undefined) return written;
  if (whole === parted || !TWO_MARKS.test(parted)) return null;
  return namesIn(folder).find((other) => composed(other) === whole) ?? null;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const isThere = (path: string): boolean => look(path) !== null;

function look(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}
