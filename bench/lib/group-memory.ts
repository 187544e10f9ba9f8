import { processesOf, readText } from './process-group.ts';

/** Memory of a process group, in bytes. */
export interface GroupMemory {
  readonly processes: number;
  /** Resident, summed over the processes: what they share counts once for each. */
  readonly rss: number;
  /** Proportional: what they share is divided among them. 0 where the system does not tell. */
  readonly pss: number;
  /** The most that each was ever resident with, summed. */
  readonly peak: number;
}

/** Reads what the processes of a group hold, from /proc; null on systems that have none. */
export function readGroupMemory(group: number): GroupMemory | null {
  const members = processesOf(group);
  if (members === null) return null;
  const sum = (file: string, field: string): number =>
    members.reduce((total, pid) => total + readField(`/proc/${pid}/${file}`, field), 0);
  return {
    processes: members.length,
    rss: sum('status', 'VmRSS'),
    pss: sum('smaps_rollup', 'Pss'),
    peak: sum('status', 'VmHWM'),
  };
}

/** Resident bytes of each process of a group, by its id; empty on systems without /proc. */
export function readResident(group: number): ReadonlyMap<string, number> {
  return new Map((processesOf(group) ?? []).map((pid) => [pid, readField(`/proc/${pid}/status`, 'VmRSS')]));
}

/** Of what a group holds, the bytes that are its own memory and no part of a file, in all processes together. */
export function readAnonymous(group: number): number {
  const members = processesOf(group) ?? [];
  return members.reduce((sum, pid) => sum + readField(`/proc/${pid}/status`, 'RssAnon'), 0);
}

/** A field of `/proc/PID/status` and its like, written `VmRSS:  1234 kB`, in bytes; 0 where it is missing. */
export function parseKilobytes(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
}

const readField = (file: string, field: string): number => parseKilobytes(readText(file), field);
