import type { WrittenMarks } from '../notice/write-marks.ts';
import { CUT, ODD, SLICE_BYTES, type Slices } from './parts.ts';

const SCREEN_BYTES = 13;
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;
const CONTROL = 0xf9;
const APPLICATION = 0xff;
/** Say how often an animation is repeated, each in a block of three bytes. */
const LOOPS: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);
const XMP_APPLICATION = Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1');

/**
 * Takes a GIF apart by its blocks (GIF89a): pictures, how long each is shown, and how often all are. Comments,
 * texts and what programs add go, and so does what follows the end. Each picture's codes are counted, so that
 * nothing can stand behind them.
 */
export function* cleanGif(bytes: Buffer, marks: WrittenMarks): Slices {
  if (bytes.length < SCREEN_BYTES) return CUT;
  let at = SCREEN_BYTES + tableBytes(bytes[10] ?? 0);
  let pause = SLICE_BYTES;
  const parts: Buffer[] = [bytes.subarray(0, at)];
  if (marks.xmp !== null) parts.push(xmpBlock(marks.xmp));
  let pictures = 0;
  for (;;) {
    const start = at;
    const kind = bytes[at];
    if (kind === undefined) return CUT;
    if (kind === TRAILER) break;
    if (kind === EXTENSION) {
      const label = bytes[at + 1] ?? 0;
      const end = endOfBlocks(bytes, at + 2);
      if (end === -1) return CUT;
      if (isKept(label, bytes.subarray(at, end))) parts.push(bytes.subarray(at, end));
      at = end;
    } else if (kind === IMAGE) {
      if (at + 11 > bytes.length) return CUT;
      const codesAt = at + 10 + tableBytes(bytes[at + 9] ?? 0);
      const end = endOfBlocks(bytes, codesAt + 1);
      if (end === -1) return CUT;
      const size = { width: bytes.readUInt16LE(at + 5), height: bytes.readUInt16LE(at + 7) };
      if (!(yield* isCoded(bytes, codesAt, end, size.width * size.height))) return ODD;
      parts.push(bytes.subarray(start, end));
      pictures += 1;
      at = end;
    } else return ODD;
    if (at < pause) continue;
    pause = at + SLICE_BYTES;
    yield;
  }
  if (pictures === 0) return ODD;
  return { kind: 'whole', parts: [...parts, Buffer.from([TRAILER])] };
}

/** Bytes of the colour table that a packed field announces. */
const tableBytes = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 << ((packed & 7) + 1));

/** Where a chain of blocks, each with its length before it, has ended with an empty one; -1 for nowhere. */
function endOfBlocks(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; ) {
    const length = bytes[at] ?? 0;
    at += 1 + length;
    if (length === 0) return at;
  }
  return -1;
}

function isKept(label: number, block: Buffer): boolean {
  if (label === CONTROL) return block.length === 8 && block[2] === 4;
  if (label !== APPLICATION || block[2] !== 11) return false;
  return LOOPS.has(block.toString('latin1', 3, 14)) && block.length === 19 && block[14] === 3;
}

/** Bytes behind the end code, in its own block: the rest of a word that some encoders leave. */
const SLACK_BYTES = 1;

/**
 * Whether the codes of a picture (LZW of growing width, GIF89a appendix F) fill its blocks: they draw no more
 * than so many pixels, and behind their end code, or the last pixel, stands nothing.
 */
function* isCoded(bytes: Buffer, start: number, end: number, pixels: number): Generator<void, boolean> {
  const least = bytes[start] ?? 0;
  if (least < 1 || least > 11) return false;
  const clear = 1 << least;
  const finish = clear + 1;
  const lengths = new Uint32Array(4096).fill(1, 0, clear);
  let [width, next, before] = [least + 1, finish + 1, -1];
  let [held, bits, drawn] = [0, 0, 0];
  let blockEnd = start + 1;
  let pause = start + SLICE_BYTES;
  for (let at = start + 1; at < end; at++) {
    if (at === blockEnd) {
      blockEnd = at + 1 + (bytes[at] ?? 0);
      if (at >= pause) {
        pause = at + SLICE_BYTES;
        yield;
      }
      continue;
    }
    held |= (bytes[at] ?? 0) << bits;
    bits += 8;
    while (bits >= width) {
      const code = held & ((1 << width) - 1);
      held >>>= width;
      bits -= width;
      // The block that ends here is the last but for the empty one.
      if (code === finish) return blockEnd + 1 === end && blockEnd - at - 1 <= SLACK_BYTES;
      if (code === clear) {
        [width, next, before] = [least + 1, finish + 1, -1];
        continue;
      }
      if (code > next || drawn >= pixels || (before === -1 && code >= clear)) return false;
      drawn += (code < next ? lengths[code] : (lengths[before] ?? 0) + 1) ?? 0;
      if (before !== -1 && next < 4096) {
        lengths[next] = (lengths[before] ?? 0) + 1;
        next += 1;
        if (next === 1 << width && width < 12) width += 1;
      }
      before = code;
    }
  }
  return drawn >= pixels;
}

/** The way of ISO 16684-1 annex A: the packet is read as blocks of any length, and a row of lengths leads out of it. */
function xmpBlock(packet: Buffer): Buffer {
  const magic = Buffer.alloc(258);
  magic[0] = 1;
  for (let index = 1; index <= 256; index++) magic[index] = 256 - index;
  return Buffer.concat([XMP_APPLICATION, packet, magic]);
}
