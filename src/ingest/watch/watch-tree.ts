import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { explainWatchFault, type WatchFault } from './watch-fault.ts';

export type WatchEvent = 'rename' | 'change';

/** The folders that are watched, by their path below the root; the root's own is empty. */
export interface WatchTree {
  /**
   * Watches a folder, unless the same folder (`id`) is watched already under this path. Returns whether
   * another folder was known under it, which is dropped with all below it.
   */
  readonly watch: (path: string, id: string) => boolean;
  /** Whether this very folder is watched. */
  readonly isWatched: (path: string, id: string) => boolean;
  readonly has: (path: string) => boolean;
  /** Paths of the folders directly below one. */
  readonly childrenOf: (path: string) => Iterable<string>;
  /** Stops watching a folder and all below it. */
  readonly drop: (path: string) => void;
}

interface WatchTreeOptions {
  readonly root: string;
  readonly onEvent: (folder: string, type: WatchEvent, name: string | null) => void;
  readonly onFault: (fault: WatchFault) => void;
}

interface Node {
  /** Null where the system refused; the folder is then seen by rescans only. */
  readonly watcher: FSWatcher | null;
  readonly id: string;
}

/** Makes an empty tree. Each folder costs one inotify watch; files cost none. */
export function createWatchTree({ root, onEvent, onFault }: WatchTreeOptions): WatchTree {
  const nodes = new Map<string, Node>();
  const below = new Map<string, Set<string>>();

  const open = (path: string): FSWatcher | null => {
    const fail = (error: unknown): void =>
      onFault(explainWatchFault((error as NodeJS.ErrnoException).code ?? 'unknown', path));
    try {
      const watcher = watch(join(root, path), (type, name) => onEvent(path, type, name));
      return watcher.on('error', fail);
    } catch (error) {
      // A folder that went away between the look and now is told by its parent's watch.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') fail(error);
      return null;
    }
  };
  const childrenOf = (path: string): Set<string> => {
    const children = below.get(path) ?? new Set();
    below.set(path, children);
    return children;
  };
  const isWatched = (path: string, id: string): boolean => {
    const node = nodes.get(path);
    return node !== undefined && node.id === id && node.watcher !== null;
  };
  const drop = (path: string): void => {
    for (const child of below.get(path) ?? []) drop(child);
    below.delete(path);
    nodes.get(path)?.watcher?.close();
    nodes.delete(path);
    if (path !== '') below.get(parentOf(path))?.delete(path);
  };

  return {
    watch: (path, id) => {
      const before = nodes.get(path);
      if (before?.id === id && before.watcher !== null) return false;
      const isOther = before !== undefined && before.id !== id;
      if (isOther) drop(path);
      nodes.set(path, { watcher: open(path), id });
      if (path !== '') childrenOf(parentOf(path)).add(path);
      return isOther;
    },
    isWatched,
    has: (path) => nodes.has(path),
    childrenOf: (path) => below.get(path) ?? [],
    drop,
  };
}

/** The folder that a path is in; empty for what is in the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
