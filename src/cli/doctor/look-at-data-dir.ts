import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { probeDataDir } from '../../ingest/data-dir/probe-data-dir.ts';
import { type Finding, missing, ok, reasonOf, warning } from './finding.ts';

const MEGABYTE = 1024 * 1024;
/** Below the first the site soon cannot write; below the second somebody should look. In bytes. */
const ROOM = { least: 100 * MEGABYTE, low: 2048 * MEGABYTE } as const;

/** Kinds of file systems (statfs(2)) that forget, or that other machines have too. */
const TMPFS = 0x01021994;
const OVERLAY = 0x794c7630;
const CURE = 'Set DATA_DIR to a folder on a disk of this machine, which the server’s user may write.';

/**
 * Whether DATA_DIR can be written, by trying it (what is written is removed again), on what it is and how much room it has.
 * A folder that is not there yet is not made: the one that it will lie in is looked at. `user` is this process's.
 */
export function lookAtDataDir(dataDir: string, user: number | undefined): readonly Finding[] {
  const wanted = resolve(dataDir);
  const place = nearestFolder(wanted);
  try {
    probeDataDir(place);
  } catch (error) {
    return [missing('DATA_DIR', `${place} cannot hold it: ${reasonOf(error)}`, CURE)];
  }
  const says = place === wanted ? `${wanted} can be written` : `${wanted} will be made in ${place}`;
  return [ok('DATA_DIR', says), ...lookAtOwner(wanted, user), ...lookAtKind(place), lookAtRoom(place)];
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

/** Root may write everywhere, so that it sees no want of rights. */
function lookAtOwner(path: string, user: number | undefined): readonly Finding[] {
  const owner = statSync(path, { throwIfNoEntry: false })?.uid;
  if (user === undefined || owner === undefined || owner === user) return [];
  return [
    warning(
      'DATA_DIR',
      `belongs to user ${owner}, and this is user ${user}`,
      'Call the command as the user that serves the site, such as: sudo -u dateline dateline doctor',
    ),
  ];
}

function lookAtKind(place: string): readonly Finding[] {
  const { type } = statfsSync(place);
  if (type !== TMPFS && type !== OVERLAY) return [];
  const kind = type === TMPFS ? 'in memory' : 'in a container’s own layer';
  return [
    warning('DATA_DIR', `is ${kind}: permalinks are gone when that ends`, 'Mount a disk or a volume there.'),
  ];
}

function lookAtRoom(place: string): Finding {
  const { bavail, bsize, blocks } = statfsSync(place);
  const free = bavail * bsize;
  const says = `${Math.floor(free / MEGABYTE)} MB are free on its disk`;
  if (blocks === 0 || free >= ROOM.low) return ok('room', blocks === 0 ? 'its disk does not say' : says);
  const state = free < ROOM.least ? missing : warning;
  return state('room', says, 'Make room: pictures, the catalog and the permalinks are kept there.');
}
