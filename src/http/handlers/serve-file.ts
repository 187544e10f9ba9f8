import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { HeaderList } from '../../cache/page-entry.ts';
import { examineOpenFile, type ServedFile } from '../../media/files/examine-file.ts';
import { FileError } from '../../media/files/file-error.ts';
import { fileHash } from '../../media/pictures/picture-hash.ts';
import { clientKey } from '../middleware/limit-rate.ts';
import { fileDisposition, filePolicy, fileType } from '../send/file-headers.ts';
import { sendFile } from '../send/send-file.ts';
import { createSharedFiles, FileChangedError } from '../send/shared-files.ts';
import type { TransferSlots } from '../send/transfer-slots.ts';

export interface ServeFileOptions {
  readonly slots: TransferSlots;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A file that was found. */
export interface FileToServe {
  /** Its real path on the disk. */
  readonly path: string;
  /** Below the content folder, as it was asked for. */
  readonly file: string;
  /** Headers that name its surrogate key. */
  readonly tags: HeaderList;
}

/** Answers with a file, or not: false where it is not served, which is told in the log once for each state of it. */
export type ServeFile = (request: Request, response: Response, found: FileToServe) => Promise<boolean>;

const ONE_HOUR = 'public, max-age=3600';
/** A file that changed so shortly ago may still be on its way. */
const SETTLING_MS = 10_000;
/** States of files of which it is remembered what they are. */
const MOST_KNOWN = 1_000;

/** Prepares to serve files as they are, under their own names, each if its bytes are what its name says. */
export function createFileServer({ slots, log, now }: ServeFileOptions): ServeFile {
  const files = createSharedFiles();
  const known = new LRUCache<string, ServedFile | FileError>({ max: MOST_KNOWN });

  return async (request, response, { path, file, tags }) => {
    await using shared = await files.open(path);
    if (shared === null) return false;
    const { state } = shared;
    const name = file.slice(file.lastIndexOf('/') + 1);
    const key = `${name}\n${state.stamp}`;
    const examined = known.get(key) ?? (await examine(shared.handle, name));
    const isSettling = Math.abs(now() - Math.max(state.mtimeMs, state.ctimeMs)) < SETTLING_MS;
    if (examined instanceof FileError) {
      const { code, message, hint } = examined;
      if (!isSettling && !known.has(key)) log.warn({ file, code, hint }, `a file is not served: ${message}`);
      if (!isSettling) known.set(key, examined);
      return false;
    }
    known.set(key, examined);
    const { kind, facts, charset } = examined;
    // What runs in a reader's own program is not opened by itself.
    const isInline = kind.isInline && facts.hasScript !== true;
    const sent = {
      file: shared,
      contentType: fileType(kind, charset),
      etag: `"${fileHash(key)}"`,
      lastModified: Math.min(state.mtimeMs, now()),
      cacheControl: ONE_HOUR,
      isSettling,
      headers: [
        'Content-Disposition',
        fileDisposition(name, isInline),
        'Content-Security-Policy',
        filePolicy(kind),
        // A document in an origin of its own cannot be isolated from its opener as well (HTML, "COOP enforcement").
        'Cross-Origin-Opener-Policy',
        'unsafe-none',
        ...tags,
      ],
    };
    try {
      await sendFile(request, response, sent, { slots, client: clientKey(request.ip) });
    } catch (error) {
      if (!(error instanceof FileChangedError)) throw error;
      log.info({ file }, 'a file changed while it was sent; the reader has to ask again');
    }
    return true;
  };
}

async function examine(
  handle: Parameters<typeof examineOpenFile>[0],
  name: string,
): Promise<ServedFile | FileError> {
  try {
    return await examineOpenFile(handle, name);
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}
