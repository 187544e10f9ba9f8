import { createRandom } from '../../../bench/archive/random.ts';
import { askAndHangUp } from '../lib/hang-up.ts';
import { processesOf } from '../../../bench/lib/process-group.ts';
import { logResident } from '../lib/resident-log.ts';
import { sleep } from '../../../bench/lib/save.ts';
import { formatCount, formatMegabytes } from '../../../bench/lib/units.ts';
import { keepServerLog } from '../storm/server-log.ts';
import { createTally } from '../storm/tally.ts';
import { collectViolations, type Violations } from '../storm/violations.ts';
import { growthFinding } from './memory.ts';
import { createMixedReader, type MixedReader } from './mixed/mixed-reader.ts';
import { createNewsDesk, type NewsDesk } from './mixed/news-desk.ts';
import { type Finding, told } from './outcome.ts';
import { startArchiveSite } from '../../../bench/lib/archive-site.ts';

export interface MixedOptions {
  readonly articles: number;
  readonly minutes: number;
  readonly readers: number;
}

export interface MixedResult {
  readonly findings: readonly Finding[];
  readonly violations: Violations;
}

const PUBLISH_MS = 500;
const READER_PAUSE_MS = 12;
/** After this every surface of a publish must show it. */
const DUE_MS = 1_010;
/** After this a removal too. */
const REMOVAL_DUE_MS = 3_010;
const LOOK_MS = 1_000;

/**
 * Lets readers ask for everything while stories are published, edited, renamed and deleted. An answer that
 * shows a state older than one that was complete a second before its request began is a violation.
 */
export async function soakMixed({ articles, minutes, readers }: MixedOptions): Promise<MixedResult> {
  const { archive, contentDir, server } = await startArchiveSite('mixed', articles);
  const log = keepServerLog(server);
  const violations = collectViolations(() => log);
  const tally = createTally();
  const desk = createNewsDesk(contentDir, Temporal.Now.instant());
  const common = { origin: server.origin, archive, stories: desk.stories, violations, tally };
  const make = (at: number): MixedReader => createMixedReader({ ...common, random: createRandom(at, 13) });
  const resident = logResident(server.child.pid, LOOK_MS);
  const before = processesOf(server.child.pid) ?? [];
  const endsAt = performance.now() + minutes * 60_000;
  const isOver = (): boolean => performance.now() >= endsAt;
  await Promise.all([
    publishUntil(isOver, desk, make(0), tally.change),
    ...Array.from({ length: readers }, (_, at) => readUntil(isOver, make(at + 1), at)),
    hangUpUntil(isOver, server.origin, make(readers + 1)),
  ]);
  resident.stop();
  const after = new Set(processesOf(server.child.pid));
  for (const pid of before.filter((one) => !after.has(one))) {
    violations.add('process ended', '/', `process ${pid} is gone`);
  }
  const processes = [...resident.look().values()].map(formatMegabytes).join(', ');
  await server.stop();
  tally.events = log.count('"msg":"published"');
  tally.errors = log.count('publishing failed');
  const count = violations.count();
  return {
    violations,
    findings: [
      ...tally.rows().map(([name, value]) => told(name, value)),
      growthFinding('growth of resident memory in the second half', resident.totals()),
      told('each process at the end', processes),
      {
        name: 'stale, failed or missing answers',
        measured: formatCount(count),
        target: 'none',
        isMet: count === 0,
      },
      ...[...violations.byKind()].map(([kind, times]) => told(`– ${kind}`, formatCount(times))),
    ],
  };
}

async function readUntil(isOver: () => boolean, reader: MixedReader, seed: number): Promise<void> {
  const random = createRandom(seed, 17);
  while (!isOver()) {
    await reader.read(reader.pickPath());
    await sleep(random.below(READER_PAUSE_MS));
  }
  reader.close();
}

/** Asks for what others ask for too, and hangs up at random moments. */
async function hangUpUntil(isOver: () => boolean, origin: string, reader: MixedReader): Promise<void> {
  const random = createRandom(1, 19);
  const files = ['/search?q=river', '/sitemap.xml', '/favicon.ico', '/archive'];
  while (!isOver()) {
    const path = random.chance(0.3) ? random.pick(files) : reader.pickPath();
    await askAndHangUp(origin, path, random);
    await sleep(random.below(READER_PAUSE_MS));
  }
  reader.close();
}

/** Publishes at an even rate, and has each publish looked at on all its surfaces as soon as it is due. */
async function publishUntil(
  isOver: () => boolean,
  desk: NewsDesk,
  reader: MixedReader,
  onPublish: (kind: string) => void,
): Promise<void> {
  const checks: Promise<void>[] = [];
  while (!isOver()) {
    const { kind, story } = desk.publish();
    onPublish(kind);
    const check = async (): Promise<void> => {
      await sleep(kind === 'deleted' ? REMOVAL_DUE_MS : DUE_MS);
      const surfaces = ['/', '/feed.xml', `/sections/${story.section.slug}`, ...story.formerPaths.keys()];
      for (const path of [story.path, ...surfaces]) await reader.read(path);
    };
    checks.push(check());
    await sleep(PUBLISH_MS);
  }
  await Promise.all(checks);
  reader.close();
}
