import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { ONE_YEAR_IMMUTABLE } from '../cache/cache-policy.ts';
import { isNotModified } from '../cache/conditional-request.ts';
import type { Stored } from '../media/variant-store.ts';
import { BusyError } from '../media/work-queue.ts';
import { HttpError } from './http-error.ts';
import { sendNotModified } from './send-representation.ts';

/** A picture made once and never changed, as its name holds a hash. */
export interface StoredPicture {
  /** The last segment of its URL: `<hash>-640.avif`. */
  readonly name: string;
  /** Such as `image/avif`. */
  readonly contentType: string;
  /** Has it made where it is not there; asked only when its bytes or their number are wanted. */
  readonly read: () => Promise<Stored>;
}

const RETRY_AFTER_SECONDS = '5';
/** A sweep may remove a file between the store's answer and its reading. */
const TRIES = 3;

/**
 * Answers with a stored picture that everybody may keep for ever: 200 with its bytes from the disk, 304 when
 * the client's copy is good, no body for HEAD. Resolves when it is sent, or the client has gone.
 * @throws HttpError 503 where too many pictures wait to be made, and whatever `read` throws.
 */
export async function sendStored(
  request: IncomingMessage,
  response: ServerResponse,
  { name, contentType, read }: StoredPicture,
): Promise<void> {
  const etag = `"${name}"`;
  const isFresh = isNotModified(request.headers, { etag });
  const body = isFresh ? null : await openStored(read);
  // Shared caches would repeat the request's name to everybody.
  response.removeHeader('X-Request-Id');
  response.setHeader('Cache-Control', ONE_YEAR_IMMUTABLE);
  response.setHeader('ETag', etag);
  if (body === null) return sendNotModified(response);

  response.statusCode = 200;
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Length', body.length);
  if ('bytes' in body) {
    response.end(request.method === 'HEAD' ? undefined : body.bytes);
    return;
  }
  if (request.method === 'HEAD') {
    await body.handle.close();
    response.end();
    return;
  }
  try {
    await pipeline(body.handle.createReadStream(), response);
  } catch (error) {
    // The client has gone, which is nobody's fault.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

type OpenBody =
  | { readonly length: number; readonly bytes: Buffer }
  | { readonly length: number; readonly handle: Awaited<ReturnType<typeof open>> };

async function openStored(read: () => Promise<Stored>): Promise<OpenBody> {
  for (let tries = 1; ; tries++) {
    const { file, bytes } = await readUnlessBusy(read);
    if (file === null) return { bytes, length: bytes.length };
    if (bytes !== null) return { bytes, length: bytes.length };
    try {
      const handle = await open(file);
      return { handle, length: (await handle.stat()).size };
    } catch (error) {
      if (tries === TRIES || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

async function readUnlessBusy(read: () => Promise<Stored>): Promise<Stored> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    throw new HttpError(503, error.code, error.message, {
      cause: error,
      headers: { 'Retry-After': RETRY_AFTER_SECONDS },
    });
  }
}
