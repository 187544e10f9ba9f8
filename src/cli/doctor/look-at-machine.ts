import { availableParallelism, totalmem } from 'node:os';
import { statSync } from 'node:fs';
import type { Settings } from '../../config/environment.ts';
import { connectionsWithin, limitFor, readDescriptorLimit } from '../../runtime/server/descriptor-limit.ts';
import { DEFAULT_LIMITS } from '../../runtime/server/server-limits.ts';
import { type Finding, missing, ok, warning } from './finding.ts';

/** What the system gives a process. */
export interface Machine {
  /** Descriptors that a process may have; Infinity for any number. */
  readonly descriptors: number;
  /** For all processes of the service, in bytes. */
  readonly memory: number;
  /** The user's number; undefined where there are none. */
  readonly user: number | undefined;
  readonly now: number;
  /** When the program's newest part was put here, in ms since 1970. */
  readonly installedAt: number;
}

const MEGABYTE = 1024 * 1024;
/** What a worker takes beside its finished pages, and the supervisor and the ingest together, in MB: as measured after a start, with searches. */
const TAKEN = { worker: 130, others: 220 } as const;

/** Asks the system. */
export function readMachine(now: number): Machine {
  // Without a limit of its own the number is no size at all.
  const limit = process.constrainedMemory();
  return {
    descriptors: readDescriptorLimit(),
    memory: limit > 0 && limit < totalmem() ? limit : totalmem(),
    user: process.geteuid?.(),
    now,
    installedAt: statSync(new URL('../../../package.json', import.meta.url)).mtimeMs,
  };
}

/** Whether the machine has what the site wants of it. */
export function lookAtMachine(
  { descriptors, memory, user, now, installedAt }: Machine,
  { workers, cacheBytes }: Pick<Settings, 'workers' | 'cacheBytes'>,
): readonly Finding[] {
  const wanted = DEFAULT_LIMITS.maxConnections;
  const most = connectionsWithin(descriptors);
  const each = TAKEN.worker + cacheBytes / MEGABYTE;
  const needed = Math.round(TAKEN.others + Math.max(1, workers) * each);
  const has = Math.round(memory / MEGABYTE);
  return [
    descriptors >= limitFor(wanted)
      ? ok('descriptors', `${descriptors}, enough for ${wanted} connections in each worker`)
      : warning(
          'descriptors',
          `${descriptors}, which is enough for ${most} connections in each worker`,
          `For ${wanted}, set LimitNOFILE=${limitFor(wanted)} in the systemd unit, or call "ulimit -n ${limitFor(wanted)}" before the start.`,
        ),
    has >= needed
      ? ok('memory', `${has} MB, of which ${workers} workers take up to ${needed} MB`)
      : warning(
          'memory',
          `${has} MB, while ${workers} workers take up to ${needed} MB`,
          `Lower WORKERS (this machine has ${availableParallelism()} cores) or CACHE_MB.`,
        ),
    user === 0
      ? warning('user', 'is root: a fault would lay open the whole machine', 'Serve as a user of its own.')
      : ok('user', user === undefined ? 'this system has no numbers for users' : `${user}, who is not root`),
    now >= installedAt
      ? ok('clock', `${new Date(now).toISOString()}; readers see the time zone of site.yaml`)
      : missing(
          'clock',
          `${new Date(now).toISOString()} is before the program was installed`,
          'Set the clock, by timedatectl set-ntp true: embargoes, certificates and signatures go by it.',
        ),
  ];
}
