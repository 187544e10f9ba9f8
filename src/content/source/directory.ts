import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type ProblemLog } from '../../problems/problem-log.ts';
import { decodeText } from './decode-text.ts';

/** A text file of the content folder, read whole. */
export interface SourceFile {
  /** Path below the content folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** When the file was made and last changed, in milliseconds; on some file systems the same. */
  readonly createdMs: number;
  readonly changedMs: number;
}

export interface ReadResult {
  /** Null where the file cannot be read as text. */
  readonly source: SourceFile | null;
  readonly problems: readonly Problem[];
}

/** Largest file that is read, in bytes. */
const MAX_FILE_BYTES = 2 * 1024 * 1024;

const MAX_FOLDER_DEPTH = 16;
const IGNORED = /^\.|~$|\.(?:swp|swo|tmp|bak)$|^#.*#$/i;

/** Whether an editor, and not a program, made a file of this name. */
export function isEditorsFile(name: string): boolean {
  return !IGNORED.test(name);
}

/**
 * Lists the files below `folder` of the content folder whose names match, sorted. Links are followed
 * inside the content folder only. A folder that is not there is empty; one that cannot be read is told.
 */
export async function listFiles(
  contentDir: string,
  folder: string,
  pattern: RegExp,
): Promise<{ files: string[]; problems: Problem[] }> {
  const files: string[] = [];
  const problems: Problem[] = [];
  const visit = async (path: string, root: string, depth: number): Promise<void> => {
    const log = createProblemLog(path);
    try {
      const entries = await readdir(join(contentDir, path), { withFileTypes: true });
      for (const entry of entries) {
        if (!isEditorsFile(entry.name)) continue;
        const child = `${path}/${entry.name}`;
        if (entry.isSymbolicLink()) {
          const target = await resolveLink(contentDir, root, child);
          if (target === 'file' && pattern.test(entry.name)) files.push(child);
          else if (target === 'outside' || target === 'folder') problems.push(...warnOfLink(child, target));
        } else if (entry.isDirectory() && depth < MAX_FOLDER_DEPTH) await visit(child, root, depth + 1);
        else if (entry.isFile() && pattern.test(entry.name)) files.push(child);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      log.error({
        code: 'folder-unreadable',
        message: 'The folder cannot be read.',
        hint: 'Let the server’s user read and enter it.',
      });
      problems.push(...log.list());
    }
  };
  const root = await realpath(contentDir).catch(() => contentDir);
  await visit(folder, root, 0);
  return { files: files.sort(), problems };
}

/** Links to folders are not entered: they can lead in circles. A link to nothing is ignored. */
async function resolveLink(
  contentDir: string,
  root: string,
  path: string,
): Promise<keyof typeof LINKS | null> {
  try {
    const target = await realpath(join(contentDir, path));
    if (target !== root && !target.startsWith(root + sep)) return 'outside';
    const stats = await stat(target);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : null;
  } catch {
    return null;
  }
}

const LINKS = {
  file: null,
  outside: {
    code: 'link-outside',
    message: 'The file is a link that leads out of the content folder; it was not followed.',
    hint: 'Copy the file into the content folder.',
  },
  folder: {
    code: 'link-to-folder',
    message: 'The file is a link to a folder; it was not entered.',
    hint: 'Move the folder here.',
  },
} as const;

function warnOfLink(file: string, kind: 'outside' | 'folder'): Problem[] {
  const log = createProblemLog(file);
  log.warn(LINKS[kind]);
  return log.list();
}

/** Reads one file of the content folder; its size is checked before its bytes are read. */
export async function readSourceFile(contentDir: string, file: string): Promise<ReadResult> {
  const log = createProblemLog(file);
  try {
    const path = join(contentDir, file);
    // Opening a pipe would wait for its other end.
    if (!(await stat(path)).isFile()) return refuse(log, 'it is not a regular file');
    const handle = await open(path, 'r');
    try {
      const stats = await handle.stat();
      if (stats.size > MAX_FILE_BYTES) {
        log.error({
          code: 'file-too-large',
          message: `The file has ${stats.size} bytes; ${MAX_FILE_BYTES} are allowed.`,
          hint: 'Split the text, and keep pictures in content/media.',
        });
        return { source: null, problems: log.list() };
      }
      const text = decodeText(await handle.readFile(), log);
      const made = (await lstat(path)).birthtimeMs;
      const source =
        text === null ? null : { file, text, createdMs: made || stats.mtimeMs, changedMs: stats.mtimeMs };
      return { source, problems: log.list() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return refuse(log, (error as NodeJS.ErrnoException).code ?? 'unknown reason');
  }
}

function refuse(log: ProblemLog, reason: string): ReadResult {
  log.error({
    code: 'file-unreadable',
    message: `The file cannot be read (${reason}).`,
    hint: 'Let the server’s user read it, or save it again.',
  });
  return { source: null, problems: log.list() };
}
