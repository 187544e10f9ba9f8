import { createHash } from 'node:crypto';

/** By what two versions of a file are told apart: SHA-256 of its bytes, in hex. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
