import { readdir, readFile } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';
import { oneAtATime } from './one-at-a-time.ts';

/** Processes of the site, by what they do; null for one that is away or no process. */
export type Processes = () => readonly (readonly [process: string, pid: number | null])[];

const STATES = [
  ['dateline_process_resident_bytes', 'Memory that a process has in use, in bytes', 'residentBytes'],
  ['dateline_process_open_fds', 'Descriptors of files and connections that a process has open', 'openFds'],
  ['dateline_process_max_fds', 'Descriptors that a process may have open', 'maxFds'],
] as const;

/** What the system says of a process. */
export interface ProcessState {
  readonly residentBytes: number;
  readonly openFds: number;
  readonly maxFds: number;
}

/** Adds the metrics of each process of the site. Nothing is told where the system has no /proc. */
export function processMetrics(processes: Processes, registers: Registry[]): void {
  const read = oneAtATime(() =>
    Promise.all(
      processes().map(
        async ([process, pid]) => [process, pid === null ? null : await readProcess(pid)] as const,
      ),
    ),
  );
  for (const [name, help, what] of STATES) {
    new Gauge({
      name,
      help,
      labelNames: ['process'],
      registers,
      async collect() {
        const states = await read();
        this.reset();
        for (const [process, state] of states) if (state !== null) this.set({ process }, state[what]);
      },
    });
  }
}

/** Reads how a process is (Linux, proc(5)); null where it has ended or may not be looked at. */
export async function readProcess(pid: number): Promise<ProcessState | null> {
  try {
    const of = `/proc/${pid}`;
    const [status, limits, descriptors] = await Promise.all([
      readFile(`${of}/status`, 'utf8'),
      readFile(`${of}/limits`, 'utf8'),
      readdir(`${of}/fd`),
    ]);
    const residentKiB = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    const maxFds = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
    if (residentKiB === undefined || maxFds === undefined) return null;
    return { residentBytes: Number(residentKiB) * 1024, openFds: descriptors.length, maxFds: Number(maxFds) };
  } catch {
    return null;
  }
}
