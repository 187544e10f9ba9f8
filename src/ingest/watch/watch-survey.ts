import { type Dir, type Dirent, opendirSync } from 'node:fs';
import { join } from 'node:path';
import { folderDepth, MAX_FOLDER_DEPTH } from '../../content/source/limits.ts';
import { isEditorsFile } from '../../content/source/list-files.ts';
import { composed, isAscii } from '../../domain/names.ts';
import { isMediaFile } from '../../domain/media-file.ts';
import type { Settler } from './settle-events.ts';
import { explainWatchFault, type WatchFault } from './watch-fault.ts';
import { type FileStamp, isSameStamp, lookAt } from './watch-look.ts';
import type { Work } from './watch-slices.ts';
import type { WatchTree } from './watch-tree.ts';

/** What the receiver knows of the files it was told about; all paths are below the content folder. */
export interface KnownFiles {
  /** The file's stamp when it was last read; null for a file that is not known. */
  get(path: string): FileStamp | null;
  /** The files of a folder, not of those below it. */
  inFolder(folder: string): ReadonlyMap<string, FileStamp>;
  /** The files of a folder and of all below it; asked only when a folder is gone or replaced. */
  below(folder: string): Iterable<string>;
}

/** Files that are known by a form of name. */
export interface FileFamily {
  readonly has: (path: string) => boolean;
  /** Those that are there, and those that are known. */
  readonly list: () => readonly string[];
}

/** What is watched of a folder. */
export interface WatchedPaths {
  /** The content folder; it may be missing, or a link that is switched to another folder. */
  readonly root: string;
  /** Top folders that are watched with all below them: `articles`, `pages`. */
  readonly folders: readonly string[];
  /** Single files at the root: `site.yaml`. */
  readonly files: readonly string[];
  /** Single files at the root that have a form of name in common: `labels.ru.yaml`. None by default. */
  readonly family?: FileFamily;
  /** Which files below `folders` are told. Those of editors' programs never are. */
  readonly isWanted: (path: string) => boolean;
}

export interface SurveyDeps {
  readonly watched: WatchedPaths;
  readonly known: KnownFiles;
  readonly tree: WatchTree;
  readonly settler: Settler;
  readonly now: () => number;
  readonly onFault: (fault: WatchFault) => void;
  /** Told of what is in a folder that came and is not read. */
  readonly onUnread?: ((path: string) => void) | undefined;
}

/** Whether a path would be watched if it is a folder. */
export function isFolderPath(path: string, folders: readonly string[]): boolean {
  const [top = '', ...names] = path.split('/');
  return folders.includes(top) && folderDepth(path) <= MAX_FOLDER_DEPTH && names.every(isEditorsFile);
}

/** Watches all folders from `start` down, each before it is listed, and tells nothing. */
export function* watchBelow(deps: SurveyDeps, start: string): Work {
  yield* visit(
    deps,
    start,
    () => ({ onFile: () => {}, onOther: () => {}, onEnd: () => {} }),
    () => {},
  );
}

/**
 * Watches all folders from `start` down and compares what is there with what is known: files that
 * differ are offered, known files that are not there are noted as missing. `start` may be gone; where
 * it is a folder that took the place of another (`isNew`), what was below the other is looked for too.
 */
export function* compareBelow(deps: SurveyDeps, start: string, isNew: boolean): Work {
  const { watched, known, settler, now } = deps;
  const { root, folders, files, family } = watched;
  const isRootThere = (): boolean => lookAt(root, '')?.kind === 'folder';
  const miss = (path: string): void => {
    if (settler.isWaiting(path) || lookAt(root, path) !== null || known.get(path) === null) return;
    if (isRootThere()) settler.note(path, null, true, now());
  };
  const meet = (path: string, stamp: FileStamp | null): void => {
    const found = lookAt(root, path);
    if (found?.kind !== 'file') miss(path);
    else if (settler.isWaiting(path) || !isSameStamp(found, stamp)) settler.offer(path, found);
  };
  // All that was there at the start is told by then.
  const onOther = (isNew && start !== '' ? deps.onUnread : undefined) ?? (() => {});
  const lost: string[] = [];
  yield* visit(
    deps,
    start,
    (folder) => ({ ...compareFolder(known, folder, meet, miss), onOther }),
    (folder) => lost.push(folder),
  );
  if (start === '') for (const file of [...files, ...(family?.list() ?? [])]) meet(file, known.get(file));
  if (isNew) lost.push(...(start === '' ? folders : [start]));
  for (const folder of lost) {
    for (const path of known.below(folder)) {
      miss(path);
      yield;
    }
  }
}

