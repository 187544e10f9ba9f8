import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SettledChange, SettleTimes } from '../../src/ingest/watch/settle-events.ts';
import type { WatchFault } from '../../src/ingest/watch/watch-fault.ts';
import { createFolderWatcher, type FolderWatcher } from '../../src/ingest/watch/watch-folders.ts';
import type { FileStamp } from '../../src/ingest/watch/watch-look.ts';

export const now = (): number => performance.timeOrigin + performance.now();

/** A content folder that is watched by a receiver which reads as the ingest does. */
export interface Recorder {
  readonly home: string;
  readonly root: string;
  readonly watcher: FolderWatcher;
  readonly changes: SettledChange[];
  /** How many changes came in each call. */
  readonly batches: number[];
  readonly faults: WatchFault[];
  /** The texts that the receiver accepted, in order, as `path: text`. */
  readonly accepted: string[];
  /** What the receiver holds: text by path. */
  readonly texts: Map<string, string>;
  readonly write: (path: string, text: string) => void;
  /** Waits until the condition holds, at most 10 s. */
  readonly until: (isMet: () => boolean) => Promise<void>;
  /** Waits until all that happened so far has been delivered. */
  readonly quiet: () => Promise<void>;
  readonly close: () => void;
}

/** Makes a folder with these files, all known to the receiver, and watches it. */
export function record(files: Readonly<Record<string, string>>, times: SettleTimes = {}): Recorder {
  const home = mkdtempSync(join(tmpdir(), 'dateline-watch-'));
  const root = join(home, 'content');
  const known = new Map<string, FileStamp>();
  const texts = new Map<string, string>();
  const changes: SettledChange[] = [];
  const batches: number[] = [];
  const faults: WatchFault[] = [];
  const accepted: string[] = [];
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const learn = (path: string): void => {
    const stats = statSync(join(root, path));
    known.set(path, { mtimeMs: stats.mtimeMs, sizeBytes: stats.size });
  };
  mkdirSync(join(root, 'articles'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    write(path, text);
    learn(path);
    texts.set(path, text);
  }

  const receive = async ({ path, kind }: SettledChange): Promise<void> => {
    if (kind === 'gone') {
      known.delete(path);
      texts.delete(path);
      return;
    }
    const text = readFileSync(join(root, path), 'utf8');
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    if (watcher.isDirty(path)) return;
    learn(path);
    texts.set(path, text);
    accepted.push(`${path}: ${text}`);
  };
  const isBelow = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
  const watcher = createFolderWatcher({
    watched: {
      root,
      folders: ['articles', 'pages'],
      files: ['site.yaml'],
      isWanted: (path) => path.endsWith('.md'),
    },
    now,
    times: { goneSettleMs: 300, shrunkSettleMs: 150, ...times },
    known: {
      get: (path) => known.get(path) ?? null,
      inFolder: (folder) => new Map([...known].filter(([path]) => dirname(path) === folder)),
      below: (folder) => [...known.keys()].filter((path) => isBelow(path, folder)),
    },
    onChanges: (batch) => {
      batches.push(batch.length);
      changes.push(...batch);
      // A file that is gone again before it was read is delivered as gone later.
      for (const change of batch) receive(change).catch(() => {});
    },
    onFault: (fault) => faults.push(fault),
  });
  watcher.start();

  const until = async (isMet: () => boolean): Promise<void> => {
    const end = now() + 10_000;
    while (!isMet()) {
      if (now() > end) throw new Error(`nothing came: ${JSON.stringify({ changes, faults }, null, 1)}`);
      await delay(5);
    }
  };
  let marks = 0;
  /** A file made last is delivered last: in place, after the longest wait. */
  const quiet = async (): Promise<void> => {
    const mark = `articles/mark-${marks++}.md`;
    write(mark, 'mark');
    await until(() => texts.has(mark));
    rmSync(join(root, mark));
    await until(() => !texts.has(mark));
    forgetMarks(changes, ({ path }) => path);
    forgetMarks(accepted, (line) => line);
  };
  const close = (): void => {
    watcher.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { home, root, watcher, changes, batches, faults, accepted, texts, write, until, quiet, close };
}

function forgetMarks<Item>(items: Item[], pathOf: (item: Item) => string): void {
  const kept = items.filter((item) => !pathOf(item).startsWith('articles/mark-'));
  items.splice(0, items.length, ...kept);
}
