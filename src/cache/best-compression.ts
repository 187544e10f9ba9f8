import type { Encoding } from './accept-encoding.ts';
import { compressBest } from './representation.ts';

/** Bytes that are worth packing better. */
export interface PackingJob {
  readonly bytes: Buffer;
  readonly encoding: Exclude<Encoding, 'identity'>;
  /** Asked before the work begins: whether anybody still serves them. */
  readonly isWanted: () => boolean;
  /** Told the smaller bytes. */
  readonly onPacked: (bytes: Buffer) => void;
}

export interface BestCompressionOptions {
  /** How long to wait before a job is begun, in milliseconds. */
  readonly settleMs?: number;
  /** Jobs beyond are not taken. */
  readonly maxWaiting?: number;
  readonly compress?: typeof compressBest;
}

/**
 * Packs pages as small as can be, one at a time and off this thread. A page that is dropped within its
 * first seconds, as when stories come in one after the other, is not worth the work.
 */
export function createBestCompression(options: BestCompressionOptions = {}): (job: PackingJob) => void {
  const { settleMs = 2_000, maxWaiting = 1_000, compress = compressBest } = options;
  const waiting: PackingJob[] = [];
  let settling = 0;
  let isBusy = false;

  const work = async (): Promise<void> => {
    isBusy = true;
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      if (!job.isWanted()) continue;
      // What cannot be packed better stays as it is.
      const packed = await compress(job.bytes, job.encoding).catch(() => null);
      if (packed !== null && job.isWanted()) job.onPacked(packed);
    }
    isBusy = false;
  };

  return (job) => {
    if (settling + waiting.length >= maxWaiting) return;
    settling += 1;
    setTimeout(() => {
      settling -= 1;
      waiting.push(job);
      if (!isBusy) void work();
    }, settleMs).unref();
  };
}
