import { type FSWatcher, watch } from 'node:fs';

/** Editors write a file in several steps, and several files at a time; in ms. */
const SETTLE_MS = 20;

/**
 * Calls back, a moment after the last event, when anything in one of these folders changes. Folders that are not there
 * are left out. Returns what ends it.
 */
export function watchProgram(folders: readonly string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const note = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  };
  const watchers = folders.flatMap((folder): FSWatcher[] => {
    try {
      return [watch(folder, { recursive: true }, note).on('error', () => {})];
    } catch {
      return [];
    }
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
