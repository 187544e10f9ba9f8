import { hash } from 'node:crypto';
import { composed } from './names.ts';
import { FETCHED_FOLDER, isPictureName, pictureSrc } from './picture-name.ts';

/** Names of the registry alone; no addresses in brackets, and nothing that a file system could take for something else. */
const HOST = /^[a-z0-9_][a-z0-9._-]{0,252}$/;
/** What fetchedSrc itself puts behind a name. */
const MARKED = /~[0-9a-f]{16}\.[a-z0-9]+$/i;
const SEGMENT_BYTES = 120;
const MOST_SEGMENTS = 12;
const STEM_LENGTH = 60;

/**
 * The path on this site of the picture at an address of another: `/fetched/cdn.example.org/2019/boat.jpg`, percent-encoded
 * and at most some 4,500 characters long. http and https are one, and so are a host with and without its default port. What
 * is no plain name of a picture keeps its last part and is told apart by a hash of the address: a query
 * (`boat~0123456789abcdef.jpg`), a name without a picture's extension, parts that are empty, hidden, too long or too many.
 * The extension promises nothing: what is served goes by the bytes. Null for what is no such address.
 */
export function fetchedSrc(address: string): string | null {
  const url = address.length > 2000 ? null : URL.parse(address.trim().replace(/^\/\//, 'https://'));
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return null;
  const name = url.hostname.replace(/\.$/, '');
  if (!HOST.test(name)) return null;
  const host = url.port === '' ? name : `${name}~${url.port}`;
  const plain = plainSegments(url);
  const segments = plain ?? [markedName(host, url)];
  return pictureSrc([FETCHED_FOLDER, host, ...segments].join('/'));
}

/** Whether a path of the site is one of fetchedSrc. */
export const isFetchedSrc = (src: string): boolean => src.startsWith(`/${FETCHED_FOLDER}/`);

/** The path of the same picture where a newsroom has it for good: `/media/cdn.example.org/2019/boat.jpg`. */
export const mediaCopyOf = (src: string): string => src.replace(`/${FETCHED_FOLDER}/`, '/media/');

/**
 * Where the picture of such a path is kept below the folder of fetched pictures: `ab/cdef….jpg`. It says nothing of the
 * address, so that no two addresses can be in each other's way there, whatever a file system makes of capitals and length.
 */
export function fetchedFile(src: string): string {
  const digest = hash('sha256', src);
  const extension = /\.([a-z0-9]+)$/i.exec(src)?.[1] ?? 'jpg';
  return `${digest.slice(0, 2)}/${digest.slice(2, 42)}.${extension.toLowerCase()}`;
}

/** The decoded parts of a path that names a picture and nothing unusual; null for any other. */
function plainSegments(url: URL): string[] | null {
  if (url.search !== '') return null;
  const segments = url.pathname.slice(1).split('/').map(decoded);
  const last = segments.at(-1) ?? '';
  const isPlain = segments.every((segment) => segment !== null && isPlainSegment(segment));
  if (!isPlain || segments.length > MOST_SEGMENTS || !isPictureName(last ?? '') || MARKED.test(last ?? ''))
    return null;
  return segments as string[];
}

const isPlainSegment = (segment: string): boolean =>
  segment !== '' &&
  !/^\.|[/\\\p{Cc}]/u.test(segment) &&
  segment.isWellFormed() &&
  composed(segment) === segment &&
  Buffer.byteLength(segment) <= SEGMENT_BYTES;

/** The last part of the path, as far as it is letters and digits, and a hash of the whole address. */
function markedName(host: string, { pathname, search }: URL): string {
  const last = pathname.split('/').findLast((segment) => segment !== '') ?? '';
  const written = decoded(last) ?? last;
  const extension = isPictureName(written) ? (/\.([a-z]+)$/i.exec(written)?.[1] ?? 'jpg') : 'jpg';
  const stem = written
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, STEM_LENGTH)
    .toWellFormed();
  const mark = hash('sha256', `${host}${pathname}${search}`).slice(0, 16);
  return `${composed(stem === '' ? 'picture' : stem)}~${mark}.${extension.toLowerCase()}`;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