interface FolderVisitor {
  readonly onFile: (path: string) => void;
  /** What is no file to be read, and no folder to be entered. */
  readonly onOther: (path: string) => void;
  readonly onEnd: () => void;
}

function compareFolder(
  known: KnownFiles,
  folder: string,
  meet: (path: string, stamp: FileStamp | null) => void,
  miss: (path: string) => void,
): Omit<FolderVisitor, 'onOther'> {
  const stamps = known.inFolder(folder);
  const met = new Set<string>();
  return {
    onFile: (path) => {
      met.add(path);
      // Pictures are known by their composed names, texts by those on the disk.
      const isOther = !isAscii(path) && isMediaFile(path);
      if (isOther) met.add(composed(path));
      meet(path, stamps.get(path) ?? (isOther ? known.get(path) : null));
    },
    onEnd: () => {
      for (const path of stamps.keys()) if (!met.has(path)) miss(path);
    },
  };
}

/**
 * Watches the folders from `start` down. Each is listed to a visitor of its own; one that was watched
 * and is gone or replaced goes to `onLost`. Yields after each entry.
 */
function* visit(
  deps: SurveyDeps,
  start: string,
  enter: (folder: string) => FolderVisitor,
  onLost: (folder: string) => void,
): Work {
  const { tree } = deps;
  const { root, folders } = deps.watched;
  const stack = [start];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    const look = lookAt(root, folder);
    if (look?.kind === 'unreadable') {
      deps.onFault(explainWatchFault('EACCES', folder));
    } else if (look?.kind !== 'folder') {
      if (tree.has(folder)) onLost(folder);
      tree.drop(folder);
    } else {
      if (tree.watch(folder, look.id)) onLost(folder);
      if (folder === '') stack.push(...folders);
      else yield* list(deps, folder, stack, enter(folder));
    }
    yield;
  }
}

function* list(deps: SurveyDeps, folder: string, stack: string[], visitor: FolderVisitor): Work {
  const { tree } = deps;
  const { folders, isWanted } = deps.watched;
  const { onFile, onOther, onEnd } = visitor;
  const dir = openFolder(deps, folder);
  if (dir === null) return;
  const children = new Set(tree.childrenOf(folder));
  try {
    for (let entry = readEntry(deps, folder, dir); entry !== null; entry = readEntry(deps, folder, dir)) {
      // What the list does not name is not gone when the list breaks off.
      if (entry === 'fault') return;
      const path = `${folder}/${entry.name}`;
      if (!isEditorsFile(entry.name)) continue;
      if (entry.isDirectory() && isFolderPath(path, folders)) children.add(path);
      else {
        const isFile = (entry.isFile() || entry.isSymbolicLink()) && isWanted(path);
        if (isFile) onFile(path);
        if (!isFile || entry.isSymbolicLink()) onOther(path);
      }
      yield;
    }
    onEnd();
  } finally {
    dir.closeSync();
  }
  stack.push(...children);
}

function openFolder({ watched: { root }, onFault }: SurveyDeps, folder: string): Dir | null {
  try {
    return opendirSync(join(root, folder), { bufferSize: 128 });
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') onFault(explainWatchFault(code, folder));
    return null;
  }
}

/** Network mounts may fail between two entries (EIO, ESTALE). */
function readEntry({ onFault }: SurveyDeps, folder: string, dir: Dir): Dirent | 'fault' | null {
  try {
    return dir.readSync();
  } catch (error) {
    onFault(explainWatchFault(codeOf(error), folder));
    return 'fault';
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';
