import { type FileHandle, open } from 'node:fs/promises';
import { extname } from 'node:path';

/** The last bytes of what our own encoders write. */
const ENDS: Readonly<Record<string, Buffer>> = {
  '.jpg': Buffer.from('ffd9', 'hex'),
  '.png': Buffer.from('49454e44ae426082', 'hex'),
  // The end of the last block, and the trailer: a single byte stands in the midst as well.
  '.gif': Buffer.from('003b', 'hex'),
};
const BEGINNINGS: Readonly<Record<string, Buffer>> = {
  '.jpg': Buffer.from('ffd8ff', 'hex'),
  '.png': Buffer.from('89504e470d0a1a0a', 'hex'),
  '.gif': Buffer.from('GIF8'),
  '.webp': Buffer.from('RIFF'),
};
/** An AVIF has three boxes at its top. */
const MOST_BOXES = 16;

/**
 * Whether a picture of our own making has its beginning and its end, and the length that it says: a full disk, a power
 * cut or a hand may have left less. It is not decoded. @throws the file system's error
 */
export async function isWholePicture(file: string): Promise<boolean> {
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  const kind = extname(file);
  if (kind === '.avif') return await endsWithABox(handle, size);
  const beginning = BEGINNINGS[kind] ?? Buffer.alloc(0);
  const head = await bytesAt(handle, 0, 8);
  if (!head.subarray(0, beginning.length).equals(beginning)) return false;
  // RIFF: the length of what follows these eight bytes.
  if (kind === '.webp') return head.length === 8 && head.readUInt32LE(4) + 8 === size;
  const end = ENDS[kind] ?? Buffer.alloc(0);
  return (await bytesAt(handle, size - end.length, end.length)).equals(end);
}

/** Whether the boxes at the top of an ISO base media file (ISO/IEC 14496-12 §4.2) fill it to its last byte. */
async function endsWithABox(handle: FileHandle, size: number): Promise<boolean> {
  let at = 0;
  for (let boxes = 0; at < size && boxes < MOST_BOXES; boxes++) {
    const head = await bytesAt(handle, at, 8);
    if (head.length < 8 || (boxes === 0 && head.toString('latin1', 4) !== 'ftyp')) return false;
    const length = head.readUInt32BE(0);
    // 0 goes to the end of the file; 1, a 64-bit length, no picture needs.
    if (length < 8) return length === 0 && boxes > 0;
    at += length;
  }
  return size > 0 && at === size;
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  if (position < 0) return Buffer.alloc(0);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
