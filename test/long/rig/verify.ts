import { sleep } from '../../../bench/lib/save.ts';
import type { Sight } from './change.ts';
import type { Outside, Told } from './outside.ts';
import type { Place } from './places.ts';
import type { Made } from './ways.ts';

/** What all have in the end: for each path, the sights of the last change that touched it. */
export function lastSights(made: readonly Made[]): Sight[] {
  const last = new Map<string, Sight>();
  // The front shows the last change, and may have lost the ones before.
  for (const { change } of made) for (const sight of change.sights) last.set(sight.path, sight);
  return [...last.values()];
}

/** Asks places until all show all sights. Resolves to the ms that took, and to what was still missing when it was given up. */
export async function converge(
  places: readonly Place[],
  sights: readonly Sight[],
  timeoutMs: number,
): Promise<{ readonly ms: number; readonly missing: readonly string[] }> {
  const begunAt = performance.now();
  let missing: string[];
  do {
    missing = [];
    for (const { name, connection } of places)
      for (const { path, isThere } of sights) {
        const reply = await connection.get(path).catch(() => null);
        if (reply === null || !isThere(reply))
          missing.push(`${name} ${path}: ${reply?.status ?? 'no answer'}`);
      }
    if (missing.length > 0) await sleep(20);
  } while (missing.length > 0 && performance.now() - begunAt < timeoutMs);
  return { ms: performance.now() - begunAt, missing };
}

/** The paths of which a cache still has other bytes than its machine, after up to so many ms. */
export async function staleCopies(
  places: readonly Place[],
  paths: readonly string[],
  timeoutMs: number,
): Promise<string[]> {
  const begunAt = performance.now();
  const stale: string[] = [];
  for (const { name, machine, connection } of places) {
    const own = places.find((place) => place.machine === machine && place.name.startsWith('machine'));
    if (machine === null || own === undefined || own.connection === connection) continue;
    for (const path of paths) {
      const isSame = async (): Promise<boolean> => {
        const [kept, made] = [await connection.get(path), await own.connection.get(path)];
        return kept.status === made.status && kept.body.equals(made.body);
      };
      while (!(await isSame())) {
        if (performance.now() - begunAt > timeoutMs) {
          stale.push(`${name} ${path}`);
          break;
        }
        await sleep(50);
      }
    }
  }
  return stale;
}

/** What of the outside heard a change not once: by others than one machine, not at all, or more than once. */
export function toldWrongly(
  { webhook, engine, hub }: Outside,
  made: readonly Made[],
  feeds: readonly string[],
): string[] {
  const stories = webhook.filter(({ what }) => what.startsWith('article.'));
  const expected = made.flatMap(({ change }) => change.told);
  const changesOf = (path: string): number => expected.filter((event) => event.endsWith(` ${path}`)).length;
  const timesOf = (told: readonly Told[], what: string): number =>
    told.filter((one) => one.what === what).length;
  const paths = [...new Set(made.map(({ change }) => change.path))];
  const tellers = new Set([...webhook, ...engine, ...hub].map(({ machine }) => machine));
  const ids = webhook.map(({ id }) => id);
  return [
    ...(tellers.size > 1 ? [`${tellers.size} machines told the outside: ${[...tellers].join(', ')}`] : []),
    ...(new Set(ids).size < ids.length ? ['the webhook heard a message twice'] : []),
    ...[...new Set(expected)]
      .filter((event) => timesOf(stories, event) !== expected.filter((one) => one === event).length)
      .map((event) => `the webhook heard "${event}" ${timesOf(stories, event)} times`),
    ...[...new Set(stories.map(({ what }) => what))]
      .filter((event) => !expected.includes(event))
      .map((event) => `the webhook heard "${event}", which did not happen`),
    // Several changes of a page within some seconds are told search engines as one.
    ...paths
      .filter((path) => timesOf(engine, path) < 1 || timesOf(engine, path) > changesOf(path))
      .map((path) => `the search engine heard of ${path} ${timesOf(engine, path)} times`),
    ...feeds
      .filter((feed) => timesOf(hub, feed) < 1 || timesOf(hub, feed) > expected.length)
      .map((feed) => `the hub heard of ${feed} ${timesOf(hub, feed)} times`),
  ];
}
