import type { Polled } from './poll.ts';

/** The measurements of one kind of change. */
export interface Tally {
  readonly name: string;
  readonly samples: number[];
  /** How often it was not seen in time. */
  timeouts: number;
  /** Statuses above 399 that readers got meanwhile. */
  readonly errors: number[];
}

/** Makes an empty tally. */
export const createTally = (name: string): Tally => ({ name, samples: [], timeouts: 0, errors: [] });

/** Adds what was polled. Returns whether it was seen in time. */
export function count(tally: Tally, { ms, errors }: Polled): boolean {
  tally.errors.push(...errors);
  if (ms === null) tally.timeouts += 1;
  else tally.samples.push(ms);
  return ms !== null;
}
