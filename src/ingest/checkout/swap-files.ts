import { lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StagedFiles } from './stage-files.ts';

/** After so many files the event loop turns, and takes in what the watcher is told of them. */
const SLICE = 200;

/**
 * Puts files into the checkout: each is renamed into its place, then those are removed that are gone, and folders that
 * are empty since. Calling it again goes on where it broke off. @throws what the disk says.
 */
export async function swapFiles(contentDir: string, { ready, gone }: StagedFiles): Promise<void> {
  let count = 0;
  const step = async (): Promise<void> => {
    count += 1;
    if (count % SLICE === 0) await nextTurn();
  };
  for (const [path, { from }] of ready) {
    putInPlace(contentDir, path, from);
    await step();
  }
  // A disk that does not tell capitals from small letters has one file under both names.
  const written = new Map([...ready.keys()].map((path) => [folded(path), path]));
  for (const path of gone) {
    const other = written.get(folded(path));
    if (other === undefined || !isOneFile(contentDir, path, other)) takeAway(contentDir, path);
    await step();
  }
}

const folded = (path: string): string => path.normalize('NFC').toLowerCase();

function isOneFile(contentDir: string, path: string, other: string): boolean {
  const [one, two] = [path, other].map((name) =>
    statSync(join(contentDir, name), { throwIfNoEntry: false, bigint: true }),
  );
  return one !== undefined && one.ino === two?.ino && one.dev === two.dev;
}

function putInPlace(contentDir: string, path: string, from: string): void {
  const target = join(contentDir, path);
  // Moved before, by a swap that broke off.
  if (lstatSync(from, { throwIfNoEntry: false }) === undefined) return;
  try {
    renameSync(from, target);
  } catch {
    clearWay(contentDir, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    renameSync(from, target);
  }
}

/** Takes away what was a file and is to be a folder, or a folder and is to be a file. */
function clearWay(contentDir: string, path: string): void {
  const names = path.split('/');
  for (let depth = 1; depth <= names.length; depth += 1) {
    const here = join(contentDir, ...names.slice(0, depth));
    const stats = lstatSync(here, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory() === depth < names.length) continue;
    rmSync(here, { recursive: true });
    return;
  }
}

function takeAway(contentDir: string, path: string): void {
  const target = join(contentDir, path);
  // A folder of that name has taken its place, or a file that of a folder above it.
  const stats = lstatWithin(target);
  if (stats === null || stats.isDirectory()) return;
  rmSync(target, { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(contentDir, folder));
    } catch {
      return;
    }
  }
}

function lstatWithin(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return null;
    throw error;
  }
}
