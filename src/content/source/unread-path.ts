import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { hiddenBy } from '../../domain/hidden-names.ts';
import { isAscii } from '../../domain/names.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { folderDepth, MAX_FOLDER_DEPTH } from './limits.ts';
import { resolveSymlinks, LINK_FINDINGS } from './resolve-symlinks.ts';
import { brokenNames, tooDeep } from './name-problems.ts';
import { otherKinds } from './other-kinds.ts';

/**
 * Why nothing is read from a path below the content folder at which something was put: a link that is not followed, a
 * name that is not UTF-8, a folder that lies too deep, a text of another kind. Empty where there is no such reason, or
 * nothing there. `holdsTexts` says whether its top folder is one of texts. Never throws.
 */
export function unreadProblems(contentDir: string, path: string, holdsTexts: boolean): Problem[] {
  const slash = path.lastIndexOf('/');
  if (slash === -1) return [];
  const stats = look(join(contentDir, path));
  if (stats === null) {
    const name = path.slice(slash + 1);
    return isAscii(name) ? [] : brokenNames(contentDir, path.slice(0, slash), name);
  }
  if (stats.isSymbolicLink()) return linkProblems(contentDir, path);
  if (!holdsTexts) return [];
  // The top folder is none of those that count.
  if (stats.isDirectory()) return folderDepth(path) === MAX_FOLDER_DEPTH + 1 ? tooDeep(path) : [];
  if (!stats.isFile() || hiddenBy(path) !== null) return [];
  const kinds = otherKinds();
  kinds.note(path);
  return kinds.list();
}

function linkProblems(contentDir: string, path: string): Problem[] {
  try {
    const { kind } = resolveSymlinks(contentDir, path);
    if (kind !== 'outside' && kind !== 'folder') return [];
    const log = createProblemLog(path);
    log.warn(LINK_FINDINGS[kind]);
    return log.list();
  } catch {
    // It leads to nothing.
    return [];
  }
}

function look(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}
