import { sleep } from '../../../bench/lib/save.ts';
import type { Sight } from './change.ts';
import type { Place } from './places.ts';

/** When a change arrived at a place, and what was wrong there. */
export interface Arrival {
  readonly place: string;
  /** From the event to the last byte of the answers that show it; null where it did not arrive in time. */
  readonly ms: number | null;
  /** Former answers to requests that began after the place had shown the change; at a mixed place, after all others had. */
  readonly stale: number;
  /** Answers of 500 and above, and requests that got none. */
  readonly failed: readonly string[];
}

export interface WatchOptions {
  readonly sights: readonly Sight[];
  /** `performance.now()` of the event. */
  readonly since: number;
  readonly timeoutMs: number;
}

/** Between two requests of one place, so that watching takes little of the machine; and once it shows the change. */
const PAUSE_MS = 6;
const REST_MS = 40;
/** A place is watched for so much longer once all have the change, for former answers that come after it. */
const LINGER_MS = 200;

/** The state of one place while a change is watched. */
interface Watched {
  readonly place: Place;
  reachedAt: number | null;
  stale: number;
  readonly failed: string[];
}

/** Asks every place for the sights of a change, again and again, until all show it. */
export async function watchChange(places: readonly Place[], options: WatchOptions): Promise<Arrival[]> {
  const watched: Watched[] = places.map((place) => ({ place, reachedAt: null, stale: 0, failed: [] }));
  const allReached = (some: readonly Watched[]): number | null =>
    some.some(({ reachedAt }) => reachedAt === null)
      ? null
      : Math.max(options.since, ...some.map(({ reachedAt }) => reachedAt ?? 0));
  const unmixed = watched.filter(({ place }) => !place.isMixed);
  const isOver = (): boolean => {
    const reached = allReached(watched);
    const now = performance.now();
    return reached === null ? now - options.since > options.timeoutMs : now - reached > LINGER_MS;
  };
  const watchOne = async (one: Watched): Promise<void> => {
    const known = new Map<string, { tag: string; isThere: boolean }>();
    const shows = new Map<string, boolean>();
    for (let turn = 0; !isOver(); turn += 1) {
      // What it does not show yet is asked for first.
      const missing = options.sights.find(({ path }) => shows.get(path) !== true);
      const sight = missing ?? options.sights[turn % options.sights.length];
      if (sight === undefined) return;
      const begunAt = performance.now();
      const isThere = await look(one, sight, known);
      if (isThere !== null) {
        shows.set(sight.path, isThere);
        const reached = one.place.isMixed ? allReached(unmixed) : one.reachedAt;
        if (!isThere && reached !== null && begunAt > reached) one.stale += 1;
        if (!isThere && one.place.isMixed) one.reachedAt = null;
        if (options.sights.every(({ path }) => shows.get(path) === true)) one.reachedAt ??= performance.now();
      }
      await sleep(one.reachedAt === null ? PAUSE_MS : REST_MS);
    }
  };
  await Promise.all(watched.map(watchOne));
  return watched.map(({ place, reachedAt, stale, failed }) => ({
    place: place.name,
    ms: reachedAt === null ? null : Math.max(0, reachedAt - options.since),
    stale,
    failed,
  }));
}

/** Whether a place shows a sight; null where it did not answer as a site should. Asks by tag, so that mostly no body is sent. */
async function look(
  { place, failed }: Watched,
  { path, isThere }: Sight,
  known: Map<string, { tag: string; isThere: boolean }>,
): Promise<boolean | null> {
  const before = known.get(path);
  try {
    const condition = before === undefined ? {} : { 'If-None-Match': before.tag };
    const reply = await place.connection.get(path, 'identity', condition);
    if (reply.status >= 500) {
      failed.push(`${place.name} ${path}: ${reply.status}`);
      return null;
    }
    if (reply.status === 304) return before?.isThere ?? null;
    const found = isThere(reply);
    const tag = reply.headers.etag;
    if (tag === undefined) known.delete(path);
    else known.set(path, { tag, isThere: found });
    return found;
  } catch (error) {
    failed.push(`${place.name} ${path}: ${String(error)}`);
    return null;
  }
}
