import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { NO_STORE, ONE_YEAR_IMMUTABLE } from '../../cache/cache-policy.ts';
import { formatHttpDate } from '../../cache/http-date.ts';
import type { HeaderList } from '../../cache/page-entry.ts';
import type { Stored } from '../../media/variants/variant-store.ts';
import { BusyError } from '../../media/work-queue.ts';
import { HttpError } from '../http-error.ts';
import { evaluate, sendHead } from './send-entry.ts';

/** A picture made once and never changed, as its name holds a hash; its URL may show another one day. */
export interface StoredPicture {
  /** Such as `<hash>-640.avif`; where nothing else is said, the last segment of its URL. */
  readonly name: string;
  /** Such as `image/avif`. */
  readonly contentType: string;
  /** Has it made where it is not there; asked only when its bytes or their number are wanted. */
  readonly read: (gone: AbortSignal) => Promise<Stored>;
  /** What may be shown instead of one that cannot be made in time; null for nothing. */
  readonly standIn?: () => Promise<Stored | null>;
  /** For ever by default. */
  readonly cacheControl?: string | undefined;
  /** Milliseconds since 1970; none by default. */
  readonly lastModified?: number | undefined;
  /** Headers of its own; none by default. */
  readonly headers?: HeaderList | undefined;
}

const RETRY_AFTER_SECONDS = '5';
/** A sweep may remove a file between the store's answer and its reading. */
const TRIES = 3;

/**
 * Answers with a stored picture: 200 with its bytes from the disk, 304 when
 * the client's copy is good, no body for HEAD. What stands in for it nobody keeps. Resolves when it is sent, or the
 * client has gone.
 * @throws HttpError 412 where the request names another picture, 503 where too many wait to be made, and whatever
 * `read` throws.
 */
export async function sendStored(
  request: IncomingMessage,
  response: ServerResponse,
  picture: StoredPicture,
): Promise<void> {
  const gone = whenGone(response);
  try {
    await send(request, response, picture, gone);
  } catch (error) {
    if (error !== gone.reason) throw error;
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  picture: StoredPicture,
  gone: AbortSignal,
): Promise<void> {
  const { cacheControl = ONE_YEAR_IMMUTABLE, lastModified, headers: own = [] } = picture;
  const etag = `"${picture.name}"`;
  const verdict = evaluate(request, { etag, lastModified });
  await using body = verdict === 'not modified' ? null : await openStored(picture, gone);
  // A stream to a response that is closed would never end its source.
  if (response.destroyed) return;
  const isStandIn = body?.isStandIn === true;
  const caching = isStandIn ? NO_STORE : cacheControl;
  // Never the tag of the picture whose place it takes.
  const tag = isStandIn ? `${etag.slice(0, -1)}-stand-in"` : etag;
  const unchangedHeaders = ['Cache-Control', caching, 'ETag', tag];
  const date = lastModified === undefined ? [] : ['Last-Modified', formatHttpDate(lastModified)];
  const content = ['Content-Type', picture.contentType, 'Content-Length', String(body?.length)];
  const headers = [...unchangedHeaders, ...date, ...content, ...own];
  const head = { status: 200, cacheControl: caching, headers, unchangedHeaders };
  if (!sendHead(request, response, verdict, head) || body === null) return;
  if (body.handle === null) response.end(body.bytes);
  else await sendFile(body.handle, response);
}

/** A signal that aborts when the client has gone before its answer was whole; at once where it has gone already. */
function whenGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  const abort = (): void => {
    if (!response.writableFinished) gone.abort();
  };
  if (response.destroyed) abort();
  else response.once('close', abort);
  return gone.signal;
}

/** Sends a file's bytes. Resolves when they are sent, or the client has gone; nothing reads from the file then. */
async function sendFile(handle: FileHandle, response: ServerResponse): Promise<void> {
  const source = handle.createReadStream();
  try {
    await pipeline(source, response);
  } catch (error) {
    if (!isClientGone(error)) throw error;
  } finally {
    source.destroy();
  }
}

/** Whether sending ended because the client has gone, which is nobody's fault. */
export const isClientGone = (error: unknown): boolean =>
  CLIENT_GONE.has((error as NodeJS.ErrnoException).code ?? '');

const CLIENT_GONE: ReadonlySet<string> = new Set([
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_UNABLE_TO_PIPE',
  'ERR_STREAM_DESTROYED',
]);

/** What is sent: bytes, or an open file. Closing it closes the file. */
type OpenBody = AsyncDisposable & { readonly length: number; readonly isStandIn: boolean } & (
    | { readonly handle: null; readonly bytes: Buffer }
    | { readonly handle: FileHandle }
  );

async function openStored(picture: StoredPicture, gone: AbortSignal): Promise<OpenBody> {
  for (let tries = 1; ; tries++) {
    const { isStandIn, stored } = await readInTime(picture, gone);
    const { file, bytes } = stored;
    if (bytes !== null) {
      return { handle: null, bytes, length: bytes.length, isStandIn, async [Symbol.asyncDispose]() {} };
    }
    try {
      await using opened = new AsyncDisposableStack();
      const handle = opened.use(await open(file));
      const { size } = await handle.stat();
      opened.move();
      return { handle, length: size, isStandIn, [Symbol.asyncDispose]: () => handle.close() };
    } catch (error) {
      if (tries === TRIES || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

async function readInTime({ read, standIn }: StoredPicture, gone: AbortSignal) {
  try {
    return { isStandIn: false, stored: await read(gone) };
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    const stored = (await standIn?.()) ?? null;
    if (stored !== null) return { isStandIn: true, stored };
    throw new HttpError(503, error.code, error.message, {
      cause: error,
      headers: { 'Retry-After': RETRY_AFTER_SECONDS },
    });
  }
}
