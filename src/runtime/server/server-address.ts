import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Logger } from 'pino';
import { toListenError } from './listen-error.ts';

/**
 * Listens on an address for a moment, so that whoever starts others knows beforehand whether they can have
 * it, and the same port for all. Returns the port, which for 0 is one that was free.
 * @throws ListenError when the address cannot be had.
 */
export async function tryAddress(host: string, port: number): Promise<number> {
  const server = createServer();
  const taken = await listenOn(server, host, port);
  server.close();
  await once(server, 'close');
  return taken;
}

/**
 * Has a server listen. Returns the port, which for 0 is one that was free. `how` may name the descriptor of a socket that
 * listens already, or let other servers of this user that say so listen beside it, where the system can (socket(7),
 * SO_REUSEPORT). @throws ListenError when it cannot.
 */
export async function listenOn(
  server: Server,
  host: string,
  port: number,
  how: { readonly fd?: number; readonly reusePort?: boolean } = {},
): Promise<number> {
  try {
    server.listen(how.fd === undefined ? { host, port, ...how } : { fd: how.fd });
    await once(server, 'listening');
  } catch (error) {
    throw toListenError(error, host, port);
  }
  return (server.address() as AddressInfo).port;
}

/**
 * Has a server listen at an address at which its successor may listen before it ends. Where this is no successor itself,
 * nobody else may be there. Returns the port. @throws ListenError when it cannot.
 */
export async function listenWithSuccessor(
  server: Server,
  host: string,
  port: number,
  isSuccessor: boolean,
): Promise<number> {
  const own = isSuccessor ? port : await tryAddress(host, port);
  return listenOn(server, host, own, { reusePort: process.platform === 'linux' });
}

/** Where this machine reaches a server that listens on `host`, such as `http://127.0.0.1:3000`. */
export function serverUrl(host: string, port: number): string {
  const isEveryAddress = host === '0.0.0.0' || host === '::' || host === '';
  const name = isEveryAddress ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Writes the ready line, at any log level but `silent`: from now on the site is served. */
export function announce({ url }: { readonly url: string }, log: Logger): void {
  if (log.level !== 'silent') log.child({}, { level: 'info' }).info({ url }, 'listening');
}
