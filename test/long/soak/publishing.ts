import { join } from 'node:path';
import { SECTIONS } from '../../../bench/archive/names.ts';
import { createRandom } from '../../../bench/archive/random.ts';
import { median } from '../../../bench/lib/median.ts';
import { writeNewStory } from '../../../bench/lib/new-story.ts';
import { summarise } from '../../../bench/lib/percentiles.ts';
import { saveByRename } from '../../../bench/lib/save.ts';
import { formatCount, formatMs } from '../../../bench/lib/units.ts';
import { waitForQuiet } from '../../../bench/lib/wait-for-quiet.ts';
import { type Finding, told } from './outcome.ts';
import { type ArchiveSite, startArchiveSite } from '../../../bench/lib/archive-site.ts';
import { createSteadyLoad, type SteadyLoad } from '../../../bench/load/steady-load.ts';

export interface PublishingOptions {
  readonly articles: number;
  /** Articles that are published in a second. */
  readonly rate: number;
  /** Requests in a second. */
  readonly requests: number;
  /** Quiet windows, and as many busy ones. */
  readonly windows: number;
  /** How long each of them is. */
  readonly seconds: number;
}

interface Window {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly failures: number;
}

const URLS = 50;
const CONNECTIONS = 8;
const WARM_UP_SECONDS = 5;
const MOST_TIMES_QUIET = 3;
const MOST_QUIET_MS = 3_000;
const OLDEST_DAYS = 7_000;

/**
 * How much slower finished pages come while articles are published, half of them the newest of the site and
 * half with old dates: quiet and busy windows take turns, and the same articles are asked for in all.
 */
export async function soakPublishing(options: PublishingOptions): Promise<Finding[]> {
  const { articles, requests, windows, seconds } = options;
  const site = await startArchiveSite('publishing', articles);
  const paths = pickPaths(site);
  const load = createSteadyLoad({
    origin: site.server.origin,
    paths,
    perSecond: requests,
    connections: CONNECTIONS,
  });
  await load.run(WARM_UP_SECONDS);
  const quiet: Window[] = [];
  const busy: Window[] = [];
  const publish = createPublisher(site);
  for (let at = 0; at < windows; at += 1) {
    await waitForQuiet(MOST_QUIET_MS);
    quiet.push(await runWindow(load, seconds));
    await waitForQuiet(MOST_QUIET_MS);
    const timer = setInterval(publish.one, 1_000 / options.rate);
    busy.push(await runWindow(load, seconds));
    clearInterval(timer);
  }
  load.close();
  await site.server.stop();
  return findingsOf(quiet, busy, publish.count());
}

function findingsOf(quiet: readonly Window[], busy: readonly Window[], published: number): Finding[] {
  const p99 = (windows: readonly Window[]): number => median(windows.map((window) => window.p99));
  const times = p99(busy) / p99(quiet);
  const failures = [...quiet, ...busy].reduce((sum, window) => sum + window.failures, 0);
  return [
    told('articles published', formatCount(published)),
    ...quiet.map((window, at) => told(`quiet window ${at + 1}: p50, p99, most`, tell(window))),
    ...busy.map((window, at) => told(`while publishing ${at + 1}: p50, p99, most`, tell(window))),
    {
      name: 'p99 while publishing ÷ quiet p99, medians',
      measured: times.toFixed(2),
      target: `at most ${MOST_TIMES_QUIET}`,
      isMet: times <= MOST_TIMES_QUIET,
    },
    { name: 'requests that failed', measured: formatCount(failures), target: 'none', isMet: failures === 0 },
  ];
}

const tell = ({ p50, p99, max }: Window): string => [p50, p99, max].map(formatMs).join(', ');

async function runWindow(load: SteadyLoad, seconds: number): Promise<Window> {
  const { samples, failures } = await load.run(seconds);
  const { p50, p99, max } = summarise(samples) ?? { p50: Number.NaN, p99: Number.NaN, max: Number.NaN };
  return { p50, p99, max, failures };
}

/** Articles of the whole archive. */
function pickPaths({ archive }: ArchiveSite): string[] {
  const random = createRandom(archive.count, 11);
  const count = Math.min(URLS, archive.count);
  return Array.from({ length: count }, () => archive.outlineAt(random.below(archive.count)).path);
}

function createPublisher({ contentDir }: ArchiveSite): {
  readonly one: () => void;
  readonly count: () => number;
} {
  const now = Temporal.Now.instant();
  const random = createRandom(5);
  let published = 0;
  const one = (): void => {
    const number = published;
    published += 1;
    const daysAgo = number % 2 === 0 ? 0 : 1 + random.below(OLDEST_DAYS);
    const story = writeNewStory({
      name: `soak-story-${number}`,
      headline: `Soak story ${number}`,
      body: `Text of soak story ${number}.\n\n`.repeat(10),
      section: random.pick(SECTIONS).name,
      seconds: number,
      now: now.subtract({ hours: 24 * daysAgo }),
    });
    saveByRename(join(contentDir, story.file), story.text);
  };
  return { one, count: () => published };
}
