import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';
import { gauge } from './metric-kinds.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** What is asked of the house that the site lives in: whether it may be read, its disks, its backup. */
export interface HouseFacts {
  /** Whether readers may be sent here, as `/readyz` says. */
  readonly isReady: () => boolean;
  /** The folders whose disks are watched, by what they are for. */
  readonly folders: Readonly<Record<FolderUse, string>>;
  /** When a backup was last whole, in milliseconds since 1970; null for never. */
  readonly lastBackup: () => number | null;
}

export type FolderUse = 'content' | 'data';

/** In bytes, for a user who is not root. */
interface DiskRoom {
  readonly free: number;
  readonly size: number;
}

/** A network mount that is away may never answer; whoever asks for metrics is not kept waiting for longer, in ms. */
const PATIENCE_MS = 500;

/** Adds the metrics of the house. */
export function houseMetrics({ isReady, folders, lastBackup }: HouseFacts, registers: Registry[]): void {
  gauge(
    { name: 'dateline_ready', help: 'Whether readers may be sent here, as /readyz says: 1 or 0', registers },
    () => Number(isReady()),
  );
  gauge(
    {
      name: 'dateline_last_backup_timestamp_seconds',
      help: 'When `dateline backup` last made a whole backup, in seconds since 1970; 0 for never',
      registers,
    },
    () => (lastBackup() ?? 0) / 1000,
  );
  const disks = Object.entries(folders).map(([folder, path]) => ({ folder, room: watchDisk(path) }));
  const told = { labelNames: ['folder'], registers } as const;
  const tell = async (gauge: Gauge<'folder'>, what: keyof DiskRoom): Promise<void> => {
    const rooms = await Promise.all(disks.map(async ({ folder, room }) => ({ folder, found: await room() })));
    gauge.reset();
    for (const { folder, found } of rooms) if (found !== null) gauge.set({ folder }, found[what]);
  };
  new Gauge({
    ...told,
    name: 'dateline_disk_free_bytes',
    help: 'Bytes that the server may still write on the disk of DATA_DIR (data) and of the content folder (content)',
    collect() {
      return tell(this, 'free');
    },
  });
  new Gauge({
    ...told,
    name: 'dateline_disk_size_bytes',
    help: 'Bytes of the disk of DATA_DIR (data) and of the content folder (content)',
    collect() {
      return tell(this, 'size');
    },
  });
}

/**
 * Gives the room on the disk of a folder; null where the system does not say, or not in time. One question at a time is
 * under way, however often it is asked: a mount that hangs holds one thread, and not all that read files.
 */
export function watchDisk(path: string): () => Promise<DiskRoom | null> {
  const ask = oneAtATime(() =>
    statfs(path).then(
      ({ bsize, bavail, blocks }) => ({ free: bsize * bavail, size: bsize * blocks }),
      () => null,
    ),
  );
  return () => Promise.race([ask(), sleep(PATIENCE_MS, null, { ref: false })]);
}
