import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import { roomOnDisk } from './room-on-disk.ts';
import { createSharedWork, type SharedWork } from './shared-work.ts';
import { findStored, listStored, writeWhole } from './variant-file.ts';
import { type Asker, createWorkQueue } from '../work-queue.ts';

export interface VariantStoreOptions {
  /** May be absent; it is made with the first file. */
  readonly folder: string;
  /** Bytes on disk, kept to within a tenth for each process that writes. */
  readonly maxBytes: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  readonly limits?: VariantLimits | undefined;
  /** Whether a stored file is whole; not asked by default. One that is not is made anew. */
  readonly isWhole?: ((file: string) => Promise<boolean>) | undefined;
  /** Told whether a file that is asked for by `read` is here, or has to be made. */
  readonly onLookup?: ((isHit: boolean) => void) | undefined;
}

/** How much is made, and waits for that. */
export interface VariantLimits {
  /** How many files of a lane are made at once; 1 by default: pictures must not take the readers' processor. */
  readonly maxConcurrent?: number | undefined;
  /** How many may wait for that in a lane; 200 by default. */
  readonly maxWaiting?: number | undefined;
  /** How many of one client; 50 by default, which is more than a page shows. */
  readonly maxWaitingOfClient?: number | undefined;
  /** How long anybody waits for a file, in ms; 15 seconds by default, half of what the server lets a connection rest. */
  readonly patienceMs?: number | undefined;
}

/** What is made beside each other: a card takes a fraction of a picture's time, on a thread of its own, and cleaning a file less. */
export type Lane = 'pictures' | 'cards' | 'files';

/** Who asks for a file, and in which lane it is made. */
export interface FileAsker extends Asker {
  readonly lane: Lane;
}

/** The bytes when they have just been made, and the file when it is stored: at least one of the two. */
export type Stored =
  | { readonly file: string; readonly bytes: null }
  | { readonly file: string | null; readonly bytes: Buffer };

export interface VariantStore {
  /**
   * The file of this name, made where it is missing. Callers who ask together share one making, clients take turns,
   * and what nobody waits for is not made; `make` is told by its signal. A sweep may remove an old file between this
   * answer and its reading: ask again then.
   * @throws RangeError for a name that is none, BusyError when too many wait or this one waits too long, the reason of
   * the asker's signal, and whatever `make` throws.
   */
  readonly read: (
    name: string,
    make: (signal: AbortSignal) => Promise<Buffer>,
    asker: FileAsker,
  ) => Promise<Stored>;
  /** The file of this name where it is there; null where it would have to be made. */
  readonly find: (name: string) => Promise<Stored | null>;
  /** How many wait to be made. */
  readonly waiting: () => number;
  /** Resolves when the sweep that is under way, if any, is done. */
  readonly settled: () => Promise<void>;
}

/** Bytes on disk for what is made of a site's pictures. */
export const VARIANT_BYTES = 4 * 1024 ** 3;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A sweep goes below the bound, so that the next one is not due at once. */
const SWEEP_TO = 0.9;
const NAME = /^[a-z0-9]{2}[a-z0-9-]{0,96}\.(?:avif|webp|jpg|png|gif)$/;

/**
 * Keeps derived pictures on disk, `folder/ab/ab….avif`, within a number of bytes: what was used longest ago
 * goes first, as on a disk that is nearly full. Several processes may share the folder. A disk that cannot be written
 * to is told once; pictures are then made and answered all the same. Starting it removes what a crash left behind.
 */
