import { decodeBytes } from './decode-bytes.ts';

export interface ExifMarks {
  readonly copyright: string | null;
  /** 1 to 8. */
  readonly orientation: number;
  readonly hasPlace: boolean;
}

/** Tags of Exif 2.32. */
const ORIENTATION = 0x0112;
const COPYRIGHT = 0x8298;
const GPS_FOLDER = 0x8825;
/** Of the GPS folder: latitude, longitude, and those of where the lens pointed. */
const PLACE_TAGS: ReadonlySet<number> = new Set([2, 4, 20, 22]);

const ASCII = 2;
const SHORT = 3;
const ENTRY_BYTES = 12;
const MOST_ENTRIES = 1000;

/** Reads three things of an EXIF block, with or without its `Exif\0\0`; believes none of its lengths. */
export function readExif(block: Buffer): ExifMarks {
  const tiff = block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block;
  const reader = openTiff(tiff);
  const main = reader === null ? [] : entriesAt(reader, reader.u32(4));
  const find = (tag: number) => main.find((entry) => entry.tag === tag);
  const turn = find(ORIENTATION);
  const orientation = turn?.type === SHORT ? (reader?.u16(turn.at + 8) ?? 1) : 1;
  const place = find(GPS_FOLDER);
  const places = reader === null || place === undefined ? [] : entriesAt(reader, reader.u32(place.at + 8));
  return {
    copyright: reader === null ? null : textOf(reader, find(COPYRIGHT)),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    hasPlace: places.some(({ tag, count }) => PLACE_TAGS.has(tag) && count > 0),
  };
}

/** Reads numbers in the block's byte order; 0 beyond its end. */
interface TiffReader {
  readonly bytes: Buffer;
  readonly u16: (at: number) => number;
  readonly u32: (at: number) => number;
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

function openTiff(bytes: Buffer): TiffReader | null {
  const order = bytes.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return null;
  const isLittle = order === 'II';
  const within = (at: number, size: number): boolean => at + size <= bytes.length;
  return {
    bytes,
    u16: (at) => (!within(at, 2) ? 0 : isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)),
    u32: (at) => (!within(at, 4) ? 0 : isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)),
  };
}

function entriesAt({ bytes, u16, u32 }: TiffReader, folder: number): Entry[] {
  if (folder < 8) return [];
  const entries: Entry[] = [];
  const count = Math.min(u16(folder), MOST_ENTRIES);
  for (let index = 0; index < count; index++) {
    const at = folder + 2 + index * ENTRY_BYTES;
    if (at + ENTRY_BYTES > bytes.length) break;
    entries.push({ tag: u16(at), type: u16(at + 2), count: u32(at + 4), at });
  }
  return entries;
}

/**
 * A text of one or two parts, photographer and editor, which end with NUL. One that begins in the middle of a word
 * or ends in one is somebody else's, found by a wrong number.
 */
function textOf({ bytes, u32 }: TiffReader, entry: Entry | undefined): string | null {
  if (entry === undefined || entry.type !== ASCII || entry.count === 0) return null;
  const isInside = entry.count <= 4;
  const start = isInside ? entry.at + 8 : u32(entry.at + 8);
  const end = start + entry.count;
  if (end > bytes.length) return null;
  const isWhole = bytes[end - 1] === 0 || bytes[end] === 0 || end === bytes.length;
  if (!isWhole || (!isInside && isLetter(bytes[start - 1] ?? 0))) return null;
  const parts = decodeBytes(bytes.subarray(start, end))
    .split('\0')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 2 ? null : parts.join(', ');
}

const isLetter = (byte: number): boolean => /[a-z]/i.test(String.fromCharCode(byte));
