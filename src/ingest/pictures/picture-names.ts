import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAX_FOLDER_DEPTH } from '../../content/source/limits.ts';
import { isEditorsFile } from '../../content/source/list-files.ts';
import { isHiddenFolder } from '../../domain/hidden-names.ts';
import { composed } from '../../domain/names.ts';
import { isMediaFile } from '../../domain/media-file.ts';
import { isPictureName } from '../../domain/picture-name.ts';
import { isAssetFolder } from '../../domain/pictures/asset-folders.ts';
import { plainName } from '../../domain/pictures/plain-name.ts';
import { ARTICLES, AUTHORS, MEDIA } from '../read/folders.ts';

/** Which picture files lie where, by what they are called. Paths are composed and below the content folder. */
export interface PictureNames {
  /** The files of which plainName is this. The first to ask waits until all folders are listed. */
  find(plain: string): Promise<readonly string[]>;
  /** Whether a file is known. */
  has(file: string): boolean;
  /** Notes a file that came. */
  note(file: string): void;
  /** Forgets a file that is gone. */
  drop(file: string): void;
}

/** Files of one name, and files altogether, that are known at most; what is beyond is found in its first place alone. */
const MOST_OF_NAME = 2_000;
const MOST_FILES = 1_000_000;
/** Entries that are listed at once. */
const SLICE = 500;

/** Makes the index, empty; a content folder in which every picture is where it is named first is never listed. */
export function pictureNames(contentDir: string, isClosed: () => boolean = () => false): PictureNames {
  const files = new Map<string, Set<string>>();
  let count = 0;
  let listing: Promise<void> | null = null;

  const note = (file: string): void => {
    if (isHeldBack(file)) return;
    const plain = plainName(file.slice(file.lastIndexOf('/') + 1));
    const alike = files.get(plain) ?? new Set();
    if (alike.size >= MOST_OF_NAME || count >= MOST_FILES || alike.has(file)) return;
    files.set(plain, alike.add(file));
    count += 1;
  };
  const ofFile = (file: string): Set<string> | undefined =>
    files.get(plainName(file.slice(file.lastIndexOf('/') + 1)));
  const list = async (): Promise<void> => {
    let listed = 0;
    const folders: string[] = [MEDIA, ARTICLES, AUTHORS];
    for (let folder = folders.pop(); folder !== undefined && !isClosed(); folder = folders.pop()) {
      for (const { path, isFolder } of entriesOf(contentDir, folder)) {
        if (isFolder) folders.push(path);
        else if (!isFolder && isMediaFile(path)) note(composed(path));
        listed += 1;
        if (listed % SLICE === 0) await nextTurn();
      }
    }
  };

  return {
    async find(plain) {
      listing ??= list();
      await listing;
      return [...(files.get(plain) ?? [])];
    },
    has: (file) => ofFile(file)?.has(file) === true,
    note,
    drop(file) {
      if (ofFile(file)?.delete(file) === true) count -= 1;
    },
  };
}

/**
 * Whether a file lies in a folder whose name keeps it off the site, so that nobody shows it who does not name it there. Folders such
 * as `_images` hold what others show; from them too nothing but pictures is served, as those are by what they show.
 */
function isHeldBack(file: string): boolean {
  const [top, ...folders] = file.split('/');
  const isPicture = isPictureName(folders.pop() ?? '');
  if (top === MEDIA) return false;
  return folders.some(
    (name) => isHiddenFolder(name) && !(isPicture && isAssetFolder(name.replace(/^_/, ''))),
  );
}

/** What is in a folder; nothing where it cannot be read. Links to folders are not followed, as nowhere. */
function entriesOf(
  contentDir: string,
  folder: string,
): readonly { readonly path: string; readonly isFolder: boolean }[] {
  try {
    return readdirSync(join(contentDir, folder), { withFileTypes: true })
      .filter((entry) => isEditorsFile(entry.name))
      .map((entry) => ({ path: `${folder}/${entry.name}`, isFolder: entry.isDirectory() }))
      .filter(({ path, isFolder }) => !isFolder || path.split('/').length <= MAX_FOLDER_DEPTH);
  } catch {
    return [];
  }
}
