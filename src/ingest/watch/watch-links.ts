import { type FSWatcher, lstatSync, readlinkSync, watch } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

/** The links on the way to a folder, watched. */
export interface LinkWatch {
  /** Follows the way as it is now. */
  follow(): void;
  close(): void;
}

/** As many links in a row as the system follows. */
const MOST_LINKS = 40;

/**
 * Watches the folders that hold the links by which a path leads to its folder, such as the one that git-sync flips: the
 * folder itself hears nothing of that. `onFlip` is told of events at these links; where a folder cannot be watched, of none.
 */
export function watchLinks(path: string, onFlip: () => void): LinkWatch {
  const watchers = new Map<string, FSWatcher>();
  let links = new Set<string>();

  const open = (holder: string): void => {
    try {
      const watcher = watch(holder, (_type, name) => {
        if (name === null || links.has(join(holder, name))) onFlip();
      });
      // It is watched again when the way is followed next.
      watcher.on('error', () => close(holder));
      watchers.set(holder, watcher);
    } catch {
      // Whoever looks from time to time sees the flip.
    }
  };
  const close = (holder: string): void => {
    watchers.get(holder)?.close();
    watchers.delete(holder);
  };
  return {
    follow() {
      links = linksOn(path);
      const holders = new Set([...links].map((link) => dirname(link)));
      for (const holder of [...watchers.keys()]) if (!holders.has(holder)) close(holder);
      for (const holder of holders) if (!watchers.has(holder)) open(holder);
    },
    close() {
      for (const holder of [...watchers.keys()]) close(holder);
    },
  };
}

/** The links on the way, each by a path without any. */
function linksOn(path: string): Set<string> {
  const found = new Set<string>();
  let here: string = sep;
  let names = resolve(path).split(sep).filter(Boolean);
  for (let followed = 0; names.length > 0 && followed < MOST_LINKS; ) {
    const [name = '', ...rest] = names;
    const next = join(here, name);
    const target = readLink(next);
    if (target === null) {
      here = next;
      names = rest;
      continue;
    }
    followed += 1;
    found.add(next);
    names = [...resolve(here, target).split(sep).filter(Boolean), ...rest];
    here = sep;
  }
  return found;
}

function readLink(path: string): string | null {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : null;
  } catch {
    return null;
  }
}
