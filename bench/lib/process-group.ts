import { readdirSync, readFileSync } from 'node:fs';

/** The ids of a group's processes; null on systems without /proc. */
export function processesOf(group: number): string[] | null {
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
  return Number(fieldsOf(stat)[2]);
}

/** The fields of `/proc/PID/stat` from the third, the state. */
export const fieldsOf = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** The text of a file; '' when the process is gone. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
