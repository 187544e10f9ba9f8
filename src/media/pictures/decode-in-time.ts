import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import { processCpuMs } from '../../telemetry/cpu-time.ts';
import { haveThreadsGiveWay } from '../../telemetry/give-way.ts';
import { isTimeout } from '../picture-error.ts';
import type { PictureLimits } from '../picture-limits.ts';

/** How often a picture is begun. */
const MAX_TRIES = 4;

/**
 * The part of the time for a decoding that the process must have had on the processor before the picture is
 * blamed. Less than all of it, since the library's clock runs while the thread waits for its turn.
 */
const BLAMED_FROM = 0.8;

/** The threads of the library that decode and encode; all that is served is served by others. */
const THREADS = 'libvips worker';
/** By then the library has started those that it lacks, in ms. */
const STARTED_MS = 10;

export interface DecodeOptions {
  /** How often the picture is begun; 4 by default. With 1 whoever asks has to come again. */
  readonly tries?: number;
  readonly cpuMs?: () => number;
  /** Whether the threads of the library give way to those that serve pages; they do by default. */
  readonly givesWay?: boolean;
}

/**
 * Runs a decoding within its seconds of processor time. The picture library knows the clock only: where it gives up
 * while this whole process, whose threads cannot be told apart, had less than that, the picture is not to blame and
 * is begun anew with twice the time by the clock. Rejects as `decode` does.
 * @throws MachineBusyError where the last try had too little as well.
 */
export async function decodeInTime<Result>(
  limits: PictureLimits,
  decode: (limits: PictureLimits) => Promise<Result>,
  { tries = MAX_TRIES, cpuMs = processCpuMs, givesWay = true }: DecodeOptions = {},
): Promise<Result> {
  for (let left = tries, { maxSeconds } = limits; ; left -= 1, maxSeconds *= 2) {
    const before = cpuMs();
    const started = givesWay ? setTimeout(haveThreadsGiveWay, STARTED_MS, THREADS) : undefined;
    try {
      return await decode({ ...limits, maxSeconds });
    } catch (error) {
      if (!isTimeout(error) || cpuMs() - before >= limits.maxSeconds * 1000 * BLAMED_FROM) throw error;
      if (left <= 1) throw new MachineBusyError('read a picture', { cause: error });
    } finally {
      clearTimeout(started);
    }
  }
}
