import { fieldsOf, processesOf, readText } from './process-group.ts';

/** Linux counts in hundredths of a second for programs, whatever its kernel's own clock. */
const MICROSECONDS_PER_TICK = 10_000;

/**
 * Processor time that the living processes of a group have used since each began, all threads included, in
 * microseconds and in steps of 10 ms; null on systems without /proc.
 */
export function readGroupCpu(group: number): number | null {
  const members = processesOf(group);
  if (members === null) return null;
  const ticks = members.reduce((sum, pid) => sum + parseTicks(readText(`/proc/${pid}/stat`)), 0);
  return ticks * MICROSECONDS_PER_TICK;
}

/** `utime` and `stime` of the text of `/proc/PID/stat`, summed; 0 for a process that is gone. */
export function parseTicks(stat: string): number {
  const fields = fieldsOf(stat);
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}
