import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from './open-newsroom.ts';

let room: Newsroom;

beforeEach(() => {
  room = openNewsroom();
});
afterEach(() => room.dispose());

const LAKE = ['Fish return to the lake', 'The lake rises again', 'A lake without fishermen'];
const RAIL = ['Railway workers strike', 'The railway talks fail', 'Railway tracks are mended'];
const BODIES = {
  lake: 'Water, fish, nets and fishermen of Sevan: shore, boats and trout are what it is about.',
  rail: 'Trains, tracks, conductors and wages of the depot: carriages and stations are what it is about.',
};
const slug = (title: string): string => title.toLowerCase().replaceAll(' ', '-');
const file = (title: string): string => `articles/${slug(title)}.md`;
const write = (title: string, body: string, lines = ''): void =>
  room.write(file(title), story(title, lines, body));

function writeAll(): void {
  for (const title of LAKE) write(title, BODIES.lake);
  for (const title of RAIL) write(title, BODIES.rail);
}

/** The ids of what is related to the article of a title, with what readers see of it. */
const relatedTo = (site: Running, title: string): string[] =>
  site.ask((catalog, now) =>
    catalog.relatedTo(slug(title), now).map(({ id, teaser }) => (teaser === null ? `(${id})` : teaser.title)),
  );
const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const others = (titles: readonly string[], title: string): string[] =>
  titles.filter((one) => one !== title).sort();

test('stories are related to those about the same, at the start and when a new one comes', async () => {
  writeAll();
  const site = await room.start({ isLive: true });
  await site.ingest.relatedFound;
  for (const title of LAKE) expect(relatedTo(site, title).sort()).toEqual(others(LAKE, title));
  for (const title of RAIL) expect(relatedTo(site, title).sort()).toEqual(others(RAIL, title));
  const added = 'Boats on the lake';
  room.save(file(added), story(added, '', BODIES.lake));
  await eventually(() => relatedTo(site, added).toSorted()).toEqual([...LAKE].sort());
  // Those that it is related to hold it as well, and their pages are told.
  expect(relatedTo(site, LAKE[0] ?? '')).toContain(added);
  expect(site.related.at(-1)).toContain(`article:${slug(added)}`);
  expect([...site.related.flatMap((keys) => [...keys])]).toContain(`article:${slug(LAKE[0] ?? '')}`);
});

test('the topics that editors gave relate stories without a word in common', async () => {
  writeAll();
  write('Kapan', 'Alpha beta gamma.', 'topics: [Mines]');
  write('Zangezur', 'Delta epsilon zeta.', 'topics: [Mines]');
  const site = await room.start();
  await site.ingest.relatedFound;
  expect(relatedTo(site, 'Kapan')).toEqual(['Zangezur']);
});

describe('a story', () => {
  let site: Running;
  const [first = '', second = '', third = ''] = LAKE;
  const changeAndFind = async (change: () => void): Promise<void> => {
    change();
    await site.ingest.catchUp();
  };

  beforeEach(async () => {
    writeAll();
    site = await room.start();
    await site.ingest.relatedFound;
  });

  test('that is deleted leaves the lists, which are filled again', async () => {
    await changeAndFind(() => room.remove(file(second)));
    expect(relatedTo(site, first)).toEqual([third]);
    expect(relatedTo(site, second)).toEqual([]);
  });

  test('that becomes a draft leaves the lists, and comes back', async () => {
    await changeAndFind(() => write(second, BODIES.lake, 'draft: true'));
    expect(relatedTo(site, first)).toEqual([third]);
    await changeAndFind(() => write(second, BODIES.lake));
    expect(relatedTo(site, first).sort()).toEqual([second, third].sort());
  });

  test('that is about something else now is related to that', async () => {
    await changeAndFind(() => room.write(file(second), story('Railway trains on tracks', '', BODIES.rail)));
    expect(relatedTo(site, second).sort()).toEqual([...RAIL].sort());
    expect(relatedTo(site, first)).toEqual([third]);
    expect(relatedTo(site, RAIL[0] ?? '')).toContain('Railway trains on tracks');
  });

  test('that is renamed stays in the lists, under its new address', async () => {
    await changeAndFind(() => room.rename(file(second), 'articles/renamed.md'));
    const [found] = site
      .ask((catalog, now) => catalog.relatedTo(slug(first), now))
      .filter(({ id }) => id === slug(second));
    expect(found?.teaser?.path).toBe('/2016/07/15/renamed');
  });

  test('that is to come is known before, and shown from its moment on', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    await changeAndFind(() =>
      room.write(
        'articles/later.md',
        story('The lake tomorrow', '', BODIES.lake).replace('2016-07-15', later),
      ),
    );
    expect(relatedTo(site, first)).toContain('(later)');
    room.ahead = 2 * 3_600_000;
    expect(relatedTo(site, first)).toContain('The lake tomorrow');
  });
});

test('a start goes on where the last one ended', async () => {
  for (let index = 0; index < 120; index += 1) write(`Lake ${index}`, `${BODIES.lake} ${index}.`);
  const site = await room.start();
  await expect.poll(() => site.related.length, { ...PATIENCE, interval: 0 }).toBeGreaterThan(0);
  await site.close();
  const before = site.related.flatMap((keys) => [...keys]);
  expect(new Set(before).size).toBeLessThan(120);
  const again = await room.start();
  await again.ingest.relatedFound;
  expect(relatedTo(again, 'Lake 0').length).toBeGreaterThan(2);
  expect(relatedTo(again, 'Lake 119').length).toBeGreaterThan(2);
  // What was found is not looked for again.
  const third = await (async () => {
    await again.close();
    return room.start();
  })();
  await third.ingest.relatedFound;
  expect(third.related).toEqual([]);
});
