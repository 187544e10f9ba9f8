import { readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { isEditorsFile } from '../../content/source/list-files.ts';
import { createSettler, type SettledChange, type SettleTimes } from './settle-events.ts';
import { explainWatchFault, type WatchFault } from './watch-fault.ts';
import { lookAt } from './watch-look.ts';
import { watchLinks } from './watch-links.ts';
import { createSlicedQueue } from './watch-slices.ts';
import {
  compareBelow,
  isFolderPath,
  type KnownFiles,
  type SurveyDeps,
  watchBelow,
  type WatchedPaths,
} from './watch-survey.ts';
import { createWatchTree, parentOf, type WatchEvent } from './watch-tree.ts';

export interface FolderWatcherOptions {
  readonly watched: WatchedPaths;
  readonly times?: SettleTimes;
  /** Milliseconds since 1970; best one that never goes back. */
  readonly now: () => number;
  readonly known: KnownFiles;
  /** Gets all that became ready in one turn of the event loop, each path once. */
  readonly onChanges: (changes: readonly SettledChange[]) => void;
  /** Told of each event at a path of which nothing is read, be there something or not. */
  readonly onUnread?: (path: string) => void;
  /** Each code is told once, and again only after a rescan that did not meet it. */
  readonly onFault: (fault: WatchFault) => void;
}

export interface FolderWatcher {
  /** Returns when every folder is watched; what is there already is told by `rescan` only. */
  readonly start: () => void;
  /**
   * Whether an event has come for a path that is not delivered yet. A reader of a change yields to the
   * event loop and then asks this: if so, what it read may be half a file, and will be delivered again.
   */
  readonly isDirty: (path: string) => boolean;
  /**
   * Looks over all folders, watched or not, in slices of 10 ms, and delivers what differs from `known`
   * like any change. Resolves when all folders have been seen.
   */
  readonly rescan: () => Promise<void>;
  readonly close: () => void;
}

interface Pending {
  readonly eventAt: number;
  /** Whether a change came after the last rename; then the file is not whole. */
  isChanged: boolean;
  isRenamed: boolean;
  /** The name beside it, no article's, that had the event just before: where a rename came from. */
  from: string | null;
}

/** The link within a folder by which Kubernetes switches all files of a ConfigMap at once. */
const SWITCHED = '..data';
const SLICE_MS = 10;
const ROOT_CHECK_MS = 1_000;

/** Makes a watcher of the content folder; nothing happens before `start`. */
export function createFolderWatcher(options: FolderWatcherOptions): FolderWatcher {
  const { watched, now, known, onChanges, onUnread } = options;
  const { root, folders, files, family, isWanted } = watched;
  const pending = new Map<string, Pending>();
  let told = new Set<string>();
  let met = new Set<string>();
  const queueLimit = readQueueLimit();
  let events = 0;
  let lastRename: string | null = null;
  let isScheduled = false;
  let rootTimer: NodeJS.Timeout | undefined;
  let rootId: string | null = null;
  let isClosed = false;

  const onFault = (fault: WatchFault): void => {
    met.add(fault.code);
    if (told.has(fault.code)) return;
    told.add(fault.code);
    options.onFault(fault);
  };
  // The turn of the event loop up to setImmediate takes in all events that the system holds.
  const schedule = (): void => {
    if (isScheduled || isClosed) return;
    isScheduled = true;
    setImmediate(flush);
  };
  const onEvent = (folder: string, type: WatchEvent, name: string | null): void => {
    events += 1;
    schedule();
    if (name === null) return;
    const path = folder === '' ? name : `${folder}/${name}`;
    // The system tells the old name of a rename and, right after it, the new one.
    const before = type === 'rename' ? lastRename : null;
    const from = before !== null && parentOf(before) === folder && !isWanted(before) ? before : null;
    lastRename = type === 'rename' ? path : null;
    if (!isEditorsFile(name)) {
      if (path === SWITCHED) void compare();
      // Linux from 6.13 gives a file that has been looked at a new time at its next change: so a rename
      // of this one can be told from a write, however soon it comes.
      lookAt(root, path);
      return;
    }
    const entry = pending.get(path) ?? { eventAt: now(), isChanged: false, isRenamed: false, from };
    entry.from = from;
    entry.isChanged = type === 'change';
    entry.isRenamed ||= type === 'rename';
    pending.set(path, entry);
  };

  const tree = createWatchTree({ root, onEvent, onFault });
  const settler = createSettler({
    now,
    times: options.times,
    look: (path) => lookAt(root, path),
    stampOf: (path) => known.get(path),
    onDue: schedule,
  });
  const deps: SurveyDeps = { watched, known, tree, settler, now, onFault, onUnread };
  const deliver = (): void => {
    if (isClosed) return;
    const changes = settler.collect();
    if (changes.length > 0) onChanges(changes);
  };
  const queue = createSlicedQueue(now, SLICE_MS, deliver);
  const compare = (): Promise<void> => queue.add('all', () => compareBelow(deps, '', false));

  const flush = (): void => {
    isScheduled = false;
    if (isClosed) return;
    const isOverrun = events >= queueLimit;
    events = 0;
    const batch = [...pending];
    pending.clear();
    for (const [path, entry] of batch) route(path, entry);
    if (isOverrun) {
      onFault(explainWatchFault('events-lost', ''));
      void compare();
    }
    deliver();
  };
  const route = (path: string, { eventAt, isChanged, isRenamed, from }: Pending): void => {
    const isFile = path.includes('/') ? isWanted(path) : files.includes(path) || family?.has(path) === true;
    const found = lookAt(root, path);
    if (found?.kind === 'unreadable') return;
    if (found?.kind === 'folder') {
      if (isFolderPath(path, folders) && !tree.isWatched(path, found.id)) renew(path);
    } else if (tree.has(path)) renew(path);
    // A folder tells its own removal or move as an event under its own name.
    const isOwn = found === null && basename(path) === basename(parentOf(path));
    if (isOwn && isRenamed) renew(parentOf(path));
    if (path === basename(root) && isRenamed) checkRoot();
    const isEntered = found?.kind === 'folder' && isFolderPath(path, folders);
    if (!isEntered && !(isFile && found?.kind === 'file')) onUnread?.(path);
    if (!isFile) return;
    if (found?.kind === 'file') {
      const isMoved = found.isMoved || (from !== null && lookAt(root, from) === null);
      settler.note(path, found, !isChanged && isMoved, eventAt);
    } else if (!isOwn || known.get(path) !== null) settler.note(path, null, true, eventAt);
  };
  /** Takes up the folder that is at a path now, if any, in place of the one that was. */
  const renew = (path: string): void => {
    tree.drop(path);
    void queue.add(`new ${path}`, () => compareBelow(deps, path, true));
  };
  const checkRoot = (): void => {
    links.follow();
    const id = identifyRoot(root);
    if (id === null) onFault(explainWatchFault('root-missing', ''));
    if (id === rootId) return;
    rootId = id;
    renew('');
  };
  const links = watchLinks(root, () => setImmediate(() => isClosed || checkRoot()));

  return {
    start: () => {
      links.follow();
      rootId = identifyRoot(root);
      rootTimer = setInterval(checkRoot, ROOT_CHECK_MS).unref();
      if (rootId === null) onFault(explainWatchFault('root-missing', ''));
      for (const _ of watchBelow(deps, ''));
    },
    isDirty: (path) => pending.has(path) || settler.isWaiting(path),
    rescan: async () => {
      met = new Set();
      checkRoot();
      await compare();
      told = met;
    },
    close: () => {
      isClosed = true;
      clearInterval(rootTimer);
      links.close();
      queue.close();
      settler.close();
      tree.drop('');
      pending.clear();
    },
  };
}

/** Which folder the root leads to now; null where it leads to none. */
function identifyRoot(root: string): string | null {
  try {
    const look = lookAt(root, '');
    return look?.kind === 'folder' ? `${realpathSync(root)} ${look.id}` : null;
  } catch {
    return null;
  }
}

/**
 * Events that the system holds for us at most; beyond, it drops them, and Node does not say so. Three
 * quarters of it read in one turn are taken for an overrun.
 */
function readQueueLimit(): number {
  try {
    return 0.75 * Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8'));
  } catch {
    return 12_288;
  }
}
