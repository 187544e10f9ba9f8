import { boxesIn, type IsoBox, numberReader } from './iso-boxes.ts';

/** An item of a HEIF file (ISO 23008-12), with the places of its bytes. */
export interface AvifItem {
  readonly id: number;
  readonly type: string;
  /** Of a `mime` item. */
  readonly contentType: string;
  /** Where its name stands, which ends with NUL; empty for the types that say more behind it. */
  readonly name: { readonly from: number; readonly end: number };
  readonly extents: readonly { readonly from: number; readonly end: number }[];
}

const MOST_ITEMS = 1000;
const MOST_EXTENTS = 1000;

/** The items that `iinf` and `iloc` name; null where either cannot be read, or one lies elsewhere than it may. */
export function readItems(
  bytes: Buffer,
  boxes: { readonly iinf: IsoBox; readonly iloc: IsoBox; readonly idat: IsoBox | undefined },
): AvifItem[] | null {
  const places = readPlaces(bytes, boxes.iloc, boxes.idat);
  if (places === null) return null;
  const reader = numberReader(bytes, boxes.iinf.from, boxes.iinf.end);
  const version = reader.read(4) >>> 24;
  const count = reader.read(version === 0 ? 2 : 4);
  const { boxes: entries, isWhole } = boxesIn(bytes, reader.at(), boxes.iinf.end);
  if (!isWhole || entries.length !== count || count > MOST_ITEMS) return null;
  const items: AvifItem[] = [];
  for (const entry of entries) {
    const item = readEntry(bytes, entry);
    if (item === null) return null;
    items.push({ ...item, extents: places.get(item.id) ?? [] });
  }
  return items;
}

function readEntry(bytes: Buffer, { type: box, from, end }: IsoBox): Omit<AvifItem, 'extents'> | null {
  const reader = numberReader(bytes, from, end);
  const version = reader.read(4) >>> 24;
  if (box !== 'infe' || (version !== 2 && version !== 3)) return null;
  const id = reader.read(version === 2 ? 2 : 4);
  const protection = reader.read(2);
  const at = reader.at();
  if (protection !== 0 || at + 5 > end) return null;
  const type = bytes.toString('latin1', at, at + 4);
  if (type !== 'mime') return { id, type, contentType: '', name: { from: at + 4, end } };
  const [name = '', contentType = ''] = bytes.toString('latin1', at + 4, end).split('\0');
  return name === '' ? { id, type, contentType, name: { from: end, end } } : null;
}

/** Where the bytes of each item are (ISO 14496-12 §8.11.3). */
function readPlaces(bytes: Buffer, iloc: IsoBox, idat: IsoBox | undefined) {
  const reader = numberReader(bytes, iloc.from, iloc.end);
  const version = reader.read(4) >>> 24;
  const sizes = reader.read(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const count = reader.read(version < 2 ? 2 : 4);
  if (!(version <= 2) || !(count <= MOST_ITEMS)) return null;
  const places = new Map<number, { from: number; end: number }[]>();
  for (let index = 0; index < count; index++) {
    const id = reader.read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : reader.read(2) & 15;
    const isElsewhere = reader.read(2) !== 0 || method > 1 || (method === 1 && idat === undefined);
    const base = reader.read(baseSize) + (method === 1 ? (idat?.from ?? 0) : 0);
    const extents = reader.read(2);
    if (isElsewhere || !(extents <= MOST_EXTENTS) || places.has(id)) return null;
    const found: { from: number; end: number }[] = [];
    for (let extent = 0; extent < extents; extent++) {
      reader.skip(indexSize);
      const from = base + reader.read(offsetSize);
      const length = reader.read(lengthSize);
      const limit = method === 1 ? (idat?.end ?? 0) : bytes.length;
      // A length of 0 would mean all that follows.
      if (!(length > 0) || !(from + length <= limit)) return null;
      found.push({ from, end: from + length });
    }
    places.set(id, found);
  }
  return places;
}
