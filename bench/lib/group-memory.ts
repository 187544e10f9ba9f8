import { readdirSync, readFileSync } from 'node:fs';

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

function processesOf(group: number): string[] | null {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return null;
  }
  return names.filter((name) => /^\d+$/.test(name) && groupOf(readText(`/proc/${name}/stat`)) === group);
}

/** The process group in the text of `/proc/PID/stat`, whose second field may hold spaces and brackets. */
export function groupOf(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}

/** A field of `/proc/PID/status` and its like, written `VmRSS:  1234 kB`, in bytes; 0 where it is missing. */
export function parseKilobytes(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
}

const readField = (file: string, field: string): number => parseKilobytes(readText(file), field);

/** The text of a file; '' when the process is gone. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
