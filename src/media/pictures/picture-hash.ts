import { createHash } from 'node:crypto';

/**
 * Which way of making variants, crops and cleaned files a name stands for. Raise it when that changes: what is
 * stored under a name, on disk and in caches for a year, never does.
 */
const RECIPE = 2;
const HASH_LENGTH = 20;

/** Names in URLs what is made of these bytes: 20 hexadecimal digits. */
export const pictureHash = (bytes: Buffer): string => hashOf(bytes);

/** Names what is made of a file as it stands, without reading it; `stamp` tells one state of it from all others. */
export const fileHash = (stamp: string): string => hashOf(stamp);

const hashOf = (content: Buffer | string): string =>
  createHash('sha256')
    .update(`dateline picture ${RECIPE}\n`)
    .update(content)
    .digest('hex')
    .slice(0, HASH_LENGTH);
