import type { Random } from './random.ts';

const SLOTS = 1 << 17;

/**
 * Makes a sampler of ranks from 0 to `size` − 1 by Zipf's law: rank r comes with a weight of
 * 1 / (r + `shift`). Each call looks into a table, so that millions of words take a second.
 */
export function createZipfSampler(size: number, shift: number): (random: Random) => number {
  const weights = Array.from({ length: size }, (_, rank) => 1 / (rank + shift));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint16Array(SLOTS);
  let reached = 0;
  let slot = 0;
  weights.forEach((weight, rank) => {
    reached += (weight / total) * SLOTS;
    while (slot < reached && slot < SLOTS) table[slot++] = rank;
  });
  return (random) => table[random.below(SLOTS)] ?? 0;
}
