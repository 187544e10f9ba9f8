import { decodeBytes } from './decode-bytes.ts';

export interface IptcMarks {
  readonly copyright: string | null;
  readonly credit: string | null;
}

const PHOTOSHOP = 'Photoshop 3.0\0';
const IIM_RESOURCE = 0x0404;
const DATASET = 0x1c;
/** Record 2 of IPTC-IIM 4.2. */
const CREDIT = 110;
const COPYRIGHT_NOTICE = 116;

/** Reads notice and credit of a block of Photoshop resources, or of a bare IIM record; believes none of its lengths. */
export function readIptc(block: Buffer): IptcMarks {
  const iim = block[0] === DATASET ? block : findIim(block);
  let copyright: string | null = null;
  let credit: string | null = null;
  for (let at = 0; at + 5 <= iim.length && iim[at] === DATASET; ) {
    const [record, dataset, length] = [iim[at + 1], iim[at + 2], iim.readUInt16BE(at + 3)];
    // A length of 32,768 and more announces an extended dataset, which neither of the two is.
    if (length >= 0x8000) break;
    const text = decodeBytes(iim.subarray(at + 5, at + 5 + length));
    if (record === 2 && dataset === CREDIT) credit ??= text;
    if (record === 2 && dataset === COPYRIGHT_NOTICE) copyright ??= text;
    at += 5 + length;
  }
  return { copyright, credit };
}

/** The IIM record among the resources: signature, number, name padded to even, length, data padded to even. */
function findIim(block: Buffer): Buffer {
  let at = block.toString('latin1', 0, PHOTOSHOP.length) === PHOTOSHOP ? PHOTOSHOP.length : 0;
  while (at + 12 <= block.length && block.toString('latin1', at, at + 4) === '8BIM') {
    const id = block.readUInt16BE(at + 4);
    const nameBytes = 1 + (block[at + 6] ?? 0);
    const sizeAt = at + 6 + nameBytes + (nameBytes % 2);
    if (sizeAt + 4 > block.length) break;
    const size = block.readUInt32BE(sizeAt);
    const data = block.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (id === IIM_RESOURCE) return data;
    at = sizeAt + 4 + size + (size % 2);
  }
  return Buffer.alloc(0);
}
