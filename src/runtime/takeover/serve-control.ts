import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Logger } from 'pino';
import { CONTROL_REQUEST, type ControlAnswer, type ControlRequest } from './control-messages.ts';
import { controlPlace } from './control-socket.ts';

export interface ServeControlOptions {
  readonly dataDir: string;
  /** Does what a command asks; `tell` is told of each step. Resolves to the pid of the server from then on. */
  readonly restart: (request: ControlRequest, tell: (step: string) => void) => Promise<number>;
  readonly log: Logger;
}

/**
 * Listens in DATA_DIR for commands of this server's user: nobody else may enter that folder. It keeps no process alive.
 * Where it cannot be, as on a file system without sockets, that is told, and signals are left. Resolves to its end when it
 * has the place.
 */
export async function serveControl({ dataDir, restart, log }: ServeControlOptions): Promise<() => void> {
  const server = createServer((socket) => void converse(socket));
  const place = controlPlace(dataDir, process.pid);
  const close = (): void => {
    server.close();
    place[Symbol.dispose]();
  };
  try {
    server.listen(place.path);
    await once(server, 'listening');
    place.take();
  } catch (error) {
    log.warn({ err: error }, 'commands cannot reach this server; signals can');
  }
  server.unref();
  return close;

  async function converse(socket: Socket): Promise<void> {
    const answer = (given: ControlAnswer): void => void socket.write(`${JSON.stringify(given)}\n`);
    socket.on('error', () => {});
    try {
      for await (const line of createInterface({ input: socket })) {
        const request = CONTROL_REQUEST.parse(JSON.parse(line));
        answer({ pid: await restart(request, (step) => answer({ step })) });
        break;
      }
    } catch (error) {
      answer({ failed: error instanceof Error ? error.message : String(error) });
    }
    socket.end();
  }
}
