import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isHiddenFile, isHiddenFolder } from '../../domain/hidden-names.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { hiddenFiles, hiddenFolder } from './hidden-problems.ts';
import { folderDepth, MAX_FOLDER_DEPTH } from './limits.ts';
import { resolveSymlinks, LINK_FINDINGS } from './resolve-symlinks.ts';
import { nameProblems, tooDeep } from './name-problems.ts';
import { isSectionPage, type OtherKinds, otherKinds } from './other-kinds.ts';

/** A file as its folder lists it; of a link, the time and size are those of its target. */
export interface ListedFile {
  /** Path below the content folder, with forward slashes. */
  readonly file: string;
  readonly mtimeMs: number;
  readonly sizeBytes: number;
}

/** One folder, without those below it. */
export interface ListedFolder {
  /** Path below the content folder. */
  readonly folder: string;
  /** In no order. */
  readonly files: readonly ListedFile[];
  readonly problems: readonly Problem[];
}

export interface FileList {
  /** Sorted by path. */
  readonly files: readonly ListedFile[];
  readonly problems: readonly Problem[];
}

const IGNORED = /^\.|~$|\.(?:swp|swo|tmp|bak)$|^#.*#$/i;

/** Whether an editor, and not a program, made a file of this name. */
export function isEditorsFile(name: string): boolean {
  return !IGNORED.test(name);
}

/**
 * Lists the files below `folder` of the content folder whose names match. Links are followed inside the
 * content folder only. Files and folders whose names keep them off the site are told, not listed, and so are names
 * that are not UTF-8, folders that lie too deep, pages of sections and texts of other kinds. A folder that is not there is empty; one that
 * cannot be read is told. Never throws.
 */
export function listFilesSync(contentDir: string, folder: string, pattern: RegExp): FileList {
  const others = otherKinds();
  const listed = [...eachFolder(contentDir, folder, pattern, others)];
  const files = listed.flatMap((one) => one.files);
  files.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { files, problems: [...listed.flatMap(({ problems }) => problems), ...others.list()] };
}

/**
 * Does the same folder by folder, so that the files of a large archive are never all in memory. `others` gets what is
 * text of another kind, to be told when all is listed.
 */
export function* eachFolder(
  contentDir: string,
  folder: string,
  pattern: RegExp,
  others: Pick<OtherKinds, 'note'>,
): Generator<ListedFolder> {
  const files: ListedFile[] = [];
  const problems: Problem[] = [];
  const folders: string[] = [];
  let holdsHidden = false;
  const entries = readEntries(contentDir, folder, problems);
  problems.push(...nameProblems(contentDir, folder, entries));
  for (const entry of entries) {
    if (!isEditorsFile(entry.name)) continue;
    const child = `${folder}/${entry.name}`;
    if (pattern.test(entry.name) && isHiddenFile(entry.name) && !entry.isDirectory()) {
      if (isSectionPage(entry.name)) others.note(child);
      else holdsHidden = true;
      continue;
    }
    if (entry.isSymbolicLink()) listLink(contentDir, child, pattern.test(entry.name), files, problems);
    else if (entry.isDirectory() && isHiddenFolder(entry.name)) problems.push(hiddenFolder(child));
    else if (entry.isDirectory()) folders.push(child);
    else if (entry.isFile() && pattern.test(entry.name)) listFile(contentDir, child, files);
    // A name that is not UTF-8 is told as that.
    else if (entry.isFile() && !isHiddenFile(entry.name) && !entry.name.includes('\ufffd'))
      others.note(child);
  }
  if (holdsHidden) problems.push(hiddenFiles(folder));
  const isDeepest = folderDepth(folder) === MAX_FOLDER_DEPTH;
  if (isDeepest) problems.push(...folders.flatMap(tooDeep));
  yield { folder, files, problems };
  if (isDeepest) return;
  for (const child of folders) yield* eachFolder(contentDir, child, pattern, others);
}

function readEntries(contentDir: string, folder: string, problems: Problem[]): Dirent[] {
  try {
    return readdirSync(join(contentDir, folder), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') problems.push(...unreadable(folder));
    return [];
  }
}

/** A file that vanishes meanwhile is left out; one that cannot be looked at stays, for reading to tell. */
function listFile(contentDir: string, file: string, files: ListedFile[]): void {
  try {
    const stats = statSync(`${contentDir}/${file}`, { throwIfNoEntry: false });
    if (stats !== undefined) files.push({ file, mtimeMs: stats.mtimeMs, sizeBytes: stats.size });
  } catch {
    files.push({ file, mtimeMs: 0, sizeBytes: 0 });
  }
}

/** Links to folders are not entered: they can lead in circles. A link to nothing is ignored. */
function listLink(
  contentDir: string,
  file: string,
  isWanted: boolean,
  files: ListedFile[],
  problems: Problem[],
): void {
  try {
    const target = resolveSymlinks(contentDir, file);
    if (target.kind === 'file' && isWanted) {
      files.push({ file, mtimeMs: target.stats.mtimeMs, sizeBytes: target.stats.size });
    } else if (target.kind === 'outside' || target.kind === 'folder') {
      const log = createProblemLog(file);
      log.warn(LINK_FINDINGS[target.kind]);
      problems.push(...log.list());
    }
  } catch {
    return;
  }
}

function unreadable(folder: string): Problem[] {
  const log = createProblemLog(folder);
  log.error({
    code: 'folder-unreadable',
    message: 'The folder cannot be read.',
    hint: 'Let the server’s user read and enter it.',
  });
  return log.list();
}
