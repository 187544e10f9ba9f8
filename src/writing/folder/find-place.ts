import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { resolveSymlinks } from '../../content/source/resolve-symlinks.ts';
import { composedSmall, isAscii, writtenForms } from '../../domain/names.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { refusedName, refusedNewName } from '../names/allowed-file.ts';
import { type Refusal, WriteRefusedError } from '../names/refusal.ts';

/** Where a file of the newsroom lies, or would. */
export interface Place {
  /** Its path below the content folder as it is written on the disk; of a new one composed (NFC). */
  readonly file: string;
  /** Absolute, links followed. */
  readonly path: string;
  readonly isThere: boolean;
}

/**
 * Finds the place of a file, by its name in any form of Unicode. Looks at the folder of a new one, for names that differ by case
 * from others than `own`, which is to be renamed.
 * @throws WriteRefusedError for what is none of the newsroom's, leads out of the content folder, or is taken; Error of the file system.
 */
export function findPlace(contentDir: string, file: string, own = ''): Place {
  const refusal = refusedName(file);
  if (refusal !== null) throw new WriteRefusedError(refusal, file);
  const written = writtenForms(file).find((form) => isAnything(join(contentDir, form)));
  return written === undefined
    ? newPlace(contentDir, file.normalize('NFC'), own)
    : placeOf(contentDir, written);
}

function placeOf(contentDir: string, file: string): Place {
  const target = follow(contentDir, file);
  if (target === null) throw new WriteRefusedError(BROKEN, file);
  if (target.kind === 'file') return { file, path: target.path, isThere: true };
  throw new WriteRefusedError(target.kind === 'outside' ? OUTSIDE : NO_FILE, file);
}

/** The folders that are there may be written in another form, and may be links. */
function newPlace(contentDir: string, file: string, own: string): Place {
  const refusal = refusedNewName(file);
  if (refusal !== null) throw new WriteRefusedError(refusal, file);
  if (statSync(contentDir, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new WriteRefusedError(AWAY, file);
  const names = file.split('/');
  for (let depth = names.length - 1; depth > 0; depth -= 1) {
    const asked = names.slice(0, depth).join('/');
    const folder = writtenForms(asked).find((form) => isAnything(join(contentDir, form)));
    if (folder === undefined) continue;
    const target = follow(contentDir, folder);
    if (target === null || target.kind === 'outside')
      throw new WriteRefusedError(target ? OUTSIDE : BROKEN, file);
    if (target.kind !== 'folder') throw new WriteRefusedError(fileInTheWay(folder), file);
    const rest = names.slice(depth);
    refuseTwin(target.path, rest[0] ?? '', { file, own: own.split('/')[depth] });
    return { file: [folder, ...rest].join('/'), path: join(target.path, ...rest), isThere: false };
  }
  refuseTwin(contentDir, names[0] ?? '', { file, own: own.split('/')[0] });
  return { file, path: join(realpathSync(contentDir), file), isThere: false };
}

function follow(contentDir: string, file: string): ReturnType<typeof resolveSymlinks> | null {
  try {
    return resolveSymlinks(contentDir, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENOTDIR') return null;
    throw error;
  }
}

function isAnything(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}

/** A clone on a disk that does not tell capitals from small letters has one of two such names. */
function refuseTwin(
  folder: string,
  name: string,
  { file, own }: { readonly file: string; readonly own: string | undefined },
): void {
  const small = composedSmall(name);
  // Of 100,000 names nearly all differ in length.
  const isAlike = (other: string): boolean =>
    isAscii(other) && isAscii(name)
      ? other.length === name.length && other.toLowerCase() === small
      : composedSmall(other) === small;
  const twin = readdirSync(folder).find((other) => other !== name && other !== own && isAlike(other));
  if (twin === undefined) return;
  throw new WriteRefusedError(
    {
      code: 'name-taken',
      message: `There is ${quoteText(twin)} already, which differs from ${quoteText(name)} by capitals or invisible characters alone.`,
      hint: 'Open that one, or give another name.',
    },
    file,
  );
}

/** A part that the file system cannot follow, so that a name below a file is told as well. */
const fileInTheWay = (folder: string): Refusal => ({
  code: 'name-below-file',
  message: `${quoteText(basename(folder))} in ${quoteText(dirname(folder))} is a file, in which nothing can lie.`,
  hint: 'Give another folder.',
});
const OUTSIDE: Refusal = {
  code: 'link-outside',
  message: 'A link on the way leads out of the content folder.',
  hint: 'Put a folder or a copy of the file in its place.',
};
const BROKEN: Refusal = {
  code: 'link-broken',
  message: 'A link on the way leads to nothing.',
  hint: 'Remove the link, or put back what it led to.',
};
const NO_FILE: Refusal = {
  code: 'name-is-folder',
  message: 'A folder bears this name.',
  hint: 'Give another name, or rename the folder.',
};
export const AWAY: Refusal = {
  code: 'content-away',
  message: 'The content folder is away: it has no site.yaml.',
  hint: 'Nothing was written. Have its disk mounted again, and save once more.',
};
