import type { FileKind } from '../../domain/files/file-kinds.ts';

/** What of a file is looked at. */
export interface FileSample {
  /** Its first bytes, HEAD_BYTES of them or all. */
  readonly head: Buffer;
  /** Its last bytes, TAIL_BYTES of them or all; empty for kinds that do not need them. */
  readonly tail: Buffer;
}

export const HEAD_BYTES = 64 * 1024;
/** A list of a few thousand entries at the end of a ZIP. */
export const TAIL_BYTES = 256 * 1024;

/** What the bytes of a file are: of the kind that its name says; a web page, or something else than that; an office file with macros. */
export type FileVerdict = 'sound' | 'web-page' | 'other' | 'macros';

/**
 * Tells by the bytes whether a file is what its name says. Where a file is two things at once, it is what it begins as: by
 * `X-Content-Type-Options: nosniff` nobody takes it for the other.
 */
export function recogniseFile({ extension, type, isText }: FileKind, sample: FileSample): FileVerdict {
  const { head } = sample;
  if (isText) return judgeText(extension, head);
  if (type.startsWith(OFFICE)) return judgeOffice(extension, sample);
  const isSound = SIGNATURES[extension] ?? SIGNATURES[type];
  if (isSound?.(head) === true) return 'sound';
  return isWebPage(head) ? 'web-page' : 'other';
}

/** Whether the end of a file of this kind is looked at, where a ZIP lists what is in it. */
export const isJudgedByEnd = ({ type }: FileKind): boolean => type.startsWith(OFFICE);

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const FOLDERS: Readonly<Record<string, string>> = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/' };

type Signature = (head: Buffer) => boolean;

const at =
  (signature: string, offset = 0): Signature =>
  (head) =>
    head.toString('latin1', offset, offset + signature.length) === signature;

const isZip: Signature = (head) => at('PK\x03\x04')(head) || at('PK\x05\x06')(head);
/** The first entry of such a file is its media type, not compressed (OpenDocument 1.3 part 2 §3.3, EPUB OCF §4.3). */
const isTyped =
  (type: string): Signature =>
  (head) =>
    isZip(head) && at(`mimetype${type}`, 30)(head);

/** ISO media (14496-12 §4.2): the first box is the type of the file; old ones of QuickTime begin with others. */
const isIsoMedia: Signature = (head) => {
  if (!at('ftyp', 4)(head)) return false;
  return !/^(?:avi[fs]|hei[cxms]|hev|mif1|msf1)/.test(head.toString('latin1', 8, 12));
};
const isQuickTime: Signature = (head) =>
  isIsoMedia(head) || /^(?:moov|mdat|wide|free|skip|pnot)$/.test(head.toString('latin1', 4, 8));

/** A frame of layer II or III with a bit rate and a sampling rate that there are (ISO 11172-3 §2.4.1.3). */
const isMpegAudio: Signature = (head) => {
  if (at('ID3')(head)) return true;
  const [sync = 0, version = 0, rates = 0] = head;
  const layer = (version >> 1) & 3;
  return (
    sync === 0xff &&
    version >= 0xe0 &&
    (layer === 1 || layer === 2) &&
    rates >> 4 !== 15 &&
    ((rates >> 2) & 3) !== 3
  );
};

const SIGNATURES: Readonly<Record<string, Signature>> = {
  // Before it, programs leave a mark of the byte order, blanks, line ends.
  pdf: (head) => /^(?:\xef\xbb\xbf)?[\s\0]{0,16}%PDF-\d/.test(head.toString('latin1', 0, 64)),
  mp3: isMpegAudio,
  wav: (head) => at('RIFF')(head) && at('WAVE', 8)(head),
  flac: at('fLaC'),
  'audio/mp4': isIsoMedia,
  'video/mp4': isIsoMedia,
  mov: isQuickTime,
  'audio/ogg': at('OggS'),
  'video/ogg': at('OggS'),
  webm: (head) => at('\x1a\x45\xdf\xa3')(head) && head.toString('latin1', 0, 128).includes('webm'),
  ods: isTyped('application/vnd.oasis.opendocument.spreadsheet'),
  odt: isTyped('application/vnd.oasis.opendocument.text'),
  odp: isTyped('application/vnd.oasis.opendocument.presentation'),
  epub: isTyped('application/epub+zip'),
  zip: isZip,
};

/** An office file is a ZIP that says what is in it, and has its parts in a folder of its program (ECMA-376 part 2). */
function judgeOffice(extension: string, { head, tail }: FileSample): FileVerdict {
  if (!isZip(head)) return isWebPage(head) ? 'web-page' : 'other';
  const has = (name: string): boolean => head.includes(name) || tail.includes(name);
  if (!has('[Content_Types].xml') || !has(FOLDERS[extension] ?? '')) return 'other';
  return has('vbaProject.bin') ? 'macros' : 'sound';
}

function judgeText(extension: string, head: Buffer): FileVerdict {
  if (isWebPage(head)) return 'web-page';
  const isUtf16 = charsetOf(head) === 'utf-16';
  if (!isUtf16 && head.includes(0)) return 'other';
  const text = isUtf16 ? '' : head.toString('latin1', 0, 512).replace(/^\xef\xbb\xbf/, '');
  if (extension === 'vtt') return /^WEBVTT(?:[ \t\r\n]|$)/.test(text) ? 'sound' : 'other';
  if (/^(?:geo)?json$/.test(extension))
    return /^\s*[[{"\d-]|^\s*(?:true|false|null)/.test(text) ? 'sound' : 'other';
  return NO_TEXT.some((signature) => text.startsWith(signature)) ? 'other' : 'sound';
}

const NO_TEXT = ['%PDF-', 'PK\x03\x04', 'GIF8', '\x89PNG', '\xff\xd8\xff'];

/** What a browser that guesses would take for a page, a drawing or a feed (WHATWG MIME Sniffing §7.1). */
export function isWebPage(head: Buffer): boolean {
  const start = head
    .subarray(0, 1024)
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s]*/, '');
  return /^<(?:!doctype\s|!--|\?xml|html|head|body|script|svg|iframe|style|title|table|meta|h1|div|font|img|a[ >]|b[ >]|p[ >]|br|rss|feed)/i.test(
    start,
  );
}

/** The charset in which a text is sent: by its mark of the byte order, or UTF-8 where its bytes are; null where nobody can tell. */
export function charsetOf(head: Buffer): 'utf-8' | 'utf-16' | null {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return 'utf-16';
  try {
    // A letter may be cut in two at the end of what is looked at.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: head.length >= HEAD_BYTES });
    return 'utf-8';
  } catch {
    return null;
  }
}

/** Whether a part of a PDF names an action that runs a script or starts a program (ISO 32000-2 §12.6.4), and is not compressed. */
export const hasPdfScript = (part: Buffer): boolean =>
  /\/(?:JavaScript|JS|Launch)(?![A-Za-z0-9])/.test(part.toString('latin1'));
