import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../bench/archive/random.ts';
import { connect } from '../../bench/lib/connection.ts';
import { type Dateline, startDateline } from '../../bench/lib/dateline.ts';
import { askAndHangUp } from './lib/hang-up.ts';
import { processesOf } from '../../bench/lib/process-group.ts';
import { openFilesBelow } from '../support/open-files.ts';

export interface HangUpOptions {
  /** With pictures of every kind. */
  readonly contentDir: string;
  readonly dataDir: string;
  readonly workers: number;
  readonly requests: number;
  readonly seed: number;
  /** Widest picture that is asked for, in px: what is made takes its time. */
  readonly widest: number;
}

export interface HangUpResult {
  /** Different addresses that were asked for. */
  readonly paths: number;
  /** Answers that were read to their end. */
  readonly whole: number;
  /** Processes that were there before and are not any more. */
  readonly ended: readonly string[];
  /** Files of the content or of stored pictures that some process still has open. */
  readonly leftOpen: readonly string[];
  /** Of the front page, at the end; null where nobody answers. */
  readonly status: number | null;
}

const STRAIN = fileURLToPath(new URL('../fixtures/processes/strain.mjs', import.meta.url));
const READERS = 12;
const START_MS = 120_000;
const CLOSING_MS = 60_000;

/**
 * Starts a site of which every process collects garbage twice a second and has one busy thread for files, has readers ask
 * for everything and hang up at random moments, and looks at what is left. Only Linux tells which files are open.
 */
export async function runHangUps(options: HangUpOptions): Promise<HangUpResult> {
  const { contentDir, dataDir, workers, requests, seed } = options;
  const env = { WORKERS: String(workers), UV_THREADPOOL_SIZE: '1', NODE_OPTIONS: `--import=${STRAIN}` };
  const site = await startDateline({ contentDir, dataDir, env: { ...env, LOG_LEVEL: 'warn' } });
  try {
    await site.waitUntilReady(START_MS);
    const paths = await findPaths(site, options.widest);
    await storeHalf(site, paths);
    const before = processesOf(site.child.pid) ?? [];
    const random = createRandom(seed, 23);
    let left = requests;
    let whole = 0;
    const read = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        if (await askAndHangUp(site.origin, random.pick(paths), random)) whole += 1;
      }
    };
    await Promise.all(Array.from({ length: READERS }, read));
    const leftOpen = await filesLeftOpen(site, [contentDir, join(dataDir, 'pictures')]);
    const after = new Set(processesOf(site.child.pid));
    const ended = before.filter((pid) => !after.has(pid));
    const status = await statusOf(site.origin, '/');
    return { paths: paths.length, whole, ended, leftOpen, status };
  } finally {
    await site.stop();
  }
}

const PAGES = ['/', '/sections/world', '/archive', '/2016/07/19/landscape', '/2016/07/19/plain', '/no-such'];
const FILES = [
  '/feed.xml',
  '/feed.atom',
  '/feed.json',
  '/sitemap.xml',
  '/search?q=sea',
  '/search?q=night',
  '/media/landscape.jpg',
  '/media/moving.gif',
  '/media/broken.jpg',
  '/articles/2016/07/Beside%20One.jpg',
  '/2016/07/19/landscape.md',
];

/** Pages and the like, and whatever of this site they name. */
async function findPaths({ origin }: Dateline, widest: number): Promise<string[]> {
  const named = new Set<string>();
  const connection = connect(origin);
  // Pictures are read behind the first build.
  for (const deadline = performance.now() + START_MS; performance.now() < deadline; await sleep(200)) {
    const { body } = await connection.get('/2016/07/19/landscape');
    if (body.includes('/pictures/')) break;
  }
  for (const page of PAGES) {
    const { body } = await connection.get(page);
    for (const [, url = ''] of body.toString().matchAll(/["' ](?:http:\/\/[^/"]+)?(\/[\w%./-]+\.\w+)/g)) {
      const width = Number(/-(\d+)\.\w+$/.exec(url)?.[1] ?? 0);
      if (/^\/(?:pictures|cards|assets|media)\//.test(url) && width <= widest) named.add(url);
    }
  }
  connection.close();
  return [...PAGES, ...FILES, ...named];
}

/** Has every other address answered once, so that some pictures are read from files and others have to be made. */
async function storeHalf({ origin }: Dateline, paths: readonly string[]): Promise<void> {
  const connection = connect(origin);
  for (const path of paths.filter((_, at) => at % 2 === 0)) await connection.get(path);
  connection.close();
}

/** What some process still has open when all have had time to close it. */
async function filesLeftOpen({ child }: Dateline, folders: readonly string[]): Promise<string[]> {
  const look = (): string[] =>
    (processesOf(child.pid) ?? []).flatMap((pid) =>
      folders.flatMap((folder) => openFilesBelow(folder, Number(pid))),
    );
  let open = look();
  for (const deadline = performance.now() + CLOSING_MS; open.length > 0 && performance.now() < deadline; ) {
    await sleep(250);
    open = look();
  }
  return open;
}

async function statusOf(origin: string, path: string): Promise<number | null> {
  const connection = connect(origin);
  const reply = await connection.get(path).catch(() => null);
  connection.close();
  return reply?.status ?? null;
}
