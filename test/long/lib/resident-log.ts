import { readResident } from '../../../bench/lib/group-memory.ts';

/** What the processes of a group hold, in bytes, looked at over and over. */
export interface ResidentLog {
  /** Of all processes together, one value for each look. */
  readonly totals: () => readonly number[];
  /** Looks now. Returns what each process holds, by its id. */
  readonly look: () => ReadonlyMap<string, number>;
  readonly stop: () => void;
}

/** Looks at the resident memory of a process group every `everyMs`; on systems without /proc it finds nothing. */
export function logResident(group: number, everyMs: number): ResidentLog {
  const totals: number[] = [];
  const look = (): ReadonlyMap<string, number> => {
    const found = readResident(group);
    totals.push([...found.values()].reduce((sum, bytes) => sum + bytes, 0));
    return found;
  };
  const timer = setInterval(look, everyMs);
  return { totals: () => totals, look, stop: () => clearInterval(timer) };
}
