import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { catalogSettings } from '../../catalog/sqlite/settings.ts';
import { discardCatalog } from '../../catalog/store/open-catalog.ts';

/** `catalog.db` is that of early releases, which had one name for all. */
const NAME = /^catalog(?:-[0-9a-f]{8})?\.db$/;

/** So long a former catalog stays, in ms: as long as a former server may have readers (see drain.ts). */
const FORMER_MS = 300_000;

/**
 * The file of the catalog that a program of this version makes: another program makes its own beside it, and whoever reads
 * the one goes on reading.
 */
export const catalogFile = (dataDir: string, version: number): string =>
  join(dataDir, `catalog-${version.toString(16).padStart(8, '0')}.db`);

/**
 * Finds the catalog that readers have: one that is whole and that no other has followed; of two, as while another
 * program takes over, the older one. Where there is none, a file that is not there. Takes a millisecond.
 */
export function findCatalog(dataDir: string): string {
  return listCatalogs(dataDir).find(isCurrent) ?? join(dataDir, 'catalog.db');
}

/** By which servers tell each other which catalog they read. */
export const nameCatalog = (dataDir: string): string => basename(findCatalog(dataDir));

/** All catalogs of a folder but one, whole or not, the oldest first. */
export function otherCatalogs(dataDir: string, own: string): readonly string[] {
  return listCatalogs(dataDir).filter((file) => file !== own);
}

/** All catalogs of a folder, the oldest first. */
export function listCatalogs(dataDir: string): readonly string[] {
  const made = (file: string): number => statSync(file, { throwIfNoEntry: false })?.birthtimeMs ?? 0;
  const names = readNames(dataDir).filter((name) => NAME.test(name));
  return names.map((name) => join(dataDir, name)).sort((a, b) => made(a) - made(b) || (a < b ? -1 : 1));
}

/** Whether readers had a catalog, as far as this file says: it is whole, and none has followed it. */
export const isCurrent = (file: string): boolean => look(file)?.isCurrent === true;

/**
 * Says of catalogs that another one has followed them. Readers who have them open go on; no program starts with them any
 * more. Those that nobody can have open any longer, and those that were never whole, are removed. Returns how many.
 */
export function endCatalogs(files: readonly string[], now: number): number {
  let removed = 0;
  for (const file of files) {
    const found = look(file);
    const isKept =
      found !== null && (found.isCurrent ? noteFollowed(file, now) : now - found.followedAt < FORMER_MS);
    if (isKept) continue;
    discardCatalog(file);
    removed += 1;
  }
  return removed;
}

/** Whether it could be noted. */
function noteFollowed(file: string, now: number): boolean {
  try {
    using database = new DatabaseSync(file, { timeout: 5_000 });
    catalogSettings(database).put('followed', String(Math.floor(now)));
    return true;
  } catch {
    return false;
  }
}

/** What a file says of itself; null where it is no whole catalog. */
function look(file: string): { readonly isCurrent: boolean; readonly followedAt: number } | null {
  try {
    using database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    if (Number(database.prepare('PRAGMA user_version').get()?.['user_version']) === 0) return null;
    const followed = catalogSettings(database).get('followed');
    return { isCurrent: followed === null, followedAt: Number(followed ?? 0) };
  } catch {
    return null;
  }
}

function readNames(dataDir: string): readonly string[] {
  try {
    return readdirSync(dataDir);
  } catch {
    return [];
  }
}

/** Removes what is left of a folder's former catalogs when that can be, without keeping the process alive. Returns its end. */
export function endCatalogsLater(
  files: readonly string[],
  now: () => number,
  told: (removed: number) => void,
): () => void {
  if (files.length === 0) return () => {};
  const timer = setTimeout(() => {
    const removed = endCatalogs(files, now());
    if (removed > 0) told(removed);
  }, FORMER_MS + 1_000).unref();
  return () => clearTimeout(timer);
}
