import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TreeEntry } from '../../git/git-trees.ts';
import { isMarked } from './file-mark.ts';
import { isOutside } from './refusals.ts';

/** After so many looks the event loop turns. */
const SLICE = 500;

/**
 * What of a commit the checkout does not have, and what it has besides, as entries that put it right. Files are looked
 * at, not read; of `tree`, those that were refused are among them each time.
 */
export async function compareCheckout(contentDir: string, tree: readonly TreeEntry[]): Promise<TreeEntry[]> {
  const differing: TreeEntry[] = [];
  const known = new Set<string>();
  let count = 0;
  for (const entry of tree) {
    if (isOutside(entry.path)) continue;
    known.add(entry.path);
    if (!isAsSaid(contentDir, entry)) differing.push(entry);
    count += 1;
    if (count % SLICE === 0) await nextTurn();
  }
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of listed(join(contentDir, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isOutside(path)) continue;
      if (entry.isDirectory()) folders.push(path);
      else if (!known.has(path)) differing.push({ path, mode: '000000', blob: null });
    }
    await nextTurn();
  }
  return differing;
}

/** Whether the checkout has at a path what an entry says. */
export function isAsSaid(contentDir: string, { path, mode, blob }: TreeEntry): boolean {
  if (blob === null || !mode.startsWith('100')) return blob === null && look(contentDir, path) === null;
  const stats = look(contentDir, path);
  return stats !== null && isMarked(stats, blob);
}

function look(contentDir: string, path: string): Stats | null {
  try {
    return lstatSync(join(contentDir, path), { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

function listed(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
