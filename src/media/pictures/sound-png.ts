import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** Length and name before the data of a chunk, and the check sum behind it. */
const AROUND = 12;

/**
 * Whether the chunks that a PNG is decoded from are as they were written, by their check sums, from the header to the end (W3C
 * PNG, 5.3 and 11.2). False for what is broken or unusual: decoding tells that. Decodes nothing.
 */
export function isSoundPng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return false;
  let hasData = false;
  for (let at = SIGNATURE.length; at + AROUND <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + AROUND + length;
    if (end > bytes.length) return false;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if ((at === SIGNATURE.length) !== (name === 'IHDR')) return false;
    // Capitals begin the names of chunks that a decoder needs; of the others it needs none that is broken either.
    const sum = crc32(bytes.subarray(at + 4, end - 4));
    if (sum !== bytes.readUInt32BE(end - 4)) return false;
    if (name === 'IEND') return hasData;
    if (name === 'IDAT') hasData = true;
    at = end;
  }
  return false;
}
