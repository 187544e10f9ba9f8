import { LRUCache } from 'lru-cache';

/** Faults that are remembered. */
const MOST_TOLD = 1_000;

/**
 * Remembers which faults were told, so that the log has one line of a broken picture and not one for each reader. Returns whether
 * a fault, by the name given to it, is new; those told longest ago are forgotten, and told again.
 */
export function toldFaults(): (fault: string) => boolean {
  const told = new LRUCache<string, true>({ max: MOST_TOLD });
  return (fault) => {
    const isNew = told.get(fault) === undefined;
    told.set(fault, true);
    return isNew;
  };
}
