import { sleep } from '../../../bench/lib/save.ts';
import { type Change, expiringStory, type Sight, savedStory, scheduledStory } from './change.ts';
import type { Rig } from './start-rig.ts';
import { type Arrival, watchChange } from './watch-change.ts';

/** How changes come. */
export type Way = 'file' | 'schedule' | 'expiry' | 'push';

/** A change that was made, and how it arrived. */
export interface Made {
  readonly way: Way;
  readonly change: Change;
  readonly arrivals: readonly Arrival[];
}

export interface WayOptions {
  readonly rig: Rig;
  readonly count: number;
  /** A change that has not arrived everywhere by then is late. */
  readonly timeoutMs: number;
  /** Told each change, once it is there. */
  readonly onMade: (made: Made) => void;
}

/** A story is written so long before it becomes public or expires. */
const AHEAD_MS = 2_000;
/** Between the moments of two of them. */
const APART_MS = 700;

/** Saves or pushes stories, each first new and then with another headline, one after the other. */
export async function changeBySaving(way: 'file' | 'push', options: WayOptions): Promise<void> {
  const { rig, count, timeoutMs, onMade } = options;
  let date = new Date();
  for (let number = 0; number < count; number += 1) {
    const version = 1 + (number % 2);
    if (version === 1) date = new Date();
    const change = savedStory(`${way}${number - (version - 1)}`, date, version);
    const since = await rig.newsroom.publish(change);
    const arrivals = await watchChange(rig.places, { sights: change.sights, since, timeoutMs });
    onMade({ way, change, arrivals });
  }
}

/** Writes stories that become public, or expire, at moments of their own, and watches each from its moment on. */
export async function changeByClock(way: 'schedule' | 'expiry', options: WayOptions): Promise<void> {
  const { rig, count, timeoutMs, onMade } = options;
  const first = Date.now() + AHEAD_MS + APART_MS;
  const planned = Array.from({ length: count }, (_, number) => {
    const due = new Date(first + number * APART_MS);
    const name = `${way}${number}`;
    const written = new Date(due.getTime() - AHEAD_MS);
    return way === 'schedule'
      ? { due, change: scheduledStory(name, due), before: [] as readonly Sight[] }
      : { due, ...withBefore(expiringStory(name, written, due)) };
  });
  const writing = (async () => {
    for (const { due, change } of planned) {
      await until(due.getTime() - AHEAD_MS);
      await rig.newsroom.publish(change);
    }
  })();
  // A cache may show one only when the next is due: each is watched beside the others.
  const watching = planned.map(async ({ due, change, before }) => {
    // Every cache has to have what is to go.
    await until(due.getTime() - APART_MS / 2);
    for (const { connection } of before.length === 0 ? [] : rig.places)
      for (const { path } of before) await connection.get(path).catch(() => null);
    await until(due.getTime());
    const since = performance.now() - (Date.now() - due.getTime());
    const arrivals = await watchChange(rig.places, { sights: change.sights, since, timeoutMs });
    onMade({ way, change, arrivals });
  });
  await Promise.all([writing, ...watching]);
}

const withBefore = ({ before, ...change }: ReturnType<typeof expiringStory>) => ({ change, before });

async function until(moment: number): Promise<void> {
  for (let left = moment - Date.now(); left > 0; left = moment - Date.now()) await sleep(left);
}
