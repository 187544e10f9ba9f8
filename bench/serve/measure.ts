import { truncateSync } from 'node:fs';
import type { Child } from '../lib/child.ts';
import type { RequestHeaders } from '../lib/connection.ts';
import { readGroupCpu } from '../lib/group-cpu.ts';
import type { LoadGenerator } from '../load/load-generator.ts';
import { median } from '../lib/median.ts';
import { waitForQuiet } from '../lib/wait-for-quiet.ts';

/** One line of a table: requests of one kind to one server. */
export interface Course {
  readonly name: string;
  readonly url: string;
  readonly headers: RequestHeaders;
  /** All of whose group's processor time is counted. */
  readonly child: Child;
  readonly logFile: string | null;
}

/** Medians over the rounds. */
export interface Figures {
  readonly name: string;
  readonly perSecond: number;
  /** Microseconds of the server's processes for each request; NaN on systems without /proc. */
  readonly cpu: number;
  /**
   * Seconds that the server's processes computed in a second. Where it is well below 1 on one core, the
   * load generator was too slow, or something else ran there.
   */
  readonly cores: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Over all rounds. */
  readonly failures: number;
}

export interface RoundsOptions {
  readonly generator: LoadGenerator;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  /** The one core that the load generator may run on. */
  readonly core: number | undefined;
}

type Sample = Omit<Figures, 'name'>;

const WARM_UP_SECONDS = 2;
const MOST_QUIET_MS = 3_000;

/** Warms every server up, then asks one after the other, round by round. */
export async function measureRounds(courses: readonly Course[], options: RoundsOptions): Promise<Figures[]> {
  for (const course of courses) await runOnce(course, { ...options, seconds: WARM_UP_SECONDS });
  const samples = courses.map((): Sample[] => []);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [at, course] of courses.entries()) samples[at]?.push(await runOnce(course, options));
  }
  return courses.map(({ name }, at) => summarise(name, samples[at] ?? []));
}

async function runOnce(course: Course, options: RoundsOptions): Promise<Sample> {
  const { generator, seconds, connections, core } = options;
  const { url, headers, child, logFile } = course;
  await waitForQuiet(MOST_QUIET_MS);
  const before = readGroupCpu(child.pid) ?? Number.NaN;
  const load = await generator.run({ url, headers, seconds, connections, core });
  const used = (readGroupCpu(child.pid) ?? Number.NaN) - before;
  if (logFile !== null) truncateSync(logFile);
  const cpu = used / load.requests;
  return { ...load, cpu, cores: (cpu * load.perSecond) / 1_000_000 };
}

function summarise(name: string, samples: readonly Sample[]): Figures {
  const medianOf = (field: keyof Sample): number => median(samples.map((sample) => sample[field]));
  return {
    name,
    perSecond: medianOf('perSecond'),
    cpu: medianOf('cpu'),
    cores: medianOf('cores'),
    p50: medianOf('p50'),
    p99: medianOf('p99'),
    failures: samples.reduce((sum, { failures }) => sum + failures, 0),
  };
}
