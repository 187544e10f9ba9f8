/** Lookups that attach a mark to a letter, to a ligature and to another mark, and the one that says where such a lookup is. */
const MARK_TO_LETTER = 4;
const MARK_TO_LIGATURE = 5;
const MARK_TO_MARK = 6;
const EXTENSION = 9;

/**
 * Turns the heights of a font’s anchors (table `GPOS`; OpenType, “Mark attachment positioning”) upside down. satori adds HarfBuzz’s
 * offsets of glyphs, which count upwards, to heights that count downwards: a vowel sign stood as far below its letter as it should
 * stand above. Turned twice it stands where it belongs. Changes the table in place.
 */
export function turnAnchors(gpos: Buffer): void {
  const anchors = new Set<number>();
  const lookups = gpos.readUInt16BE(8);
  for (const lookup of offsets(gpos, lookups, lookups)) {
    const kind = gpos.readUInt16BE(lookup);
    for (const subtable of offsets(gpos, lookup + 4, lookup)) {
      if (kind === EXTENSION)
        collect(gpos, gpos.readUInt16BE(subtable + 2), subtable + gpos.readUInt32BE(subtable + 4), anchors);
      else collect(gpos, kind, subtable, anchors);
    }
  }
  for (const anchor of anchors) gpos.writeInt16BE(-gpos.readInt16BE(anchor + 4), anchor + 4);
}

/** Where the things of a list stand: a count and so many offsets from `base`. */
function offsets(gpos: Buffer, list: number, base: number): readonly number[] {
  return Array.from(
    { length: gpos.readUInt16BE(list) },
    (_, index) => base + gpos.readUInt16BE(list + 2 + 2 * index),
  );
}

function collect(gpos: Buffer, kind: number, subtable: number, anchors: Set<number>): void {
  if (kind !== MARK_TO_LETTER && kind !== MARK_TO_LIGATURE && kind !== MARK_TO_MARK) return;
  const classes = gpos.readUInt16BE(subtable + 6);
  const marks = subtable + gpos.readUInt16BE(subtable + 8);
  for (let index = 0; index < gpos.readUInt16BE(marks); index++)
    anchors.add(marks + gpos.readUInt16BE(marks + 4 + 4 * index));
  const bases = subtable + gpos.readUInt16BE(subtable + 10);
  const tables = kind === MARK_TO_LIGATURE ? offsets(gpos, bases, bases) : [bases];
  for (const table of tables)
    for (let index = 0; index < gpos.readUInt16BE(table) * classes; index++) {
      const offset = gpos.readUInt16BE(table + 2 + 2 * index);
      if (offset !== 0) anchors.add(table + offset);
    }
}
