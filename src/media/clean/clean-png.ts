import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { WrittenMarks } from '../notice/write-marks.ts';
import { isIccProfile } from './icc-profile.ts';
import { CUT, ODD, SLICE_BYTES, type Slices } from './parts.ts';

const SIGNATURE_BYTES = 8;

/**
 * What a PNG or APNG is decoded and shown by (PNG, third edition, §11 and §12). Texts, times, histograms,
 * suggested palettes and what programs add of their own are not among it.
 */
const KEPT: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
);

/**
 * Takes a PNG apart by its chunks; each that stays must have the checksum that it says. What follows the last
 * chunk goes.
 */
export function* cleanPng(bytes: Buffer, marks: WrittenMarks): Slices {
  const parts: Buffer[] = [bytes.subarray(0, SIGNATURE_BYTES)];
  let at = SIGNATURE_BYTES;
  let pause = SLICE_BYTES;
  for (;;) {
    if (at + 12 > bytes.length) return CUT;
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (!/^[a-z]{4}$/i.test(type)) return ODD;
    if (end > bytes.length) return CUT;
    const isFirst = at === SIGNATURE_BYTES;
    if (isFirst !== (type === 'IHDR')) return ODD;
    const isTrue = crc32(bytes.subarray(at + 4, end - 4)) === bytes.readUInt32BE(end - 4);
    if (KEPT.has(type) || type === 'iCCP') {
      if (!isTrue) return ODD;
      if (KEPT.has(type)) parts.push(bytes.subarray(at, end));
      else parts.push(...profileChunk(bytes.subarray(at + 8, end - 4)));
    }
    // A chunk that decoders must know, and that is none of these, is no PNG's.
    else if (/^[A-Z]/.test(type)) return ODD;
    if (isFirst) {
      if (marks.exif !== null) parts.push(chunk('eXIf', marks.exif));
      if (marks.xmp !== null) parts.push(chunk('iTXt', Buffer.concat([XMP_HEAD, marks.xmp])));
    }
    at = end;
    if (type === 'IEND') return { kind: 'whole', parts };
    if (at < pause) continue;
    pause = at + SLICE_BYTES;
    yield;
  }
}

/** Keyword, neither compressed nor in a language. */
const XMP_HEAD = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1');
const MOST_PROFILE_BYTES = 4 * 1024 * 1024;

/** The profile alone, under a name that says nothing; none where it cannot be read. */
function profileChunk(data: Buffer): Buffer[] {
  const name = data.indexOf(0);
  if (name < 1 || name > 79 || data[name + 1] !== 0) return [];
  try {
    const profile = inflateSync(data.subarray(name + 2), { maxOutputLength: MOST_PROFILE_BYTES });
    if (!isIccProfile(profile)) return [];
    return [chunk('iCCP', Buffer.concat([Buffer.from('ICC\0\0', 'latin1'), deflateSync(profile)]))];
  } catch {
    return [];
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
