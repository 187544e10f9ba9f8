import { sleep } from '../../../bench/lib/save.ts';
import { type Fault, playFaults } from './faults.ts';
import { startReaders } from './readers.ts';
import { folderOf, type Rig, type Source, startRig } from './start-rig.ts';
import { converge, lastSights, staleCopies, toldWrongly } from './verify.ts';
import { changeByClock, changeBySaving, type Made, type Way } from './ways.ts';

export interface RunOptions {
  /** An empty folder. */
  readonly folder: string;
  /** How many changes of each way; a way with none is left out. */
  readonly counts: Readonly<Record<Way, number>>;
  readonly workers: number;
  readonly readers: number;
  /** How long the git host is away; null for no faults at all. */
  readonly awayMs: number | null;
  /** A change that has not arrived everywhere by then is late. */
  readonly timeoutMs: number;
  /** Told what is being done. */
  readonly progress: (text: string) => void;
}

export interface RigResult {
  readonly made: readonly Made[];
  readonly requests: number;
  readonly faults: readonly Fault[];
  /** All that must not be: late, stale, failed, missing, told wrongly. */
  readonly violations: readonly string[];
}

/** Lists that every change shows on. */
const LISTS = ['/', '/sections/world', '/feed.xml', '/sitemap-news.xml', '/archive'];
/** Feeds that hubs hear of. */
const FEEDS = ['/feed.xml', '/feed.atom', '/feed.json'];
/** The outside hears of the last change so much later at most: search engines are told what some seconds gather. */
const OUTSIDE_MS = 60_000;

/** Changes the content in every way while readers ask every place, then lets faults happen, and verifies what all have in the end. */
export async function runRig(options: RunOptions): Promise<RigResult> {
  const { counts } = options;
  const result = { made: [] as Made[], requests: 0, faults: [] as Fault[], violations: [] as string[] };
  if (counts.file + counts.schedule + counts.expiry > 0)
    await runSource('folder', options, result, async (rig, onMade) => {
      const given = { rig, timeoutMs: options.timeoutMs, onMade };
      await changeBySaving('file', { ...given, count: counts.file });
      await changeByClock('schedule', { ...given, count: counts.schedule });
      await changeByClock('expiry', { ...given, count: counts.expiry });
    });
  if (counts.push > 0)
    await runSource('git', options, result, async (rig, onMade) => {
      const { timeoutMs } = options;
      await changeBySaving('push', { rig, timeoutMs, onMade, count: counts.push });
    });
  return result;
}

type Growing = { made: Made[]; requests: number; faults: Fault[]; violations: string[] };

async function runSource(
  source: Source,
  { folder, workers, readers, awayMs, timeoutMs, progress }: RunOptions,
  result: Growing,
  change: (rig: Rig, onMade: (made: Made) => void) => Promise<void>,
): Promise<void> {
  progress(
    `starting three machines on a ${source === 'git' ? 'repository' : 'folder'}, their caches and HAProxy`,
  );
  const rig = await startRig({ folder: folderOf(folder, source), source, workers });
  const { violations } = result;
  try {
    const made: Made[] = [];
    const paths = [...LISTS];
    const onMade = (one: Made): void => {
      made.push(one);
      // A page that is gone is made anew for everyone who asks: readers leave those.
      if (one.way !== 'expiry') paths.push(one.change.path);
      violations.push(...violationsOf(one));
    };
    progress('changing while readers ask');
    const origins = rig.places.map(({ origin }) => origin);
    const reading = startReaders({ origins, paths, count: readers });
    await change(rig, onMade);
    const { requests, failed } = await reading.stop();
    result.requests += requests;
    violations.push(...failed.map((text) => `a reader: ${text}`));
    result.made.push(...made);
    if (awayMs !== null && source === 'git')
      await playFaults({
        ...{ rig, readers, awayMs, timeoutMs: Math.max(timeoutMs, 90_000), made, onMade },
        onFault(fault) {
          progress(`${fault.name}: all agree after ${Math.round(fault.convergedMs)} ms`);
          result.faults.push(fault);
          violations.push(
            ...fault.readings.failed.map((text) => `${fault.name}, a reader: ${text}`),
            ...fault.missing.map((text) => `${fault.name}: ${text}`),
          );
        },
      });
    progress('verifying what all have in the end');
    const { missing } = await converge(rig.places, lastSights(made), timeoutMs);
    violations.push(...missing.map((text) => `in the end: ${text}`));
    violations.push(
      ...(await staleCopies(rig.places, paths, timeoutMs)).map((text) => `other bytes in the end: ${text}`),
    );
    violations.push(...(await wronglyTold(rig, made)));
  } finally {
    await rig.close();
  }
}

/** Waits until the outside has heard all, and tells what it heard wrongly. */
async function wronglyTold(rig: Rig, made: readonly Made[]): Promise<string[]> {
  const begunAt = performance.now();
  let wrong = toldWrongly(rig.outside, made, FEEDS);
  while (wrong.length > 0 && performance.now() - begunAt < OUTSIDE_MS) {
    await sleep(100);
    wrong = toldWrongly(rig.outside, made, FEEDS);
  }
  return wrong;
}

const violationsOf = ({ change, arrivals }: Made): string[] =>
  arrivals.flatMap(({ place, ms, stale, failed }) => [
    ...(ms === null ? [`${change.path} did not arrive at ${place}`] : []),
    ...(stale > 0
      ? [`${change.path} was shown as before ${stale} times by ${place}, after it had arrived`]
      : []),
    ...failed,
  ]);
