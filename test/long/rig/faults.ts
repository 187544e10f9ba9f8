import { sleep } from '../../../bench/lib/save.ts';
import { savedStory } from './change.ts';
import type { Place } from './places.ts';
import { type Readings, startReaders } from './readers.ts';
import type { Rig } from './start-rig.ts';
import { converge, lastSights } from './verify.ts';
import { watchChange } from './watch-change.ts';
import type { Made } from './ways.ts';

/** What became of a fault. */
export interface Fault {
  readonly name: string;
  readonly readings: Readings;
  /** From the end of the fault until all places showed all changes. */
  readonly convergedMs: number;
  readonly missing: readonly string[];
}

export interface FaultsOptions {
  readonly rig: Rig;
  readonly readers: number;
  /** How long the git host is away. */
  readonly awayMs: number;
  readonly timeoutMs: number;
  /** All that was changed before; what faults add is told. */
  readonly made: readonly Made[];
  readonly onMade: (made: Made) => void;
  /** Told each fault, once it is over. */
  readonly onFault: (fault: Fault) => void;
}

/** Changes while a machine is away. */
const CHANGES = 3;

/** Lets each fault happen while readers ask through HAProxy, changes something meanwhile, and waits until all agree again. */
export async function playFaults(options: FaultsOptions): Promise<void> {
  const { rig, readers, awayMs, timeoutMs, made, onMade, onFault } = options;
  const front = rig.places.filter(({ isMixed }) => isMixed);
  let number = 0;

  /** Publishes a story and waits until these places show it. */
  const change = async (places: readonly Place[]): Promise<void> => {
    number += 1;
    const story = savedStory(`fault${number}`, new Date(), 1);
    const since = await rig.newsroom.publish(story);
    const arrivals = await watchChange(places, { sights: story.sights, since, timeoutMs });
    onMade({ way: 'push', change: story, arrivals });
  };
  const play = async (name: string, happen: () => Promise<void>): Promise<void> => {
    const paths = ['/', '/sections/world', '/feed.xml', ...made.slice(-20).map((one) => one.change.path)];
    const reading = startReaders({ origins: front.map(({ origin }) => origin), paths, count: readers });
    await sleep(500);
    await happen();
    const { ms, missing } = await converge(rig.places, lastSights(made), timeoutMs);
    await sleep(500);
    onFault({ name, readings: await reading.stop(), convergedMs: ms, missing });
  };
  const killAndReturn = async (at: 0 | 2): Promise<void> => {
    const replica = rig.replicas[at];
    const others = rig.places.filter(({ machine }) => machine !== null && machine !== replica.number);
    await replica.kill();
    for (let turn = 0; turn < CHANGES; turn += 1) await change(others);
    await replica.start();
  };

  await play('machine 3 killed (SIGKILL)', () => killAndReturn(2));
  await play('machine 1, behind Varnish, killed (SIGKILL)', () => killAndReturn(0));
  await play('Varnish restarted', async () => {
    await rig.restartVarnish();
    await change(rig.places);
  });
  const { host } = rig.newsroom;
  if (host === null) return;
  await play(`git host away for ${awayMs / 1000} s`, async () => {
    await host.shut();
    await sleep(awayMs);
    await host.open();
    await change(rig.places);
  });
}
