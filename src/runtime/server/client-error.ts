import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { StandalonePage } from '../../http/send/standalone-page.ts';
import type { Exchanges } from './exchanges.ts';
import { writeRefusal } from './refusal.ts';

export interface ClientErrorOptions {
  readonly errorPage: StandalonePage;
  readonly exchanges: Exchanges;
  /** Whether a request's handler has not been asked yet. */
  readonly isWaiting: (response: ServerResponse) => boolean;
  /** How long the client may go on talking after the answer, in ms. */
  readonly lingerMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Answers what Node cannot, or will not, make a request of. */
export interface UnreadableRequests {
  /** Listens to a server's `clientError`: what cannot be read as HTTP, or not in time. */
  readonly onError: (error: ParseError, socket: Duplex) => void;
  /** Listens to its `connect`: no server of pages is a tunnel (RFC 9110 §9.3.6). */
  readonly onConnect: (request: IncomingMessage, socket: Duplex) => void;
}

type ParseError = NodeJS.ErrnoException & {
  /** What came last, and how many bytes of it were in order. */
  readonly rawPacket?: Buffer | undefined;
  readonly bytesParsed?: number | undefined;
};

const STATUS_BY_CODE: ReadonlyMap<string, number> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['HPE_PAUSED_H2_UPGRADE', 505],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

/** Codes of a request line that may be in order, but for what it asks for. */
const UNKNOWN: ReadonlySet<string> = new Set(['HPE_INVALID_METHOD', 'HPE_INVALID_VERSION']);
const REQUEST_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32} [\x21-\x7e]+ HTTP\/(\d\.\d)\r\n/;
const LONGEST_LINE = 2_000;

/**
 * What cannot be read gets one small HTML page and the end of its connection, behind the answers to all that came
 * before it on the connection. Where it is the body of a request that its handler has taken on, that answer is the
 * last. Where time is over for such a body, or nothing was ever sent (a browser's spare connection), the connection is
 * closed without a word.
 */
export function answerUnreadable(options: ClientErrorOptions): UnreadableRequests {
  const { errorPage, exchanges, isWaiting, lingerMs, now } = options;
  const ended = new WeakSet<Duplex>();

  /** Sends the last bytes, and lets the client talk on for a moment, unheard, so that it gets to read them. */
  const end = (socket: Duplex, bytes?: Buffer): void => {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    socket.end(bytes);
    const linger = setTimeout(() => socket.destroy(), lingerMs).unref();
    socket.once('close', () => clearTimeout(linger));
  };
  const refuse = (socket: Duplex, status: number): void => {
    const latest = exchanges.latest(socket);
    if (latest === undefined || latest.writableFinished || isWaiting(latest)) {
      end(socket, writeRefusal(errorPage, status, now()));
      return;
    }
    latest.once('finish', () => end(socket, writeRefusal(errorPage, status, now())));
  };

  return {
    onError(error, socket) {
      // The rest of a long bad request: it may come in, and is not read.
      if (ended.has(socket)) return;
      ended.add(socket);
      const latest = exchanges.latest(socket);
      const isBody = latest !== undefined && !latest.req.complete && !isWaiting(latest);
      const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
      if (!socket.writable || error.code === 'ECONNRESET' || isSilent(socket) || (isBody && isLate)) {
        socket.destroy();
      } else if (!isBody) refuse(socket, statusOf(error));
      else if (latest.writableFinished) end(socket);
      else {
        if (!latest.headersSent) latest.setHeader('Connection', 'close');
        latest.once('finish', () => end(socket));
      }
    },
    onConnect(_request, socket) {
      socket.on('error', () => {});
      socket.resume();
      refuse(socket, 405);
    },
  };
}

function isSilent(socket: Duplex): boolean {
  return 'bytesRead' in socket && socket.bytesRead === 0;
}

/** A method that nobody knows here is a 501 (RFC 9110 §9.1), a version of HTTP a 505, noise a 400. */
function statusOf({ code = '', rawPacket, bytesParsed = 0 }: ParseError): number {
  if (!UNKNOWN.has(code)) return STATUS_BY_CODE.get(code) ?? 400;
  const line = REQUEST_LINE.exec(rawPacket?.toString('latin1', 0, LONGEST_LINE) ?? '');
  // Behind a good request in the same packet the line is not that of the bad one.
  if (line === null || bytesParsed > line[0].length) return 400;
  return line[1] === '1.0' || line[1] === '1.1' ? 501 : 505;
}
