import type { DatabaseSync } from 'node:sqlite';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { requiredText } from '../../catalog/sqlite/columns.ts';
import type { SourceStore } from '../../catalog/store/source-store.ts';
import { eachFolder } from '../../content/source/list-files.ts';
import { missingArticles } from '../../content/source/missing-articles.ts';
import { otherKinds } from '../../content/source/other-kinds.ts';
import type { Problem } from '../../problems/problem.ts';
import { ARTICLES } from './folders.ts';

/** How the files of `articles/` differ from what the catalog knows of them. */
export interface FolderDifference {
  /** New files, and those of another time or size. */
  readonly changed: readonly string[];
  readonly gone: readonly string[];
  readonly total: number;
  readonly folderProblems: readonly Problem[];
}

/** Compares path, time and size of every article file with the catalog, folder by folder; reads none of them. */
export function compareFolder(
  contentDir: string,
  database: DatabaseSync,
  sources: SourceStore,
): FolderDifference {
  const changed: string[] = [];
  const gone: string[] = [];
  const folderProblems: Problem[] = [];
  const others = otherKinds();
  const visited = new Set<string>();
  let total = 0;
  for (const { folder, files, problems } of eachFolder(contentDir, ARTICLES, MARKDOWN_NAME, others)) {
    visited.add(folder);
    folderProblems.push(...problems);
    total += files.length;
    const known = new Map(sources.inFolder(folder));
    for (const { file, mtimeMs, sizeBytes } of files) {
      const before = known.get(file);
      known.delete(file);
      if (before?.mtimeMs !== mtimeMs || before.sizeBytes !== sizeBytes) changed.push(file);
    }
    if (problems.every(({ code }) => code !== 'folder-unreadable')) gone.push(...known.keys());
  }
  const hidden = folderProblems.filter(({ code }) => code === 'folder-unreadable').map(({ file }) => file);
  const isHidden = (folder: string): boolean =>
    hidden.some((one) => folder === one || folder.startsWith(`${one}/`));
  for (const folder of knownFolders(database)) {
    if (!visited.has(folder) && !isHidden(folder)) gone.push(...sources.inFolder(folder).keys());
  }
  // Articles that are known and gone are told otherwise.
  const missing = total + gone.length + hidden.length === 0 ? missingArticles(contentDir, ARTICLES) : [];
  return {
    changed: changed.sort(),
    gone,
    total,
    folderProblems: [...folderProblems, ...others.list(), ...missing],
  };
}

/** The folders that hold known articles, each found by one step over the index. */
function* knownFolders(database: DatabaseSync): Generator<string> {
  const next = database.prepare(
    'SELECT folder FROM source WHERE folder > ? AND folder < ? ORDER BY folder LIMIT 1',
  );
  // The articles' own folder comes after the empty text, and what is below it before `articles0`.
  for (let folder = ''; ; ) {
    const row = next.get(folder, `${ARTICLES}0`);
    if (row === undefined) return;
    folder = requiredText(row, 'folder');
    if (folder === ARTICLES || folder.startsWith(`${ARTICLES}/`)) yield folder;
  }
}
