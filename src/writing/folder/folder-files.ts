import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../../storage/digest-of.ts';
import type { FileAsRead } from '../content-writing.ts';
import { refusedName } from '../names/allowed-file.ts';
import { WriteRefusedError } from '../names/refusal.ts';
import { AWAY, findPlace, type Place } from './find-place.ts';

/** Reads the file at a place; null where there is none any more. @throws Error of the file system. */
export async function readPlace({ path }: Place): Promise<FileAsRead | null> {
  try {
    const bytes = await readFile(path);
    const stats: Stats | undefined = statSync(path, { throwIfNoEntry: false });
    return { bytes, digest: digestOf(bytes), changedMs: Math.round(stats?.mtimeMs ?? 0) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    throw error;
  }
}

/** The same by the path of a file below the content folder; null for what is none of the newsroom's too. */
export async function readFolderFile(contentDir: string, file: string): Promise<FileAsRead | null> {
  try {
    const place = findPlace(contentDir, file);
    return place.isThere ? await readPlace(place) : null;
  } catch (error) {
    if (error instanceof WriteRefusedError) return null;
    throw error;
  }
}

/** @throws WriteRefusedError where the content folder is not there, as when its disk is not mounted. */
export function requireContent(contentDir: string, files: readonly string[]): void {
  if (files.includes('site.yaml')) return;
  if (statSync(join(contentDir, 'site.yaml'), { throwIfNoEntry: false }) !== undefined) return;
  throw new WriteRefusedError(AWAY, files[0] ?? '');
}

/** The newsroom's files below a folder of the content folder, sorted; `` for all. Links to folders are not entered. */
export async function listFolder(contentDir: string, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entries = await readdir(join(contentDir, next), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const file = next === '' ? entry.name : `${next}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.')) waiting.push(file);
      else if (!entry.isDirectory() && refusedName(file) === null) found.push(file);
    }
  }
  return found.sort();
}

/** Whether any entry bears a name, also one that differs by case where the disk takes that for the same. */
export const isTaken = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** Names in a folder; none where it cannot be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
