import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that pictures are fetched from. */
export interface PictureHost {
  /** Such as `127.0.0.1:41234`. */
  readonly host: string;
  /** The address of a path, which begins with a slash. */
  readonly url: (path: string) => string;
  /** The paths that were asked for, in order. */
  readonly asked: string[];
  /** Answers a path from now on. */
  readonly put: (path: string, reply: Buffer | Reply) => void;
  readonly close: () => Promise<void>;
}

/** Starts one on a free port of 127.0.0.1; it answers 404 to what was not put there. */
export async function openPictureHost(): Promise<PictureHost> {
  const replies = new Map<string, Reply>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const reply = replies.get(path);
    if (reply === undefined) response.writeHead(404).end();
    else reply(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: (path) => `http://${host}${path}`,
    asked,
    put(path, reply) {
      replies.set(path, typeof reply === 'function' ? reply : (_, response) => void response.end(reply));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
