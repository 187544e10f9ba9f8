import type { Archive } from '../../../bench/archive/archive.ts';
import { createRandom, type Random } from '../../../bench/archive/random.ts';
import { connect } from '../../../bench/lib/connection.ts';
import { readAnonymous } from '../../../bench/lib/group-memory.ts';
import { logResident } from '../lib/resident-log.ts';
import { growthInSecondHalf } from '../lib/steadiness.ts';
import { formatCount, formatMegabytes } from '../../../bench/lib/units.ts';
import { type Finding, told } from './outcome.ts';
import { startArchiveSite } from '../../../bench/lib/archive-site.ts';

export interface MemoryOptions {
  readonly articles: number;
  /** Different articles that are asked for in a row. */
  readonly cold: number;
  /** Different addresses that lead nowhere. */
  readonly unknown: number;
}

const MEGABYTE = 1_048_576;
const CACHE_MB = 64;
const BESIDES_CACHE_MB = 80;
const MOST_GROWTH = 0.05;
const WARM_UP = 300;
const CONNECTIONS = 4;
const LOOK_MS = 1_000;

/**
 * What one process holds after it was warmed up, after thousands of articles were asked for, each once, and
 * while addresses are asked for that do not exist, or pages with queries that mean nothing.
 */
export async function soakMemory({ articles, cold, unknown }: MemoryOptions): Promise<Finding[]> {
  const env = { WORKERS: '0', CACHE_MB: String(CACHE_MB) };
  const { archive, restart } = await startArchiveSite('memory', articles, env);
  const server = await restart();
  const { origin, child } = server;
  const random = createRandom(articles, 3);
  const atRandom = (): string => archive.outlineAt(random.below(articles)).path;
  await askAll(origin, WARM_UP, (at) => (at % 3 === 0 ? '/' : archive.outlineAt(at % 50).path), [200]);
  const log = logResident(child.pid, LOOK_MS);
  const residentNow = (): number => [...log.look().values()].reduce((sum, bytes) => sum + bytes, 0);
  const before = residentNow();
  const ownBefore = readAnonymous(child.pid);
  const wrongCold = await askAll(origin, cold, (at) => archive.outlineAt(at).path, [200]);
  const afterCold = residentNow();
  const ownAfterCold = readAnonymous(child.pid);
  log.stop();
  const unknownLog = logResident(child.pid, Math.max(50, Math.min(LOOK_MS, unknown / 100)));
  const wrongUnknown = await askAll(
    origin,
    unknown,
    unknownPaths(archive, random, atRandom),
    [200, 301, 404],
  );
  unknownLog.stop();
  const processes = [...unknownLog.look().values()].map(formatMegabytes).join(', ');
  await server.stop();
  return [
    told('resident after the warm-up', tellResident(before, ownBefore)),
    told(`resident after ${formatCount(cold)} cold articles`, tellResident(afterCold, ownAfterCold)),
    {
      name: 'growth by cold articles',
      measured: formatMegabytes(afterCold - before),
      target: `at most ${CACHE_MB} + ${BESIDES_CACHE_MB} MB`,
      isMet: afterCold - before <= (CACHE_MB + BESIDES_CACHE_MB) * MEGABYTE,
    },
    told(
      `most during ${formatCount(unknown)} unknown addresses`,
      formatMegabytes(Math.max(...unknownLog.totals())),
    ),
    growthFinding('growth in their second half', unknownLog.totals()),
    told('each process at the end', processes),
    {
      name: 'answers with another status than expected',
      measured: formatCount(wrongCold + wrongUnknown),
      target: 'none',
      isMet: wrongCold + wrongUnknown === 0,
    },
  ];
}

const tellResident = (all: number, own: number): string =>
  `${formatMegabytes(all)}, ${formatMegabytes(own)} without files`;

/** Whether resident memory stayed as it was, from the third to the last quarter of a series. */
export function growthFinding(name: string, totals: readonly number[]): Finding {
  const growth = growthInSecondHalf(totals);
  const target = `at most ${MOST_GROWTH * 100} %`;
  if (growth === null) return { name, measured: 'too short to tell', target, isMet: null };
  const { from, to, share } = growth;
  const measured = `${formatMegabytes(to - from)} of ${formatMegabytes(from)} (${(share * 100).toFixed(1)} %)`;
  return { name, measured, target, isMet: share <= MOST_GROWTH };
}

/** Half are paths that no page has, half are pages with a query of its own. */
function unknownPaths(archive: Archive, random: Random, atRandom: () => string): (at: number) => string {
  const word = (): string => random.below(2 ** 31).toString(36);
  const kinds = [
    (at: number) => `/${word()}/${at}`,
    (at: number) => `/20${10 + random.below(17)}/0${1 + random.below(9)}/11/${word()}-${at}`,
    (at: number) => `${atRandom()}?${word()}=${at}`,
    (at: number) => `${archive.outlineAt(at % 100).path}?utm_source=${word()}&id=${at}`,
  ];
  return (at) => (kinds[at % kinds.length] as (at: number) => string)(at);
}

/** Asks for paths over a few connections. Returns how many answers had a status that is not one of these. */
async function askAll(
  origin: string,
  count: number,
  pathAt: (at: number) => string,
  statuses: readonly number[],
): Promise<number> {
  let next = 0;
  let wrong = 0;
  const reader = async (): Promise<void> => {
    const connection = connect(origin);
    while (next < count) {
      const path = pathAt(next);
      next += 1;
      const { status } = await connection.get(path, 'br');
      if (!statuses.includes(status)) wrong += 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, reader));
  return wrong;
}
