import { closeSync } from 'node:fs';
import type { Settings } from '../../config/environment.ts';
import type { HandedSocket } from '../../config/handed-socket.ts';
import { tryAddress } from '../server/server-address.ts';

/** Where a server listens. */
export interface Place {
  readonly port: number;
  /** Of a socket that listens there already; null where it has to be opened. */
  readonly descriptor: number | null;
}

/**
 * Finds where to listen: at the socket that this process was started with, unless the server whose place it takes listens
 * at another address than it is to; else at HOST and PORT, which may be 0. @throws ListenError when that cannot be had.
 */
export async function findPlace(
  { host, port }: Pick<Settings, 'host' | 'port'>,
  handed: HandedSocket | null,
): Promise<Place> {
  if (handed !== null) {
    const { descriptor, former } = handed;
    if (former === null) return { port, descriptor };
    if (former.host === host && former.askedPort === port) return { port: former.port, descriptor };
    closeSync(descriptor);
  }
  return { port: await tryAddress(host, port), descriptor: null };
}
