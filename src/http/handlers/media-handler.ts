import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { NO_STORE } from '../../cache/cache-policy.ts';
import type { HeaderList } from '../../cache/page-entry.ts';
import { fileKindOf } from '../../domain/files/file-kinds.ts';
import { isHiddenFolder } from '../../domain/hidden-names.ts';
import { composed } from '../../domain/names.ts';
import { pictureSrc } from '../../domain/picture-name.ts';
import { fileKey, pictureKey } from '../../domain/surrogate-keys.ts';
import { PictureError } from '../../media/picture-error.ts';
import {
  formatOfName,
  PICTURE_FORMATS,
  type PictureFormat,
  recogniseContent,
} from '../../media/picture-format.ts';
import { fileHash } from '../../media/pictures/picture-hash.ts';
import { pictureLibrary } from '../../media/pictures/picture-library.ts';
import type { VariantStore } from '../../media/variants/variant-store.ts';
import { clientKey } from '../middleware/limit-rate.ts';
import { findMediaFile } from '../find-media-file.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { sendStored } from '../send/send-stored.ts';
import { createTransferSlots, MOST_TRANSFERS, type TransferSlots } from '../send/transfer-slots.ts';
import { createFileServer, type ServeFile } from './serve-file.ts';
import { toldFaults } from './told-faults.ts';

export interface MediaOptions {
  /** A folder with pictures and other files; it may appear, or be swapped as a symbolic link, after the start. */
  readonly folder: string;
  /** Where the cleaned pictures are kept. */
  readonly variants: VariantStore;
  /** Places of files that are sent at once; by default some, for this folder alone. */
  readonly slots?: TransferSlots | undefined;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Given where it holds texts too: then what lies in folders whose names keep those off the site is kept off as well, and what may
   * be a text itself is served only where another surely leads to its site path.
   */
  readonly texts?: { readonly isNamed: (src: string) => boolean } | undefined;
  /** Where the file of a path lies in the folder, by their segments; absent where those are the same. */
  readonly locate?: (names: readonly string[]) => readonly string[];
}

const ONE_HOUR = 'public, max-age=3600';
/** A file that changed so shortly ago may still be on its way. */
const SETTLING_MS = 10_000;
/** Refusals that are remembered, each by one state of a file. */
const MOST_REFUSED = 1_000;

/**
 * Serves the pictures and other files of a folder under their own names, composed (NFC); mount it at `/media`. Anything that
 * is neither, or lies outside of that folder, goes on to the next handler, and so does what is not what its name says. `tags`
 * gives the headers by which caches in front know what a surrogate key means.
 */
export function createMediaHandler(
  options: MediaOptions,
  tags: (key: string) => HeaderList = () => [],
): RequestHandler {
  const { folder, texts, locate = (names) => names } = options;
  const servePicture = createPictureServer(options);
  const serveFile = createFileServer({
    ...options,
    slots: options.slots ?? createTransferSlots(MOST_TRANSFERS),
  });

  return async (request, response, next) => {
    const written = decodePath(request.path);
    if (written === undefined || (texts !== undefined && written.slice(0, -1).some(isHiddenFolder)))
      return next();
    const names = written.map(composed);
    const found = await findMediaFile(folder, locate(names));
    if (found === undefined) return next();
    const src = `${request.baseUrl}${pictureSrc(names.join('/'))}`;
    const kind = fileKindOf(names.at(-1) ?? '');
    if (kind?.isManuscript === true && texts?.isNamed(src) === false) return next();
    if (names.some((name, at) => name !== written[at]))
      return sendRedirect(response, `${src}${request.url.slice(request.path.length)}`);
    const key = kind === null ? pictureKey(src) : fileKey(src);
    const asked = { path: found.file, file: `${basename(folder)}/${written.join('/')}`, tags: tags(key) };
    const isServed = await (kind === null ? servePicture : serveFile)(request, response, asked);
    if (!isServed) next();
  };
}

/**
 * Prepares to serve pictures, each cleaned of all that its owner may not want to tell. One that changed in the last seconds may
 * be kept by nobody.
 */
function createPictureServer({ variants, log, now }: MediaOptions): ServeFile {
  const formats = new LRUCache<string, PictureFormat>({ max: MOST_REFUSED });
  const refused = new LRUCache<string, PictureError>({ max: MOST_REFUSED });
  const isNewFault = toldFaults();

  return async (request, response, { path, file, tags }) => {
    const state = await lookAt(path);
    if (state === null || formatOfName(path) === null) return false;
    const format = formats.get(state.stamp) ?? (await formatOfFile(path));
    if (format === null) return false;
    formats.set(state.stamp, format);

    const { extension, contentType } = PICTURE_FORMATS[format];
    const name = `${fileHash(state.stamp)}-file.${extension}`;
    if (refused.has(name)) return false;
    const lastModified = Math.min(state.mtimeMs, now());
    const client = clientKey(request.ip);
    const isSettling = Math.abs(now() - state.mtimeMs) < SETTLING_MS;
    try {
      await sendStored(request, response, {
        name,
        contentType,
        cacheControl: isSettling ? NO_STORE : ONE_HOUR,
        lastModified,
        headers: tags,
        read: (signal) =>
          variants.read(name, () => clean(path, state.stamp), { lane: 'files', client, signal }),
      });
      return true;
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      if (LASTING.has(error.code)) refused.set(name, error);
      if (isNewFault(`${name} ${error.code}`))
        log.warn({ file, code: error.code, hint: error.hint }, `a picture is not served: ${error.message}`);
      return false;
    }
  };
}

/** What the bytes of a picture say, and nothing else of the machine or the moment, so that it holds until they change. */
const LASTING: ReadonlySet<PictureError['code']> = new Set([
  'picture-empty',
  'picture-too-heavy',
  'picture-too-many-pixels',
  'picture-too-tall',
  'picture-svg',
  'picture-unknown-format',
  'picture-damaged',
]);

/** The picture of a file without all that is not the picture. @throws PictureError where it cannot be shown. */
async function clean(file: string, stamp: string): Promise<Buffer> {
  const { readPicture, probeBytes, cleanPicture } = await pictureLibrary();
  const bytes = await readPicture(file);
  const { format } = await probeBytes(bytes, basename(file));
  const cleaned = await cleanPicture(bytes, format);
  if ((await lookAt(file))?.stamp === stamp) return cleaned;
  throw new PictureError(
    'picture-unreadable',
    `The picture ${basename(file)} changed while it was read.`,
    'Wait until it is copied.',
  );
}

/** The format of a picture file, by its first bytes, whatever its name says; by the name where these tell of no picture. */
async function formatOfFile(file: string): Promise<PictureFormat | null> {
  try {
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const content = recogniseContent(buffer.subarray(0, bytesRead));
    return content.kind === 'picture' ? content.format : formatOfName(file);
  } catch {
    return null;
  }
}

/** What tells one state of a file from all others; null where there is no file. */
async function lookAt(file: string): Promise<{ readonly stamp: string; readonly mtimeMs: number } | null> {
  try {
    const stats = await stat(file, { bigint: true });
    if (!stats.isFile()) return null;
    const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs } = stats;
    return { stamp: [file, dev, ino, size, mtimeNs, ctimeNs].join('\n'), mtimeMs: Number(mtimeMs) };
  } catch {
    return null;
  }
}

/** The decoded segments of `/a/b.jpg`, or undefined when the encoding is malformed. */
function decodePath(path: string): readonly string[] | undefined {
  try {
    return path.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
