import type { WrittenMarks } from '../notice/write-marks.ts';
import { type AvifItem, readItems } from './avif-items.ts';
import { isIccProfile } from './icc-profile.ts';
import { boxesIn, type IsoBox } from './iso-boxes.ts';
import { CUT, ODD, type Slices } from './parts.ts';

/** Items that are pictures, or are put together of such. */
const PICTURES: ReadonlySet<string> = new Set(['av01', 'grid', 'iden', 'iovl', 'tmap']);
const IN_META: ReadonlySet<string> = new Set('hdlr pitm iloc iinf iref iprp idat grpl'.split(' '));
/** What a picture is decoded and shown by; `udes` and its kin are texts. */
const PROPERTIES: ReadonlySet<string> = new Set(
  'ispe pixi av1C colr pasp irot imir clap auxC a1lx a1op lsel clli mdcv cclv amve free'.split(' '),
);

/**
 * Blanks all of an AVIF (AV1 Image File Format 1.2) that is not its pictures, in a copy: offsets depend on each
 * other there, so nothing moves. In the place of its EXIF and XMP items stand `marks`. What follows the last box of
 * the picture goes. A film, or what has a thumbnail or any property that is not known, is odd.
 */
export function* cleanAvif(bytes: Buffer, marks: WrittenMarks): Slices {
  const { boxes } = boxesIn(bytes, 0, bytes.length);
  const [first] = boxes;
  const meta = boxes.find(({ type }) => type === 'meta');
  const last = boxes.findLast(({ type }) => type === 'meta' || type === 'mdat');
  if (first?.type !== 'ftyp' || meta === undefined || last === undefined)
    return isCutShort(bytes, boxes) ? CUT : ODD;
  const used = boxes.filter(({ at }) => at <= last.at);
  if (used.filter(({ type }) => type === 'meta').length !== 1 || used.some(({ type }) => type === 'moov'))
    return ODD;

  const inside = boxesIn(bytes, meta.from + 4, meta.end);
  if (!inside.isWhole || inside.boxes.some(({ type }) => !IN_META.has(type))) return ODD;
  const find = (type: string): IsoBox | undefined => inside.boxes.find((box) => box.type === type);
  const [iinf, iloc, iprp, hdlr, iref] = [
    find('iinf'),
    find('iloc'),
    find('iprp'),
    find('hdlr'),
    find('iref'),
  ];
  if (iinf === undefined || iloc === undefined || iprp === undefined || hdlr === undefined) return ODD;
  if (new Set(inside.boxes.map(({ type }) => type)).size !== inside.boxes.length) return ODD;
  if (iref !== undefined && hasThumbnail(bytes, iref)) return ODD;
  if (!areKnown(bytes, iprp)) return ODD;
  const idat = find('idat');
  const items = readItems(bytes, { iinf, iloc, idat });
  if (items === null) return isCutShort(bytes, boxes) ? CUT : ODD;

  const clean = Buffer.alloc(last.end);
  for (const { type, at, from, end } of used) {
    // The heads of all boxes stay; of what is in them, the two that say what the picture is.
    bytes.copy(clean, at, at, type === 'ftyp' || type === 'meta' ? end : from);
    if (!BLANK_KINDS.has(type)) clean.write('free', at + 4, 'latin1');
  }
  if (idat !== undefined) clean.fill(0, idat.from, idat.end);
  clean.fill(0, Math.min(hdlr.from + 24, hdlr.end), hdlr.end);
  const others = items.filter(({ type }) => !PICTURES.has(type)).flatMap(({ extents }) => extents);
  for (const item of items) {
    clean.fill(0, item.name.from, item.name.end);
    if (PICTURES.has(item.type)) {
      for (const { from, end } of item.extents) {
        if (!isInData(from, end, used, idat) || others.some((other) => from < other.end && end > other.from))
          return ODD;
        bytes.copy(clean, from, from, end);
      }
    } else if (!writeItem(clean, item, marks)) return ODD;
  }
  return { kind: 'whole', parts: [clean] };
}

const BLANK_KINDS: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'free']);

/** Whether what follows the last whole box is the head of one that reaches beyond the file. */
function isCutShort(bytes: Buffer, boxes: readonly IsoBox[]): boolean {
  const at = boxes.at(-1)?.end ?? 0;
  return at + 8 <= bytes.length && /^(?:meta|mdat|ftyp)$/.test(bytes.toString('latin1', at + 4, at + 8));
}

const isInData = (from: number, end: number, boxes: readonly IsoBox[], idat: IsoBox | undefined): boolean =>
  [...boxes.filter(({ type }) => type === 'mdat'), ...(idat === undefined ? [] : [idat])].some(
    (box) => from >= box.from && end <= box.end,
  );

const hasThumbnail = (bytes: Buffer, iref: IsoBox): boolean => {
  const { boxes, isWhole } = boxesIn(bytes, iref.from + 4, iref.end);
  return !isWhole || boxes.some(({ type }) => type === 'thmb');
};

function areKnown(bytes: Buffer, iprp: IsoBox): boolean {
  const outer = boxesIn(bytes, iprp.from, iprp.end);
  if (!outer.isWhole || outer.boxes.some(({ type }) => type !== 'ipco' && type !== 'ipma')) return false;
  return outer.boxes
    .filter(({ type }) => type === 'ipco')
    .every(({ from, end }) => {
      const { boxes, isWhole } = boxesIn(bytes, from, end);
      return isWhole && boxes.every((box) => PROPERTIES.has(box.type) && isColour(bytes, box));
    });
}

/** Whether a colour property holds numbers, or a profile and nothing else. */
function isColour(bytes: Buffer, { type, from, end }: IsoBox): boolean {
  if (type === 'free') return false;
  if (type !== 'colr') return end - from <= 4096;
  const kind = bytes.toString('latin1', from, from + 4);
  if (kind === 'nclx') return end - from <= 12;
  return (kind === 'prof' || kind === 'rICC') && isIccProfile(bytes.subarray(from + 4, end));
}

/** Puts our own in the place of an item that is no picture; false where that is not possible. */
function writeItem(
  clean: Buffer,
  { type, contentType, extents }: AvifItem,
  { exif, xmp }: WrittenMarks,
): boolean {
  const [extent] = extents;
  if (extents.length !== 1 || extent === undefined) return false;
  const room = extent.end - extent.from;
  if (type === 'Exif') {
    // Before the block stands how far it is, 0.
    const block = Buffer.concat([Buffer.alloc(4), exif ?? EMPTY_EXIF]);
    if (block.length > room) return false;
    block.copy(clean, extent.from);
    return true;
  }
  if (type !== 'mime' || contentType !== 'application/rdf+xml') return false;
  const packet = xmp ?? Buffer.alloc(0);
  if (packet.length > room) return false;
  clean.fill(' ', extent.from, extent.end);
  packet.copy(clean, extent.from);
  return true;
}

/** A TIFF block without entries. */
const EMPTY_EXIF = Buffer.from('II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1');
