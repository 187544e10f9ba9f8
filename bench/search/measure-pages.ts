import { fileURLToPath } from 'node:url';
import type { Archive } from '../archive/archive.ts';
import { createRandom } from '../archive/random.ts';
import { startChild } from '../lib/child.ts';
import { connect } from '../lib/connection.ts';
import { findFreePort } from '../lib/free-port.ts';
import { median } from '../lib/median.ts';
import { summarise } from '../lib/percentiles.ts';
import { waitForQuiet } from '../lib/wait-for-quiet.ts';
import { waitForAnswer } from '../serve/contender.ts';
import { createSteadyLoad } from '../load/steady-load.ts';

export interface PageOptions {
  readonly archive: Archive;
  readonly contentDir: string;
  readonly dataDir: string;
  readonly queries: readonly string[];
  /** Quiet windows of so many seconds, and as many with searches. */
  readonly windows: number;
  readonly seconds: number;
}

/** The median of each kind of window; milliseconds. */
export interface PageFigures {
  readonly quietP99: number;
  readonly pacedP99: number;
  readonly busyP99: number;
  /** Searches in a second of those without a pause. */
  readonly mostPerSecond: number;
}

/** Searches a second in paced windows: ten times what one client may send in the long run. */
export const PACE = 30;

const REQUESTS = 200;
const CONNECTIONS = 8;
const URLS = 50;
const MOST_QUIET_MS = 3_000;
const SERVER = fileURLToPath(new URL('./search-server.ts', import.meta.url));

/** How finished pages come, quiet, while the same process searches now and then, and without a pause; windows take turns. */
export async function measurePages(options: PageOptions): Promise<PageFigures> {
  const { archive, contentDir, dataDir, queries, windows, seconds } = options;
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const args = [SERVER, String(port), contentDir, dataDir, origin];
  const server = await startChild({ command: process.execPath, args, cwd: process.cwd(), env: {} });
  const control = connect(origin);
  const random = createRandom(archive.count, 31);
  const paths = Array.from({ length: URLS }, () => archive.outlineAt(random.below(archive.count)).path);
  await waitForAnswer(server, `${origin}/healthz`);
  const load = createSteadyLoad({ origin, paths, perSecond: REQUESTS, connections: CONNECTIONS });
  await load.run(2);
  const wanted = String(new URLSearchParams(queries.slice(0, 40).map((query) => ['q', query])));
  const quiet: number[] = [];
  const paced: number[] = [];
  const busy: number[] = [];
  const rates: number[] = [];
  const p99 = async (): Promise<number> => summarise((await load.run(seconds)).samples)?.p99 ?? Number.NaN;
  const during = async (query: string): Promise<{ p99: number; searches: number }> => {
    const before = Number((await control.get(`/searching/on?${query}`)).body);
    const measured = await p99();
    return { p99: measured, searches: Number((await control.get('/searching/off')).body) - before };
  };
  for (let at = 0; at < windows; at += 1) {
    await waitForQuiet(MOST_QUIET_MS);
    quiet.push(await p99());
    paced.push((await during(`${wanted}&rate=${PACE}`)).p99);
    const storm = await during(wanted);
    busy.push(storm.p99);
    rates.push(storm.searches / seconds);
  }
  load.close();
  control.close();
  await server.stop();
  return {
    quietP99: median(quiet),
    pacedP99: median(paced),
    busyP99: median(busy),
    mostPerSecond: median(rates),
  };
}
