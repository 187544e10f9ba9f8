import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atEnd } from '../../../bench/lib/at-end.ts';
import { startArguments } from '../../../bench/lib/dateline.ts';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { type Told, startOutside } from '../rig/outside.ts';
import { copyProgram, type ProgramCopy } from './copy-program.ts';
import { type StrictReadings, startStrictReaders } from './strict-readers.ts';

/** What one release differs in from the one before. */
export type ReleaseKind = 'program' | 'catalog' | 'back' | 'node';

export interface ReleasesOptions {
  readonly folder: string;
  /** Where all of the servers log. */
  readonly logFile: string;
  readonly kinds: readonly ReleaseKind[];
  readonly workers: number;
  readonly perSecond: number;
  /** Stories there from the start. */
  readonly stories: number;
  /** Another Node than this one; this one where null. */
  readonly otherNode: string | null;
}

/** How releases went. */
export interface ReleasesResult extends StrictReadings {
  readonly releases: readonly { readonly kind: ReleaseKind; readonly version: string; readonly ms: number }[];
  /** Stories that were saved meanwhile. */
  readonly published: number;
  /** Of these, those that are not shown at the end. */
  readonly lost: readonly string[];
  /** Of these, those that the webhook heard of not at all, or more than once. */
  readonly untold: readonly string[];
  readonly toldTwice: readonly string[];
}

const PUBLISH_PAUSE_MS = 250;
const COUNTER = '/2016/07/15/counter';
/** Messages wait a moment for others, and are sent again after a minute where nobody took them. */
const TOLD_MS = 150_000;

/** Puts one release after the other in place of a running server, while readers read and an editor saves. */
export async function runReleases(options: ReleasesOptions): Promise<ReleasesResult> {
  const { folder, logFile, kinds, workers, perSecond, stories, otherNode } = options;
  const contentDir = join(folder, 'content');
  const dataDir = join(folder, 'data');
  const save = (file: string, text: string): void => {
    mkdirSync(dirname(join(contentDir, file)), { recursive: true });
    writeFileSync(join(contentDir, file), text);
  };
  const saveStory = (slug: string, title: string): void =>
    save(
      `articles/${slug}.md`,
      `---\ntitle: ${title}\ndate: 2016-07-15\nslug: ${slug}\n---\nText of ${slug}.\n`,
    );
  save('site.yaml', 'name: The Test Times\nlanguage: en\ntimeZone: UTC\nsections: [World]\n');
  saveStory('counter', 'Counter 0');
  for (let number = 0; number < stories; number += 1) saveStory(`old-${number}`, `Old story ${number}`);

  await using outside = await openOutside();
  const origin = `http://127.0.0.1:${await findFreePort()}`;
  let pid = startServer(logFile, {
    ...outside.environment,
    PORT: new URL(origin).port,
    CONTENT_DIR: contentDir,
    DATA_DIR: dataDir,
    WORKERS: String(workers),
    LOG_LEVEL: 'warn',
  });
  // Whose pid is known by then.
  const forget = atEnd(() => signal(pid, 'SIGKILL'));
  try {
    await waitUntilReady(origin);
    const others = [
      { path: '/', token: 'The Test Times' },
      { path: '/feed.xml', token: '<rss' },
      { path: '/2016/07/15/old-0', token: 'Text of old-0.' },
    ];
    const readers = startStrictReaders({ origin, counter: COUNTER, others, perSecond });
    const saved: string[] = [];
    let isOver = false;
    const editing = (async () => {
      for (let count = 1; !isOver; count += 1) {
        saveStory('counter', `Counter ${count}`);
        saveStory(`new-${count}`, `New story ${count}`);
        saved.push(`/2016/07/15/new-${count}`);
        await sleep(PUBLISH_PAUSE_MS);
      }
    })();
    const releases: { kind: ReleaseKind; version: string; ms: number }[] = [];
    const copies: ProgramCopy[] = [];
    for (const [index, kind] of kinds.entries()) {
      const copy =
        (kind === 'back' ? copies.at(-2) : undefined) ??
        copyProgram(join(folder, 'releases'), `9.${index}.0`, kind === 'catalog');
      copies.push(copy);
      const node = kind === 'node' ? (otherNode ?? process.execPath) : process.execPath;
      const startedAt = performance.now();
      pid = await restart(copy, node, dataDir);
      releases.push({ kind, version: copy.version, ms: performance.now() - startedAt });
      await sleep(1_000);
    }
    isOver = true;
    await editing;
    const readings = await readers.stop();
    const lost = await notShown(origin, saved);
    const heard = await waitUntilTold(outside.webhook, saved);
    return { ...readings, releases, published: saved.length, lost, ...heard };
  } finally {
    await end(pid);
    forget();
  }
}

async function openOutside() {
  const outside = await startOutside();
  const { INDEXNOW_KEY: _key, WEBSUB_HUBS: _hubs, ...environment } = outside.environmentOf(1);
  return { environment, webhook: outside.webhook, [Symbol.asyncDispose]: outside.close };
}

/** Calls the new release's command. Resolves to the pid of the server from then on. */
function restart({ launcher }: ProgramCopy, node: string, dataDir: string): Promise<number> {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir };
  return new Promise((resolve, reject) => {
    execFile(node, [launcher, 'restart'], { env }, (error, output, errors) => {
      const pid = Number(/as process (\d+)\./.exec(output)?.[1]);
      if (error === null && pid > 0) resolve(pid);
      else reject(new Error(`dateline restart failed: ${output}${errors}`));
    });
  });
}

async function notShown(origin: string, paths: readonly string[]): Promise<string[]> {
  const isShown = async (path: string): Promise<boolean> => (await fetch(origin + path)).status === 200;
  let missing = [...paths];
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await sleep(200)) {
    const left: string[] = [];
    for (const path of missing) if (!(await isShown(path))) left.push(path);
    missing = left;
    if (missing.length === 0) break;
  }
  return missing;
}

async function waitUntilTold(heard: readonly Told[], paths: readonly string[]) {
  const times = (path: string): number =>
    new Set(heard.filter(({ what }) => what === `article.published ${path}`).map(({ id }) => id)).size;
  const untold = (): string[] => paths.filter((path) => times(path) === 0);
  for (const deadline = performance.now() + TOLD_MS; performance.now() < deadline; await sleep(200)) {
    if (untold().length === 0) break;
  }
  return { untold: untold(), toldTwice: paths.filter((path) => times(path) > 1) };
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Starts the first server. Its process group is this program's, as those that follow are not its children's children. */
function startServer(logFile: string, env: Readonly<Record<string, string>>): number {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, startArguments(), {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, 'inherit'],
  });
  closeSync(log);
  if (child.pid === undefined) throw new Error('The server cannot be started.');
  return child.pid;
}

async function waitUntilReady(origin: string): Promise<void> {
  const isReady = (): Promise<boolean> =>
    fetch(`${origin}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
  for (const deadline = performance.now() + 120_000; !(await isReady()); await sleep(50)) {
    if (performance.now() > deadline) throw new Error('The server is not ready.');
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Ends the last server, which is no child of this program. */
async function end(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  for (const deadline = performance.now() + 30_000; signal(pid, 0) && performance.now() < deadline; )
    await sleep(50);
  signal(pid, 'SIGKILL');
}
