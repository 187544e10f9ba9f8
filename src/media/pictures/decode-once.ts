import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import { type DecodeOptions, decodeInTime } from './decode-in-time.ts';
import { toPictureError } from '../picture-error.ts';
import type { PictureLimits } from '../picture-limits.ts';
import { BusyError } from '../work-queue.ts';

/**
 * Runs a decoding that a reader waits for: begun once, since the reader asks again.
 * @throws PictureError where the picture cannot be shown, BusyError where the machine had no time for it.
 */
export async function decodeOnce<Result>(
  limits: PictureLimits,
  decode: (limits: PictureLimits) => Promise<Result>,
  options: Pick<DecodeOptions, 'cpuMs'> = {},
): Promise<Result> {
  try {
    return await decodeInTime(limits, decode, { ...options, tries: 1 });
  } catch (error) {
    if (!(error instanceof MachineBusyError)) throw toPictureError(error, null);
    throw new BusyError('The machine had no time to make a picture.', { cause: error });
  }
}
