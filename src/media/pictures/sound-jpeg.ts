/** What the frame of a JPEG says of a component, and what its scans have brought so far. */
interface Component {
  readonly id: number;
  readonly blocks: number;
  readonly quantisation: number;
  /** How many low bits of each coefficient are still to come; -1 before the first. */
  readonly bits: Int8Array;
}

interface Reading {
  isProgressive: boolean;
  components: readonly Component[];
  readonly quantisations: Set<number>;
  /** Huffman tables that are defined: class (0 DC, 1 AC) and number, as a DHT segment writes them. */
  readonly tables: Set<number>;
}

const [SOF0, SOF1, SOF2, DHT, SOI, EOI, SOS, DQT, DRI, COM] = [
  0xc0, 0xc1, 0xc2, 0xc4, 0xd8, 0xd9, 0xda, 0xdb, 0xdd, 0xfe,
];
const COEFFICIENTS = 64;
/** Of one step of an interleaved scan (ITU T.81, B.2.3). */
const MOST_BLOCKS = 10;

/**
 * Whether all that a decoder of a JPEG stops at is as ITU T.81 wants it: segments, tables, and which scans bring which coefficients,
 * up to the mark at its end. Changed data inside of a scan look wrong, and hardly ever stop the decoder either. False for what is
 * broken and for what is only unusual (arithmetic coding, twelve bits, four colours): decoding tells that. Decodes nothing.
 */
export function isSoundJpeg(bytes: Buffer): boolean {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xff00 + SOI) return false;
  const reading: Reading = {
    isProgressive: false,
    components: [],
    quantisations: new Set(),
    tables: new Set(),
  };
  for (let at = 2; at + 4 <= bytes.length || bytes[at + 1] === EOI; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return false;
    if (marker === EOI) return isComplete(reading);
    if (marker < SOF0 || (marker >= 0xd0 && marker <= SOI)) return false;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end < at + 4 || end > bytes.length) return false;
    if (!readSegment(marker, bytes.subarray(at + 4, end), reading)) return false;
    at = marker === SOS ? endOfScan(bytes, end) : end;
  }
  return false;
}

function readSegment(marker: number, segment: Buffer, reading: Reading): boolean {
  if (marker === SOF0 || marker === SOF1 || marker === SOF2)
    return readFrame(segment, marker === SOF2, reading);
  if (marker === DHT) return readTables(segment, reading);
  if (marker === DQT) return readQuantisations(segment, reading);
  if (marker === SOS) return readScan(segment, reading);
  if (marker === DRI) return segment.length === 2;
  return (marker >= 0xe0 && marker <= 0xef) || marker === COM;
}

/** One of eight bits, grey or in three colours. */
function readFrame(segment: Buffer, isProgressive: boolean, reading: Reading): boolean {
  const count = segment[5] ?? 0;
  const isUsual = segment[0] === 8 && (count === 1 || count === 3) && segment.length === 6 + 3 * count;
  if (!isUsual || reading.components.length > 0 || segment.readUInt16BE(1) === 0) return false;
  reading.isProgressive = isProgressive;
  reading.components = Array.from({ length: count }, (_, nth) => {
    const [id = 0, sampling = 0, quantisation = 0] = segment.subarray(6 + 3 * nth);
    const [across, down] = [sampling >> 4, sampling & 15];
    const blocks = across >= 1 && across <= 4 && down >= 1 && down <= 4 ? across * down : MOST_BLOCKS + 1;
    return { id, blocks, quantisation, bits: new Int8Array(COEFFICIENTS).fill(-1) };
  });
  const ids = new Set(reading.components.map(({ id }) => id));
  return ids.size === count && reading.components.every(({ blocks }) => blocks <= MOST_BLOCKS);
}

/** Huffman tables (B.2.4.2), none with more codes than its lengths have room for. */
function readTables(segment: Buffer, { tables }: Reading): boolean {
  let at = 0;
  while (at + 17 <= segment.length) {
    const name = segment[at] ?? 0;
    const lengths = segment.subarray(at + 1, at + 17);
    let code = 0;
    let count = 0;
    for (const [index, codes] of lengths.entries()) {
      code += codes;
      count += codes;
      // The code of ones alone is kept free (C.2); a decoder that allows it is no help to others.
      if (code > (1 << (index + 1)) - (codes > 0 ? 1 : 0)) return false;
      code <<= 1;
    }
    const values = segment.subarray(at + 17, at + 17 + count);
    const isDc = name < 0x10;
    if ((name & 0xec) !== 0 || values.length < count || count > 256) return false;
    if (isDc && values.some((value) => value > 11)) return false;
    tables.add(name);
    at += 17 + count;
  }
  return at === segment.length;
}

function readQuantisations(segment: Buffer, { quantisations }: Reading): boolean {
  let at = 0;
  while (at < segment.length) {
    const name = segment[at] ?? 0;
    if ((name & 0xec) !== 0) return false;
    quantisations.add(name & 3);
    at += 1 + COEFFICIENTS * (name >= 0x10 ? 2 : 1);
  }
  return at === segment.length;
}

function readScan(segment: Buffer, reading: Reading): boolean {
  const count = segment[0] ?? 0;
  if (count < 1 || count > 3 || segment.length !== 4 + 2 * count) return false;
  const [first = 0, last = 0, approximation = 0] = segment.subarray(1 + 2 * count);
  const scan = { first, last, high: approximation >> 4, low: approximation & 15 };
  let blocks = 0;
  for (let nth = 0; nth < count; nth += 1) {
    const [id, tables = 0] = segment.subarray(1 + 2 * nth);
    const component = reading.components.find((one) => one.id === id);
    if (component === undefined || !reading.quantisations.has(component.quantisation)) return false;
    if (!takeScan(component, scan, tables, reading, count)) return false;
    blocks += component.blocks;
  }
  return count === 1 || blocks <= MOST_BLOCKS;
}

interface Scan {
  readonly first: number;
  readonly last: number;
  readonly high: number;
  readonly low: number;
}

/** Whether a scan goes on from those before it (G.1.1.1), and has its tables. */
function takeScan(
  { bits }: Component,
  { first, last, high, low }: Scan,
  tables: number,
  reading: Reading,
  count: number,
): boolean {
  const [dc, ac] = [tables >> 4, 0x10 + (tables & 15)];
  if (!reading.isProgressive) {
    const isWhole = first === 0 && last === 63 && high === 0 && low === 0 && bits[0] === -1;
    bits.fill(0);
    return isWhole && reading.tables.has(dc) && reading.tables.has(ac);
  }
  const isDc = first === 0;
  if (isDc ? last !== 0 : count !== 1 || last < first || last > 63 || bits[0] === -1) return false;
  if (low > 13 || (high !== 0 && high !== low + 1)) return false;
  for (let nth = first; nth <= last; nth += 1) {
    if (bits[nth] !== (high === 0 ? -1 : high)) return false;
    bits[nth] = low;
  }
  return isDc ? high !== 0 || reading.tables.has(dc) : reading.tables.has(ac);
}

/** Where the marker behind the data of a scan stands; restart markers and stuffed bytes belong to these. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
}

const isComplete = ({ components }: Reading): boolean =>
  components.length > 0 && components.every(({ bits }) => bits[0] !== -1);
