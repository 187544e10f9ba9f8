import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { runHaproxy } from '../../deploy/run-balancers.ts';
import { runNginx } from '../../deploy/run-nginx.ts';
import type { RunningProxy } from '../../deploy/run-proxy.ts';
import { runVarnish } from '../../deploy/run-varnish.ts';
import { type Newsroom, openFolder, openRepository } from './newsroom.ts';
import { type Outside, startOutside } from './outside.ts';
import { type Place, placeAt } from './places.ts';
import { createReplica, type Replica } from './replica.ts';

/** Three machines, Varnish in front of the first, nginx in front of the second, HAProxy in front of all, and what they read and tell. */
export interface Rig {
  readonly newsroom: Newsroom;
  readonly outside: Outside;
  readonly replicas: readonly [Replica, Replica, Replica];
  /** The machines, their caches, and HAProxy last. */
  readonly places: readonly Place[];
  readonly restartVarnish: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type Source = 'folder' | 'git';

export interface RigOptions {
  /** An empty folder; all data and logs go below it. */
  readonly folder: string;
  readonly source: Source;
  /** WORKERS of each machine. */
  readonly workers: number;
}

/** The machine that tells the outside: the one that no fault of the rig hits. */
const TELLER = 2;

/** Starts all of it on free ports of this machine. Close it; what it started is ended with this program in any case. */
export async function startRig({ folder, source, workers }: RigOptions): Promise<Rig> {
  mkdirSync(folder, { recursive: true });
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const ports = [await findFreePort(), await findFreePort(), await findFreePort()] as const;
    const cachePort = await findFreePort();
    const outside = await startOutside();
    closing.push(outside.close);
    const now = new Date();
    const machines = ports.map((port) => `http://127.0.0.1:${port}`);
    const newsroom = source === 'folder' ? openFolder(folder, now) : await openRepository({ now, machines });
    closing.push(newsroom.close);
    const replica = (number: 1 | 2 | 3, env: Readonly<Record<string, string>>): Replica =>
      createReplica({
        number,
        folder,
        port: ports[number - 1] ?? 0,
        contentDir: newsroom.contentDir,
        env: {
          WORKERS: String(workers),
          TELL: number === TELLER ? 'yes' : 'no',
          ...outside.environmentOf(number),
          ...newsroom.environment,
          ...env,
        },
      });
    const replicas = [
      // All that Varnish keeps is purged: it may keep it for a day.
      replica(1, { PURGE: `varnish://127.0.0.1:${cachePort}`, SHARED_MAX_AGE: '86400' }),
      replica(2, { SHARED_MAX_AGE: '1' }),
      replica(3, {}),
    ] as const;
    for (const one of replicas) closing.push(one.stop);
    await Promise.all(replicas.map((one) => one.start()));
    let varnish: RunningProxy = await runVarnish(ports[0], cachePort);
    closing.push(() => varnish.close());
    const nginx = await runNginx(ports[1]);
    closing.push(nginx.close);
    const haproxy = await runHaproxy([varnish.port, nginx.port, ports[2]]);
    closing.push(haproxy.close);
    const places = [
      ...replicas.map(({ number, origin }) => placeAt(`machine ${number}`, origin, number)),
      placeAt('Varnish of 1', varnish.url, 1),
      placeAt('nginx of 2', nginx.url, 2),
      placeAt('HAProxy of all', haproxy.url, null),
    ];
    closing.push(async () => {
      for (const { connection } of places) connection.close();
    });
    return {
      newsroom,
      outside,
      replicas,
      places,
      async restartVarnish() {
        await varnish.close();
        varnish = await runVarnish(ports[0], cachePort);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where the rig’s own files of a source go. */
export const folderOf = (folder: string, source: Source): string => join(folder, source);
