/** A box of an ISO media file (ISO 14496-12 §4.2); places are from the file's first byte. */
export interface IsoBox {
  readonly type: string;
  readonly at: number;
  /** Where its content begins, and where it ends. */
  readonly from: number;
  readonly end: number;
}

/**
 * The boxes that stand one behind the other from `from` on. Ends before `end` at the first that is none or reaches
 * beyond; then `isWhole` is false. One that goes on to the end of the file by a size of 0 is taken for none.
 */
export function boxesIn(bytes: Buffer, from: number, end: number): { boxes: IsoBox[]; isWhole: boolean } {
  const boxes: IsoBox[] = [];
  let at = from;
  while (at + 8 <= end) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= end;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const head = isLong ? 16 : 8;
    if (size < head || at + size > end) break;
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), at, from: at + head, end: at + size });
    at += size;
  }
  return { boxes, isWhole: at === end };
}

/** Reads numbers of so many bytes one after the other; NaN beyond the end. */
export function numberReader(bytes: Buffer, from: number, end: number) {
  let at = from;
  return {
    at: () => at,
    skip(size: number): void {
      at += size;
    },
    read(size: number): number {
      if (size === 0) return 0;
      at += size;
      if (at > end) return Number.NaN;
      if (size === 8) return Number(bytes.readBigUInt64BE(at - 8));
      return size > 6 ? Number.NaN : bytes.readUIntBE(at - size, size);
    },
  };
}
