import { inflateSync } from 'node:zlib';

/** The header of a WOFF file, and each row of its list of tables: bytes (WOFF 1.0 §3, §4). */
const HEADER = 44;
const ROW = 20;

/** Changes a table in place. */
export type TableEdit = (table: Buffer) => void;

/**
 * A copy of a WOFF file in which some tables are changed: they stand at its end, not compressed. Those that it does not have are
 * left out. Checksums stay as they were, since no reader of ours asks for them.
 */
export function editFont(woff: Buffer, edits: Readonly<Record<string, TableEdit>>): Buffer {
  const header = Buffer.from(woff);
  const added: Buffer[] = [];
  let end = Math.ceil(woff.length / 4) * 4;
  for (let row = HEADER; row < HEADER + header.readUInt16BE(12) * ROW; row += ROW) {
    const edit = edits[header.toString('latin1', row, row + 4)];
    if (edit === undefined) continue;
    const table = readTable(woff, row);
    edit(table);
    header.writeUInt32BE(end, row + 4);
    header.writeUInt32BE(table.length, row + 8);
    const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(padded);
    added.push(padded);
    end += padded.length;
  }
  header.writeUInt32BE(end, 8);
  return Buffer.concat([header, Buffer.alloc(-woff.length & 3), ...added]);
}

function readTable(woff: Buffer, row: number): Buffer {
  const [start, packed, whole] = [
    woff.readUInt32BE(row + 4),
    woff.readUInt32BE(row + 8),
    woff.readUInt32BE(row + 12),
  ];
  const bytes = woff.subarray(start, start + packed);
  return packed < whole ? inflateSync(bytes) : Buffer.from(bytes);
}

/** Makes all that a font draws so many times as large, by the units that its em is divided into (table `head`). */
export const scaleEm =
  (factor: number): TableEdit =>
  (head) =>
    head.writeUInt16BE(Math.round(head.readUInt16BE(18) / factor), 18);
