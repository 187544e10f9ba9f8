import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Nice value of a thread that gives way: it has about a tenth of a core that others want too. */
const NICE = 10;

/**
 * Has the calling thread give way to the others of its process, which serve pages. Linux knows a priority for
 * each thread (sched(7)); where the system does not, or does not allow it, nothing changes. Returns whether it does.
 */
export function giveWay(): boolean {
  try {
    const thread = readlinkSync('/proc/thread-self').split('/').at(-1);
    setPriority(Number(thread), NICE);
    return true;
  } catch {
    return false;
  }
}
