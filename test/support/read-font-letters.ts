import { inflateSync } from 'node:zlib';

/** Code points of a WOFF file’s character map (WOFF 1.0 §4, OpenType “cmap”, format 4 with its segments). */
export function readFontLetters(woff: Buffer): ReadonlySet<number> {
  const map = readTable(woff, 'cmap');
  const letters = new Set<number>();
  for (let index = 0; index < map.readUInt16BE(2); index++) {
    const table = map.subarray(map.readUInt32BE(8 + index * 8));
    if (table.readUInt16BE(0) === 4) for (const code of readSegments(table)) letters.add(code);
  }
  return letters;
}

function readTable(woff: Buffer, wanted: string): Buffer {
  for (let index = 0; index < woff.readUInt16BE(12); index++) {
    const entry = 44 + index * 20;
    if (woff.toString('latin1', entry, entry + 4) !== wanted) continue;
    const [start, packed, whole] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at));
    const bytes = woff.subarray(start, (start ?? 0) + (packed ?? 0));
    return packed === whole ? bytes : inflateSync(bytes);
  }
  throw new Error(`no table ${wanted}`);
}

function* readSegments(table: Buffer): Generator<number> {
  const size = table.readUInt16BE(6);
  for (let at = 14; at < 14 + size; at += 2) {
    const [end, start] = [table.readUInt16BE(at), table.readUInt16BE(at + size + 2)];
    const [delta, offset] = [table.readUInt16BE(at + 2 * size + 2), table.readUInt16BE(at + 3 * size + 2)];
    for (let code = start; code <= end && code < 0xffff; code++) {
      const named = at + 3 * size + 2 + offset + 2 * (code - start);
      const glyph = offset === 0 ? (code + delta) & 0xffff : table.readUInt16BE(named);
      if (glyph !== 0) yield code;
    }
  }
}
