import type { WrittenMarks } from '../notice/write-marks.ts';
import { isIccProfile } from './icc-profile.ts';
import { CUT, ODD, type Slices } from './parts.ts';

/** Flags of VP8X. */
const HAS_PROFILE = 0x20;
const HAS_ALPHA = 0x10;
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

const PICTURE: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF']);

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** With its head and its padding. */
  readonly whole: Buffer;
}

/**
 * Takes a WebP apart by its chunks (WebP container specification): the picture, its frames and its profile stay.
 * What follows the container goes. One that says to hold metadata and has none where they belong is odd: they
 * may have been taken for the picture's.
 */
export function* cleanWebp(bytes: Buffer, marks: WrittenMarks): Slices {
  if (bytes.length < 20) return CUT;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return CUT;
  const chunks = chunksOf(bytes.subarray(12, end));
  if (chunks === null) return ODD;
  const find = (type: string): Chunk | undefined => chunks.find((one) => one.type === type);
  const extended = find('VP8X')?.data;
  const flags = extended?.[0] ?? 0;
  const isExtended = extended !== undefined && extended.length === 10 && chunks[0]?.type === 'VP8X';
  if (extended !== undefined && !isExtended) return ODD;
  if ((flags & HAS_EXIF) !== 0 && find('EXIF') === undefined) return ODD;
  if ((flags & HAS_XMP) !== 0 && find('XMP ') === undefined) return ODD;
  if (chunks.some(({ type, data }) => type === 'ANMF' && !isFrame(data))) return ODD;
  const picture = chunks.filter(({ type }) => PICTURE.has(type));
  const [first] = picture;
  if (first === undefined) return ODD;
  const icc = find('ICCP');
  const profile = icc !== undefined && isIccProfile(icc.data) ? icc : null;
  const hasMarks = marks.exif !== null || marks.xmp !== null;
  const head = isExtended ? extended : profile !== null || hasMarks ? headOf(first) : null;
  if (head === null && (isExtended || profile !== null || hasMarks)) return ODD;
  const body = [
    ...(head === null ? [] : [chunk('VP8X', withFlags(head, { profile: profile !== null, marks }))]),
    ...(profile === null ? [] : [profile.whole]),
    ...picture.map(({ whole }) => whole),
    ...(marks.exif === null ? [] : [chunk('EXIF', marks.exif)]),
    ...(marks.xmp === null ? [] : [chunk('XMP ', marks.xmp)]),
  ];
  const riff = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  riff.writeUInt32LE(
    body.reduce((sum, part) => sum + part.length, 4),
    4,
  );
  return { kind: 'whole', parts: [riff, ...body] };
}

/** The chunks that fill `bytes` to the last; null where they do not, or one has a name that none has. */
function chunksOf(bytes: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length) return null;
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (end > bytes.length || !/^[A-Z0-9]{3}[A-Z0-9 ]$/.test(type)) return null;
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length), whole: bytes.subarray(at, end) });
    at = end;
  }
  return chunks;
}

/** Whether a frame holds nothing but its picture. */
function isFrame(data: Buffer): boolean {
  if (data.length < 16) return false;
  const inside = chunksOf(data.subarray(16));
  return inside?.every(({ type }) => type === 'ALPH' || type === 'VP8 ' || type === 'VP8L') === true;
}

/** VP8X for a picture that had none; null where its size cannot be read. */
function headOf({ type, data }: Chunk): Buffer | null {
  const head = Buffer.alloc(10);
  if (type === 'VP8 ' && data.length >= 10 && data.readUIntBE(3, 3) === 0x9d012a) {
    head.writeUIntLE((data.readUInt16LE(6) & 0x3fff) - 1, 4, 3);
    head.writeUIntLE((data.readUInt16LE(8) & 0x3fff) - 1, 7, 3);
    return head;
  }
  if (type !== 'VP8L' || data.length < 5 || data[0] !== 0x2f) return null;
  const bits = data.readUInt32LE(1);
  head.writeUIntLE(bits & 0x3fff, 4, 3);
  head.writeUIntLE((bits >>> 14) & 0x3fff, 7, 3);
  if (((bits >>> 28) & 1) === 1) head[0] = HAS_ALPHA;
  return head;
}

function withFlags(
  head: Buffer,
  { profile, marks }: { readonly profile: boolean; readonly marks: WrittenMarks },
): Buffer {
  const written = Buffer.from(head);
  const others = (head[0] ?? 0) & ~(HAS_PROFILE | HAS_EXIF | HAS_XMP);
  written[0] =
    others |
    (profile ? HAS_PROFILE : 0) |
    (marks.exif === null ? 0 : HAS_EXIF) |
    (marks.xmp === null ? 0 : HAS_XMP);
  return written;
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
