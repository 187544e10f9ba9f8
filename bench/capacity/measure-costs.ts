import { startArchiveSite } from '../lib/archive-site.ts';
import { connect } from '../lib/connection.ts';
import { readGroupCpu } from '../lib/group-cpu.ts';
import type { LoadGenerator } from '../load/load-generator.ts';
import { READER_HEADERS } from '../serve/contender.ts';
import { type Figures, measureRounds } from '../serve/measure.ts';
import { headerOf, type RecordedReply } from '../serve/recorded-reply.ts';
import { recordSettled } from '../serve/settled-page.ts';
import type { Costs } from './plan.ts';

export interface MeasureCostsOptions {
  readonly generator: LoadGenerator;
  readonly articles: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
}

/** The costs, and the figures of which three of them are. */
export interface MeasuredCosts {
  readonly costs: Costs;
  readonly figures: readonly Figures[];
  /** How many pages were made anew for the cost of one. */
  readonly made: number;
}

/**
 * Measures what requests cost one worker with its ingest and supervisor, on all cores, which they share with the load:
 * what counts is their processor time.
 */
export async function measureCosts(options: MeasureCostsOptions): Promise<MeasuredCosts> {
  const site = await startArchiveSite('capacity', options.articles, { WORKERS: '1' });
  // A first build is not to be in the figures, nor a page that was asked for during it.
  const server = await site.restart();
  const { count, outlineAt } = site.archive;
  const paths = Array.from({ length: count }, (_, index) => outlineAt(index).path);
  const made = await costOfMade(server.child.pid, server.origin, paths);
  const url = server.origin + (paths.at(-1) ?? '/');
  const page = await recordSettled(url);
  const tag = headerOf(page, 'ETag') ?? '';
  const file = /"(\/assets\/[^"]+)"/.exec(await (await fetch(url)).text())?.[1];
  if (file === undefined) throw new Error(`${url} names no file of /assets/.`);
  const course = { child: server.child, logFile: null };
  const figures = await measureRounds(
    [
      { ...course, name: 'finished page, 200', url, headers: READER_HEADERS },
      { ...course, name: '304', url, headers: { ...READER_HEADERS, 'If-None-Match': tag } },
      { ...course, name: 'file, 200', url: server.origin + file, headers: READER_HEADERS },
    ],
    { ...options, core: undefined },
  );
  await server.stop();
  const [hit, notModified, ofFile] = figures.map(({ cpu }) => cpu);
  const pageBytes = page.body.length + headLength(page);
  return {
    costs: { hit: hit ?? 0, notModified: notModified ?? 0, file: ofFile ?? 0, made: made.cost, pageBytes },
    figures,
    made: made.pages,
  };
}

const headLength = ({ headers }: RecordedReply): number =>
  headers.reduce((sum, [name, value]) => sum + name.length + value.length + ': \r\n'.length, 0);

/** Microseconds of processor time for a page that nobody has asked for since the start. */
async function costOfMade(
  pid: number,
  origin: string,
  paths: readonly string[],
): Promise<{ readonly cost: number; readonly pages: number }> {
  const connection = connect(origin);
  // The first pages load what renders them.
  const warm = paths.slice(0, Math.min(100, Math.floor(paths.length / 4)));
  const cold = paths.slice(warm.length);
  const ask = async (path: string): Promise<void> => {
    const { status } = await connection.get(path, 'br', READER_HEADERS);
    if (status !== 200) throw new Error(`${path} answered ${status}.`);
  };
  for (const path of warm) await ask(path);
  const before = readGroupCpu(pid) ?? Number.NaN;
  for (const path of cold) await ask(path);
  const used = (readGroupCpu(pid) ?? Number.NaN) - before;
  connection.close();
  return { cost: used / cold.length, pages: cold.length };
}
