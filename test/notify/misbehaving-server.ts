import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Behaviour = (response: ServerResponse) => void;

const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024));

/** How the server answers, by name. */
const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  hang: () => undefined,
  reset: ({ socket }) => void socket?.resetAndDestroy(),
  endless(response) {
    response.writeHead(200);
    const pour = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384)));
    };
    response.on('drain', pour);
    pour();
  },
  bomb(response) {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(BOMB);
  },
  'slow-headers'({ socket }) {
    socket?.write('HTTP/1.1 200 OK\r\nX-Slow: ');
    const timer = setInterval(() => socket?.write('z'), 20);
    socket?.on('close', () => clearInterval(timer));
  },
  'huge-headers'({ socket }) {
    socket?.write(`HTTP/1.1 200 OK\r\nX-Huge: ${'z'.repeat(100_000)}\r\n\r\n`);
  },
  'cut-off'({ socket }) {
    socket?.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf');
    socket?.end();
  },
  redirect(response) {
    response.writeHead(301, { location: '/followed' });
    response.end();
  },
};

/** A server on 127.0.0.1 that answers as it is told: `reset` and such, or with a status and headers. */
export async function misbehavingServer() {
  const seen: Seen[] = [];
  let answers: (string | number | { status: number; headers: Record<string, string> })[] = [200];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 200;
      if (typeof answer === 'string') return BEHAVIOURS[answer]?.(response);
      const { status, headers } = typeof answer === 'number' ? { status: answer, headers: {} } : answer;
      response.writeHead(status, headers);
      response.end('answer');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    seen,
    /** What is answered from now on; the last one again and again. */
    answer(...next: typeof answers): void {
      answers = next;
    },
    close(): Promise<void> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
