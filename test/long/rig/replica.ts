import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Dateline, startDateline } from '../../../bench/lib/dateline.ts';

/** One of the machines of the rig: its folder and its port stay, whatever becomes of its process. */
export interface Replica {
  readonly number: number;
  readonly port: number;
  readonly origin: string;
  /** Resolves when it is ready. @throws Error when it ends or takes too long. */
  readonly start: () => Promise<void>;
  /** Kills all its processes at once, as a power cut does. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Warnings and errors of its log, a line each. */
  readonly complaints: () => string[];
}

export interface ReplicaOptions {
  readonly number: number;
  /** Where its data and its log go. */
  readonly folder: string;
  readonly port: number;
  /** The folder that it serves; empty where `env` names a repository. */
  readonly contentDir: string;
  readonly env: Readonly<Record<string, string>>;
}

const READY_MS = 120_000;

/** Makes a replica that is not started yet. */
export function createReplica({ number, folder, port, contentDir, env }: ReplicaOptions): Replica {
  const origin = `http://127.0.0.1:${port}`;
  const logFile = join(folder, `replica-${number}.log`);
  const dataDir = join(folder, `data-${number}`);
  let running: Dateline | null = null;
  return {
    number,
    port,
    origin,
    async start() {
      running = await startDateline({ contentDir, dataDir, port, logFile, env });
      await running.waitUntilReady(READY_MS);
    },
    async kill() {
      running?.child.signal('SIGKILL');
      await running?.child.ended;
      running = null;
    },
    async stop() {
      await running?.stop();
      running = null;
    },
    complaints: () =>
      existsSync(logFile)
        ? readFileSync(logFile, 'utf8')
            .split('\n')
            .filter((line) => /"level":"(?:warn|error|fatal)"/.test(line))
        : [],
  };
}
