import { randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ByteRange } from '../../cache/byte-ranges.ts';
import { NO_STORE } from '../../cache/cache-policy.ts';
import { formatHttpDate } from '../../cache/http-date.ts';
import type { HeaderList } from '../../cache/page-entry.ts';
import { HttpError } from '../http-error.ts';
import { answerRange } from './range-answer.ts';
import { evaluate, sendHead } from './send-entry.ts';
import type { SharedFile } from './shared-files.ts';
import type { TransferSlots } from './transfer-slots.ts';

/** A file that is sent as it is. */
export interface SentFile {
  readonly file: SharedFile;
  readonly contentType: string;
  /** With its quotes. */
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
  readonly cacheControl: string;
  /** Whether it may still be on its way: then it has no tag and no parts, by which a client could put together two of its states. */
  readonly isSettling: boolean;
  readonly headers: HeaderList;
}

export interface TransferTurn {
  readonly slots: TransferSlots;
  /** Those of one name count as one. */
  readonly client: string;
}

const RETRY_AFTER_SECONDS = '5';
/** What is in memory of each file that is being sent, besides what the system holds of its connection. */
const CHUNK_BYTES = 128 * 1024;

/**
 * Answers with a file or parts of it: 200, 206, 304, 416, no body for HEAD. Resolves when all is sent, the client has gone, or its
 * place was given to another; a file that changes meanwhile is sent no further, so that nobody gets bytes of two of its states.
 * @throws HttpError 412 where the request names another state, 503 where too many are being sent; FileChangedError.
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  sent: SentFile,
  { slots, client }: TransferTurn,
): Promise<void> {
  const { file, contentType, etag, lastModified, cacheControl, isSettling, headers } = sent;
  const validators = { etag, lastModified };
  const verdict = evaluate(request, validators);
  const answer = answerRange(request, {
    contentType,
    size: file.state.size,
    validators: isSettling ? null : validators,
    boundary: boundary(),
  });
  const caching = ['Cache-Control', isSettling || answer.status === 416 ? NO_STORE : cacheControl];
  const named = isSettling ? [] : ['ETag', etag, 'Last-Modified', formatHttpDate(lastModified)];
  const all = [
    ...caching,
    ...named,
    'Accept-Ranges',
    isSettling ? 'none' : 'bytes',
    ...headers,
    ...answer.headers,
  ];
  const head = {
    status: answer.status,
    cacheControl,
    headers: all,
    unchangedHeaders: [...caching, ...named.slice(0, 2)],
  };
  if (response.destroyed) return;
  if (request.method === 'HEAD' || verdict === 'not modified' || answer.pieces.length === 0) {
    if (sendHead(request, response, verdict, head)) response.end();
    return;
  }
  using slot = slots.take(client);
  if (slot === null) throw tooMany();
  sendHead(request, response, verdict, head);
  try {
    for await (const bytes of readPieces(file, answer.pieces)) await write(response, bytes, slot.signal);
    response.end();
  } catch (error) {
    response.destroy();
    if (error !== GONE && error !== slot.signal.reason) throw error;
  }
}

/** The client has gone, which is nobody's fault. */
const GONE = new Error('The client has gone.');

/** Resolves when the system has the bytes, so that what they are in may be used again. Rejects when nobody waits for them any more. */
function write(response: ServerResponse, bytes: Buffer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (why: unknown): void => {
      response.off('close', onGone);
      signal.removeEventListener('abort', onDisplaced);
      if (why === null) resolve();
      else reject(why);
    };
    const onGone = (): void => end(GONE);
    const onDisplaced = (): void => end(signal.reason);
    if (signal.aborted) return end(signal.reason);
    if (response.destroyed) return end(GONE);
    response.once('close', onGone);
    signal.addEventListener('abort', onDisplaced, { once: true });
    response.write(bytes, (error) => end(error == null ? null : GONE));
  });
}

/** Twenty digits, as nginx has them. */
const boundary = (): string => `${randomInt(1e9)}${randomInt(1e12)}`.padStart(20, '0').slice(-20);

const tooMany = (): HttpError =>
  new HttpError(503, 'too-many-transfers', 'Too many files are being sent.', {
    headers: { 'Retry-After': RETRY_AFTER_SECONDS },
  });

/** One part after the other, in the same memory: it is read when the last one is on its way. */
async function* readPieces(
  file: SharedFile,
  pieces: readonly (ByteRange | string)[],
): AsyncGenerator<Buffer, void, undefined> {
  const memory = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      yield Buffer.from(piece);
      continue;
    }
    for (let at = piece.start; at < piece.end; at += CHUNK_BYTES) {
      const part = memory.subarray(0, Math.min(CHUNK_BYTES, piece.end - at));
      await file.read(part, at);
      yield part;
    }
  }
}
