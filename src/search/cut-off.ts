import { threadCpuMs } from '../telemetry/cpu-time.ts';

/** What the two numbers in shared memory say: whose processor time is to be looked at, and which search is to end. */
const LOOK = 0;
const END = 1;

/** Memory through which a search is told to end: its thread hears nothing while it searches. */
export const cutOffMemory = (): SharedArrayBuffer => new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);

/** The end that tells. Searches have numbers above 0. */
export interface CutOffSwitch {
  /** From now on the search looks at its processor time, which costs 2 µs a time. */
  look(search: number): void;
  /** Ends it whatever it has used. */
  end(search: number): void;
}

/** Makes the end that tells. */
export function cutOffSwitch(memory: SharedArrayBuffer): CutOffSwitch {
  const told = new Int32Array(memory);
  return {
    look: (search) => void Atomics.store(told, LOOK, search),
    end: (search) => void Atomics.store(told, END, search),
  };
}

/**
 * Makes the end that is told, for a search that begins now: whether it has to end. Of its processor time it has to
 * have used `cutOffMs`, since the clock runs for a thread that waits for its turn as well.
 */
export function watchCutOff(
  memory: SharedArrayBuffer,
  search: number,
  cutOffMs: number,
  cpuMs: () => number = threadCpuMs,
): () => boolean {
  const told = new Int32Array(memory);
  const begun = cpuMs();
  return () =>
    Atomics.load(told, END) === search ||
    (Atomics.load(told, LOOK) === search && cpuMs() - begun >= cutOffMs);
}
