import { statfs } from 'node:fs/promises';

/** Pictures leave a tenth of the disk for what is published, and no more than this, in bytes. */
const MOST_LEFT = 64 * 1024 ** 2;

/** Thrown in place of filling the disk, on which the catalog and the permalinks are. */
export class DiskReserveError extends Error {
  override readonly name = 'DiskReserveError';
  readonly code = 'disk-nearly-full';

  constructor(folder: string) {
    super(`The disk of ${folder} is nearly full; what is left is kept for what is published.`);
  }
}

/** How many bytes pictures may still take on the disk of a folder that is there. @throws the file system's error */
export async function roomOnDisk(folder: string): Promise<number> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return bavail * bsize - Math.min(MOST_LEFT, (blocks * bsize) / 10);
}
