import type { WrittenMarks } from '../notice/write-marks.ts';
import { isIccProfile } from './icc-profile.ts';
import { CUT, ODD, SLICE_BYTES, type Slices } from './parts.ts';

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const ICC = Buffer.from('ICC_PROFILE\0', 'latin1');
const JFIF = Buffer.from('JFIF\0', 'latin1');
const ADOBE = Buffer.from('Adobe', 'latin1');

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const MOST_IN_SEGMENT = 65_533;

/**
 * Takes a JPEG apart by its markers (ITU-T T.81 annex B): what decoding needs stays, byte for byte; of the
 * application segments only JFIF without its thumbnail, the colour profile and Adobe's colour transform.
 * Whatever follows the end of the picture goes. Every table that stays is read through, so that a wrong length
 * hides nothing.
 */
export function* cleanJpeg(bytes: Buffer, marks: WrittenMarks): Slices {
  const tables: Buffer[] = [];
  const profile: Buffer[] = [];
  let jfif: Buffer | null = null;
  let adobe: Buffer | null = null;
  let scans = 0;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    if (at + 2 > bytes.length) return CUT;
    const marker = bytes[at] === 0xff ? (bytes[at + 1] ?? 0) : 0;
    if (marker === EOI) break;
    const length = at + 4 > bytes.length ? 0 : bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (!hasLength(marker)) return ODD;
    if (end > bytes.length || length === 0) return CUT;
    if (length < 2) return ODD;
    const data = bytes.subarray(at + 4, end);
    const kind = classify(marker, data);
    if (kind === 'odd') return ODD;
    if (kind === 'jfif') jfif ??= segment(0xe0, [data.subarray(0, 12), Buffer.alloc(2)]);
    if (kind === 'adobe') adobe ??= segment(0xee, [data.subarray(0, 12)]);
    if (kind === 'icc') profile.push(data);
    if (kind === 'table' || kind === 'scan') tables.push(bytes.subarray(at, end));
    at = end;
    if (kind !== 'scan') continue;
    const scanEnd = yield* endOfScan(bytes, at);
    if (scanEnd === -1) return CUT;
    tables.push(bytes.subarray(at, scanEnd));
    scans += 1;
    at = scanEnd;
  }
  if (scans === 0) return ODD;
  return {
    kind: 'whole',
    parts: [
      bytes.subarray(0, 2),
      ...(jfif === null ? [] : [jfif]),
      ...(marks.exif === null ? [] : [segment(0xe1, [EXIF, marks.exif])]),
      ...(marks.xmp === null ? [] : [segment(0xe1, [XMP, marks.xmp])]),
      ...profileSegments(profile),
      ...(adobe === null ? [] : [adobe]),
      ...tables,
      Buffer.from([0xff, EOI]),
    ],
  };
}

/** Whether a segment with a length follows: not after restart and temporary markers, nor where none is. */
const hasLength = (marker: number): boolean =>
  marker >= 0xc0 && marker < 0xff && !(marker >= 0xd0 && marker <= SOI);

type Kind = 'table' | 'scan' | 'jfif' | 'adobe' | 'icc' | 'dropped' | 'odd';

function classify(marker: number, data: Buffer): Kind {
  const isIt = (isRight: boolean, kind: Kind = 'table'): Kind => (isRight ? kind : 'odd');
  switch (marker) {
    case 0xdb:
      return isIt(isQuantization(data));
    case 0xc4:
      return isIt(isHuffman(data));
    case 0xcc:
      return isIt(data.length > 0 && data.length % 2 === 0 && data.length <= 64);
    case 0xdd:
    case 0xdc:
      return isIt(data.length === 2);
    case SOS:
      return isIt(data.length === 4 + 2 * (data[0] ?? 0) && data.length <= 12, 'scan');
    case 0xe0:
      return data.subarray(0, 5).equals(JFIF) && data.length >= 14 ? 'jfif' : 'dropped';
    case 0xe2:
      return data.subarray(0, ICC.length).equals(ICC) ? 'icc' : 'dropped';
    case 0xee:
      return data.subarray(0, 5).equals(ADOBE) && data.length >= 12 ? 'adobe' : 'dropped';
  }
  // Frames, but for hierarchical ones and the reserved C8.
  const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8;
  if (isFrame) return isIt(data.length === 6 + 3 * (data[5] ?? 0));
  return marker >= 0xe0 && marker <= 0xfe ? 'dropped' : 'odd';
}

/** One or more tables of 64 numbers of one or two bytes. */
const isQuantization = (data: Buffer): boolean => areTables(data, (head) => 65 + 64 * (head >> 4));

/** One or more tables: how many codes there are of each length, then their symbols. */
const isHuffman = (data: Buffer): boolean =>
  areTables(data, (_, at) => {
    const symbols = data.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    return symbols > 256 ? Number.POSITIVE_INFINITY : 17 + symbols;
  });

/** Whether tables fill a segment; `sizeOf` is told the first byte of one and where it stands. */
function areTables(data: Buffer, sizeOf: (head: number, at: number) => number): boolean {
  let at = 0;
  while (at < data.length) {
    const head = data[at] ?? 0;
    if (head >> 4 > 1 || (head & 15) > 3) return false;
    at += sizeOf(head, at);
  }
  return at === data.length && at > 0;
}

/** Where the coded picture ends: at the first marker that is neither a stuffed byte nor a restart; -1 for nowhere. */
function* endOfScan(bytes: Buffer, start: number): Generator<void, number> {
  let pause = start + SLICE_BYTES;
  for (let at = bytes.indexOf(0xff, start); at !== -1; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1];
    if (next === undefined) return -1;
    if (next === 0xff) at += 1;
    else if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else return at;
    if (at < pause) continue;
    pause = at + SLICE_BYTES;
    yield;
  }
  return -1;
}

function segment(marker: number, data: readonly Buffer[]): Buffer {
  const length = data.reduce((sum, part) => sum + part.length, 2);
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), ...data]);
}

/** The profile in as many segments as it needs (ICC.1:2022 annex B.4); none where its pieces make no profile. */
function profileSegments(pieces: readonly Buffer[]): Buffer[] {
  const inOrder = pieces.toSorted((a, b) => (a[ICC.length] ?? 0) - (b[ICC.length] ?? 0));
  const isComplete = inOrder.every(
    (piece, index) => piece[ICC.length] === index + 1 && piece[ICC.length + 1] === pieces.length,
  );
  const profile = Buffer.concat(inOrder.map((piece) => piece.subarray(ICC.length + 2)));
  if (!isComplete || !isIccProfile(profile)) return [];
  const room = MOST_IN_SEGMENT - ICC.length - 2;
  const count = Math.ceil(profile.length / room);
  return Array.from({ length: count }, (_, index) =>
    segment(0xe2, [ICC, Buffer.from([index + 1, count]), profile.subarray(index * room, (index + 1) * room)]),
  );
}
