import { readdirSync, readFileSync } from 'node:fs';

/** What the system says of a thread. */
export interface ThreadLook {
  /** One letter: R for running or waiting for a core, S asleep, D waiting for a disk, T stopped; see proc(5). */
  readonly state: string;
  /** What it has computed since it began, in ms, by steps of 10. */
  readonly cpuMs: number;
}

/** Of the seconds that proc(5) counts in; on every Linux. */
const MS_PER_TICK = 10;

/** Looks at a process's first thread, which runs its program; null where it is gone, or this is no Linux. */
export const lookAtProcess = (pid: number): ThreadLook | null => readStat(`/proc/${pid}/task/${pid}`);

/** Looks at a thread of this process by its name, of at most 15 characters; null where it is gone, or no Linux. */
export function lookAtThread(name: string): ThreadLook | null {
  try {
    const found = readdirSync('/proc/self/task').find(
      (id) => readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim() === name,
    );
    return found === undefined ? null : readStat(`/proc/self/task/${found}`);
  } catch {
    return null;
  }
}

function readStat(folder: string): ThreadLook | null {
  try {
    const text = readFileSync(`${folder}/stat`, 'utf8');
    // The name, in parentheses, may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state = '', user, system] = [fields[0], fields[11], fields[12]];
    return { state, cpuMs: (Number(user) + Number(system)) * MS_PER_TICK };
  } catch {
    return null;
  }
}
