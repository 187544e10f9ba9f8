import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
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

/**
 * Has the threads of this process that bear a name (at most 15 characters, as /proc has it) give way in the same manner:
 * those of a library, which does not ask. Threads that these start later give way as well; others that come later do not.
 */
export function haveThreadsGiveWay(name: string): void {
  try {
    for (const thread of readdirSync('/proc/self/task')) {
      const bears = readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trimEnd();
      if (bears === name) setPriority(Number(thread), NICE);
    }
  } catch {
    // The system has no such list, or a thread ended meanwhile: the next call finds the others.
  }
}
