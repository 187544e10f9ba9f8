import { type Connection, connect } from '../lib/connection.ts';

export interface SteadyLoadOptions {
  readonly origin: string;
  readonly paths: readonly string[];
  readonly perSecond: number;
  readonly connections: number;
}

/** Requests at an even rate, whatever the server does. */
export interface SteadyLoad {
  /** Asks for the paths in turn. Returns the milliseconds of each reply, and how many were no 200. */
  readonly run: (seconds: number) => Promise<{ readonly samples: number[]; readonly failures: number }>;
  readonly close: () => void;
}

const TICK_MS = 2;

/**
 * Makes a load of requests at fixed moments. A request whose connection is still busy waits for it, which
 * counts as time of its reply: a server that stands still is charged for all who wait.
 */
export function createSteadyLoad({ origin, paths, perSecond, connections }: SteadyLoadOptions): SteadyLoad {
  const open = Array.from({ length: connections }, () => connect(origin));
  let turn = 0;
  const ask = async (connection: Connection): Promise<number> => {
    const askedAt = performance.now();
    const path = paths[turn % paths.length] ?? '/';
    turn += 1;
    const { status } = await connection.get(path, 'br');
    if (status !== 200) throw new Error(`${path} answered ${status}.`);
    return performance.now() - askedAt;
  };
  const run = async (seconds: number): Promise<{ samples: number[]; failures: number }> => {
    const samples: number[] = [];
    let failures = 0;
    const under: Promise<void>[] = [];
    const startedAt = performance.now();
    const total = seconds * perSecond;
    for (let sent = 0; sent < total; ) {
      const dueBy = Math.min(total, ((performance.now() - startedAt) / 1_000) * perSecond);
      for (; sent < dueBy; sent += 1) {
        under.push(
          ask(open[sent % connections] as Connection).then(
            (ms) => void samples.push(ms),
            () => {
              failures += 1;
            },
          ),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    await Promise.all(under);
    return { samples, failures };
  };
  return { run, close: () => open.forEach((connection) => void connection.close()) };
}
