import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { findStored, listStored, writeWhole } from './variant-file.ts';
import { createWorkQueue } from './work-queue.ts';

export interface VariantStoreOptions {
  /** May be absent; it is made with the first file. */
  readonly folder: string;
  /** Bytes on disk, kept to within a tenth for each process that writes. */
  readonly maxBytes: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn'>;
  /** How many files are made at once; 1 by default: pictures must not take the readers' processor. */
  readonly maxConcurrent?: number | undefined;
  /** How many may wait for that; 100 by default. */
  readonly maxWaiting?: number | undefined;
}

/** At least one of the two: the file when it is stored, the bytes when they have just been made. */
export type Stored =
  | { readonly file: string; readonly bytes: Buffer | null }
  | { readonly file: null; readonly bytes: Buffer };

export interface VariantStore {
  /**
   * The file of this name, made where it is missing. Callers who ask together share one making. A sweep
   * may remove an old file between this answer and its reading: ask again then.
   * @throws RangeError for a name that is none, BusyError when too many wait, and whatever `make` throws.
   */
  readonly read: (name: string, make: () => Promise<Buffer>) => Promise<Stored>;
  /** Resolves when the sweep that is under way, if any, is done. */
  readonly settled: () => Promise<void>;
}

const HOUR_MS = 3_600_000;
/** A sweep goes below the bound, so that the next one is not due at once. */
const SWEEP_TO = 0.9;
const NAME = /^[a-z0-9]{2}[a-z0-9-]{0,96}\.(?:avif|webp|jpg|png|gif)$/;

/**
 * Keeps derived pictures on disk, `folder/ab/ab….avif`, within a number of bytes: what was used longest ago
 * goes first. Several processes may share the folder. A disk that is full or cannot be written to is said
 * once; pictures are then made and answered all the same. Starting it removes what a crash left behind.
 */
export function createVariantStore(options: VariantStoreOptions): VariantStore {
  const { folder, maxBytes, now, log, maxConcurrent = 1, maxWaiting = 100 } = options;
  const queue = createWorkQueue(maxConcurrent, maxWaiting);
  const underWay = new Map<string, Promise<Stored>>();
  let writtenSinceSweep = 0;
  let isDiskFailing = false;
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
      if (!isDiskFailing)
        log.warn(
          { err: error, folder },
          'pictures cannot be stored and are made anew each time; free the disk or let the site write there',
        );
      isDiskFailing = true;
      return { file: null, bytes };
    }
    isDiskFailing = false;
    writtenSinceSweep += bytes.length;
    if (writtenSinceSweep > maxBytes / 10) startSweep();
    return { file, bytes };
  }

  async function readOrMake(name: string, make: () => Promise<Buffer>): Promise<Stored> {
    const file = join(folder, name.slice(0, 2), name);
    if (await findStored(file, now(), HOUR_MS)) return { file, bytes: null };
    return queue.run(async () => {
      // Another process may have made it while this one waited.
      if (await findStored(file, now(), HOUR_MS)) return { file, bytes: null };
      return store(file, name, await make());
    });
  }

  return {
    async read(name, make) {
      if (!NAME.test(name))
        throw new RangeError(`${JSON.stringify(name.slice(0, 120))} is not a stored picture’s name`);
      const known = underWay.get(name);
      if (known !== undefined) return known;
      const reading = readOrMake(name, make).finally(() => underWay.delete(name));
      underWay.set(name, reading);
      return reading;
    },
    async settled() {
      await sweeping;
    },
  };
}

/** Removes temporary files older than an hour, and the longest unused files above `maxBytes`. */
async function sweep(folder: string, maxBytes: number, now: number): Promise<void> {
  const files = await listStored(folder);
  const leftovers = files.filter(({ isTemporary, used }) => isTemporary && now - used > HOUR_MS);
  for (const { file } of leftovers) await rm(file, { force: true });

  const kept = files.filter(({ isTemporary }) => !isTemporary).sort((a, b) => a.used - b.used);
  let bytes = kept.reduce((sum, each) => sum + each.bytes, 0);
  if (bytes <= maxBytes) return;
  for (const oldest of kept) {
    if (bytes <= maxBytes * SWEEP_TO) return;
    await rm(oldest.file, { force: true });
    bytes -= oldest.bytes;
  }
}
