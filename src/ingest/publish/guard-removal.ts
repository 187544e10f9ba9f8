import { type Dir, type Dirent, opendirSync } from 'node:fs';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { folderDepth, MAX_FOLDER_DEPTH } from '../../content/source/limits.ts';
import { isEditorsFile } from '../../content/source/list-files.ts';
import { ARTICLES, SITE_FILE } from '../read/folders.ts';
import { isThere } from '../read/is-there.ts';
import type { PublishLog } from './publish-log.ts';

/** Judges whether what is not there was removed by an editor. */
export interface RemovalGuard {
  /** Whether the folder itself is away: it has no site.yaml, which every newsroom needs. */
  isAway(): boolean;
  /** Those of the article files that are to be taken down: all or none. */
  believe(gone: readonly string[]): readonly string[];
}

/** So many articles are never removed all together. */
const MASS = 10;

/**
 * Makes the judge. A folder without site.yaml is a disk that is not there, and so is one without any article
 * where there were many; that is told once, until there are articles again.
 */
export function removalGuard(contentDir: string, database: DatabaseSync, log: PublishLog): RemovalGuard {
  const few = database.prepare(`SELECT count(*) AS count FROM (SELECT 1 FROM article LIMIT ${MASS})`);
  const all = database.prepare('SELECT count(*) AS count FROM article');
  let isTold = false;
  const isAway = (): boolean => !isThere(contentDir, SITE_FILE);
  return {
    isAway,
    believe(gone) {
      if (gone.length === 0 || isAway()) return [];
      if (Number(few.get()?.['count']) < MASS || hasArticles(contentDir, ARTICLES)) {
        isTold = false;
        return gone;
      }
      if (!isTold) log.allGone(Number(all.get()?.['count']));
      isTold = true;
      return [];
    },
  };
}

/** Whether there is an article below a folder, by its name: lists up to the first one and looks at no file. */
function hasArticles(contentDir: string, folder: string): boolean {
  const folders: string[] = [];
  for (const entry of eachEntry(join(contentDir, folder))) {
    if (!isEditorsFile(entry.name)) continue;
    if (entry.isDirectory()) folders.push(`${folder}/${entry.name}`);
    else if (MARKDOWN_NAME.test(entry.name)) return true;
  }
  return folderDepth(folder) < MAX_FOLDER_DEPTH && folders.some((child) => hasArticles(contentDir, child));
}

/** The entries of a folder, read as they are asked for; none of one that cannot be read. */
function* eachEntry(path: string): Generator<Dirent> {
  let folder: Dir | null = null;
  try {
    folder = opendirSync(path);
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) yield entry;
  } catch {
    return;
  } finally {
    folder?.closeSync();
  }
}
