import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { formatHttpDate } from '../cache/http-date.ts';
import type { StandalonePage } from '../http/standalone-page.ts';
import type { Exchanges } from './exchanges.ts';

export interface ClientErrorOptions {
  readonly errorPage: StandalonePage;
  readonly exchanges: Exchanges;
  /** How long the client may go on talking after the answer, in ms. */
  readonly lingerMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const STATUS_BY_CODE: ReadonlyMap<string, number> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

/**
 * Makes the listener for a server's `clientError`: what cannot be read as HTTP, or not in time, gets
 * one small HTML page and the end of its connection. Where a request on the connection was already
 * taken on, or nothing was ever sent (a browser's spare connection), it is closed without a word.
 */
export function answerClientError({ errorPage, exchanges, lingerMs, now }: ClientErrorOptions) {
  const answered = new WeakSet<Duplex>();
  return (error: NodeJS.ErrnoException, socket: Duplex): void => {
    // The rest of a long bad request: it may come in, and is not read.
    if (answered.has(socket)) return;
    if (!socket.writable || error.code === 'ECONNRESET' || isSilent(socket) || isTaken(exchanges, socket)) {
      socket.destroy();
      return;
    }
    answered.add(socket);
    const status = STATUS_BY_CODE.get(error.code ?? '') ?? 400;
    socket.end(buildAnswer(errorPage, status, now()));
    const linger = setTimeout(() => socket.destroy(), lingerMs).unref();
    socket.once('close', () => clearTimeout(linger));
  };
}

function isSilent(socket: Duplex): boolean {
  return 'bytesRead' in socket && socket.bytesRead === 0;
}

/** The error is about the body of a request whose answer was sent or is being made. */
function isTaken(exchanges: Exchanges, socket: Duplex): boolean {
  const latest = exchanges.latest(socket);
  return latest !== undefined && !(latest.writableFinished && latest.req.complete);
}

function buildAnswer(errorPage: StandalonePage, status: number, now: number): Buffer {
  const page = errorPage.get(status);
  const { bytes } = page.encoded('identity');
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Date: ${formatHttpDate(now)}`,
    `Content-Type: ${page.contentType}`,
    `Content-Length: ${bytes.length}`,
    `Content-Security-Policy: ${errorPage.contentSecurityPolicy}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}
