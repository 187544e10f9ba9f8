import { fileKindOf } from '../domain/files/file-kinds.ts';
import { fillDownloadMarks } from '../domain/marks/download-marks.ts';
import { escapeHtml } from '../html/escape.ts';
import { shownSize } from './file-size.ts';
import type { Words } from './words.ts';

/** A file that is there. */
export interface SizedFile {
  /** Where it is served. */
  readonly src: string;
  readonly bytes: number;
}

export interface SayDownloadOptions {
  readonly words: Words;
  /** BCP 47 tag that decides how numbers are written. */
  readonly locale: string;
  /** The file at a site path, or what takes its place; null for none. */
  readonly file: (src: string) => SizedFile | null;
}

/** A body whose links to files lead to them and tell what they are and how large, each where its own words do not. */
export function sayDownloads(bodyHtml: string, options: SayDownloadOptions): string {
  return fillDownloadMarks(bodyHtml, ({ src, innerHtml, behindHtml }) => {
    const file = options.file(src);
    if (file === null) return null;
    const isPicture = /<(?:img|picture)[\s>]/.test(innerHtml);
    const isToldBehind = BEHIND.test(behindHtml.replace(TAG, ''));
    const note = isPicture || isToldBehind ? '' : sizeNote(innerHtml.replace(TAG, ''), file, options);
    return { path: file.src, noteHtml: note === '' ? '' : escapeHtml(` ${note}`) };
  });
}

/** ` (PDF, 1.2 MB)`, without its blank, for a link with a text; what the text says already is left out. '' for nothing. */
export function sizeNote(
  text: string,
  { src, bytes }: SizedFile,
  { words, locale }: Pick<SayDownloadOptions, 'words' | 'locale'>,
): string {
  const kind = fileKindOf(src)?.extension.toUpperCase();
  if (kind === undefined || SIZE.test(text)) return '';
  const size = shownSize(bytes, locale);
  const isKindSaid = new RegExp(`(?<![\\p{L}\\p{N}])${kind}(?![\\p{L}\\p{N}])`, 'iu').test(text);
  return isKindSaid ? words.say('file-size', { size }) : words.say('file-kind-size', { kind, size });
}

const TAG = /<[^<>]*>/g;

/** A number of bytes, in the letters of those who tell it. */
const AMOUNT =
  '\\p{Nd}[\\s\\u00a0\\u202f]?(?:[kmgt]i?b|[kmg]o|bytes?|octets?|[кмгт]и?б|байт\\p{L}*|[կմգ]բ|[كمغ]\\.ب|(?:كيلو|ميغا|کیلو|مگا)\\s?(?:بايت|بایت)|字节)(?!\\p{L})';
const SIZE = new RegExp(AMOUNT, 'iu');
/** In brackets, right behind the link. */
const BEHIND = new RegExp(`^[\\s\\u00a0]{0,3}[([–—,-][^)\\]]{0,40}${AMOUNT}`, 'iu');
