import { expect } from 'vitest';
import { editionPath, siteEditions } from '../../src/domain/edition.ts';
import { addressesOf, type CachedDesk } from './cached-site.ts';
import { type DeskRoom, openRandomDesk } from './random-desk.ts';

const STEPS = 5;
const NAMES = [
  '/topics/syria',
  '/topics/trade',
  '/authors/ann',
  '/authors/ben',
  '/about',
  '/2016',
  '/series/rivers',
  '/series/lakes',
];

/** Changes a site at random, and compares its finished pages with new ones after each change; the same for the same seed. */
export async function runSequence(site: CachedDesk, seed: number, room: DeskRoom): Promise<void> {
  site.reset();
  site.desk.publisher.publish({ site: JSON.stringify(room.site) }, site.now);
  const desk = openRandomDesk(site, seed, room);
  const done: string[] = [];
  // Where nothing ever reaches the top stories, no page is dropped for them alone.
  if (seed % 2 === 0) desk.fillTopStories();
  for (let step = 0; step < 5; step += 1) desk.add();
  for (let step = 0; step < STEPS; step += 1) {
    for (const edition of siteEditions(room.site)) await site.warm(addressesIn(site, edition));
    done.push(desk.change());
    expect(await site.stale(), `seed ${seed}: ${done.join(', ')}`).toEqual([]);
    // Behind some publishes only, as it is where one follows close upon another.
    if ((seed + step) % 3 !== 0) continue;
    site.relate();
    expect(await site.stale(), `seed ${seed}: ${done.join(', ')}, related`).toEqual([]);
  }
}

const addressesIn = (site: CachedDesk, edition: string): Set<string> =>
  addressesOf(site.desk.catalog.of(edition), site.now, NAMES, (path) => editionPath(edition, path));