export function createVariantStore(options: VariantStoreOptions): VariantStore {
  const { folder, maxBytes, now, log, limits = {}, isWhole, onLookup } = options;
  const { maxConcurrent = 1, maxWaiting = 200, maxWaitingOfClient = 50, patienceMs = 15_000 } = limits;
  const openLane = (): SharedWork<Stored> =>
    createSharedWork({
      queue: createWorkQueue({ maxConcurrent, maxWaiting, maxWaitingOfClient }),
      patienceMs,
    });
  const lanes: Readonly<Record<Lane, SharedWork<Stored>>> = {
    pictures: openLane(),
    cards: openLane(),
    files: openLane(),
  };
  let writtenSinceSweep = 0;
  /** Bytes of the smallest picture that the disk did not take; a smaller one says nothing of it. */
  let refused = Number.POSITIVE_INFINITY;
  let sweptForRoomAt = Number.NEGATIVE_INFINITY;
  const fault = lastingFault(log, {
    level: 'warn',
    begun: 'pictures cannot be stored and are made anew each time; free the disk or let the site write there',
    over: 'pictures are stored again',
  });
  let sweeping: Promise<void> | null = null;
  startSweep();

  function startSweep(): void {
    if (sweeping !== null) return;
    writtenSinceSweep = 0;
    sweeping = sweep(folder, maxBytes, now())
      .catch((error: unknown) => log.warn({ err: error, folder }, 'stored pictures could not be swept'))
      .finally(() => {
        sweeping = null;
      });
  }

  async function store(file: string, name: string, bytes: Buffer): Promise<Stored> {
    try {
      await writeWhole(file, `.${name}.${randomUUID()}.tmp`, bytes);
    } catch (error) {
      refused = Math.min(refused, bytes.length);
      fault.met(error, { folder });
      if (Math.abs(now() - sweptForRoomAt) > MINUTE_MS) {
        sweptForRoomAt = now();
        startSweep();
      }
      return { file: null, bytes };
    }
    if (bytes.length >= refused) {
      refused = Number.POSITIVE_INFINITY;
      fault.over();
    }
    writtenSinceSweep += bytes.length;
    if (writtenSinceSweep > maxBytes / 10) startSweep();
    return { file, bytes };
  }

  async function find(name: string): Promise<Stored | null> {
    if (!NAME.test(name))
      throw new RangeError(`${JSON.stringify(name.slice(0, 120))} is not a stored picture’s name`);
    const file = join(folder, name.slice(0, 2), name);
    return (await findStored(file, now(), HOUR_MS, isWhole)) ? { file, bytes: null } : null;
  }

  return {
    find,
    async read(name, make, { lane, ...asker }) {
      const found = await find(name);
      onLookup?.(found !== null);
      if (found !== null) return found;
      const makeUnlessThere = async (signal: AbortSignal): Promise<Stored> => {
        // Another process may have made it while this one waited.
        const meanwhile = await find(name);
        if (meanwhile !== null) return meanwhile;
        signal.throwIfAborted();
        return store(join(folder, name.slice(0, 2), name), name, await make(signal));
      };
      return lanes[lane].join(name, makeUnlessThere, asker);
    },
    waiting: () => Object.values(lanes).reduce((total, lane) => total + lane.waiting(), 0),
    async settled() {
      await sweeping;
    },
  };
}

/** Removes temporary files older than an hour, and the longest unused files above `maxBytes` or what the disk has room for. */
async function sweep(folder: string, maxBytes: number, now: number): Promise<void> {
  const files = await listStored(folder);
  const leftovers = files.filter(({ isTemporary, used }) => isTemporary && now - used > HOUR_MS);
  for (const { file } of leftovers) await rm(file, { force: true });

  const kept = files
    .filter(({ isTemporary }) => !isTemporary)
    .sort((a, b) => Math.min(a.used, now) - Math.min(b.used, now) || a.used - b.used);
  let bytes = kept.reduce((sum, each) => sum + each.bytes, 0);
  const room = kept.length === 0 ? 0 : await roomOnDisk(folder);
  const most = Math.min(maxBytes, bytes + room);
  if (bytes <= most) return;
  for (const oldest of kept) {
    if (bytes <= most * SWEEP_TO) return;
    await rm(oldest.file, { force: true });
    bytes -= oldest.bytes;
  }
}
