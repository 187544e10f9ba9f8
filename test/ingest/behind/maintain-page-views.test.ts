import { rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findCatalog } from '../../../src/ingest/data-dir/catalog-files.ts';
import { pageViewsFile } from '../../../src/catalog/page-views/open-page-views.ts';
import { maintainPageViews } from '../../../src/ingest/behind/maintain-page-views.ts';
import { openWriter } from '../../../src/ingest/publish/writer.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openSampleDesk, readSample, SAMPLE_NOW, type SampleDesk } from '../../support/sample-catalog.ts';
import { sampleArticle, sampleMoment } from '../../support/sample-site.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from '../open-newsroom.ts';

const HOUR = 3_600_000;
const TITLES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

let room: Newsroom;
let running: Running;
beforeEach(async () => {
  room = openNewsroom(
    Object.fromEntries(TITLES.map((title) => [`articles/${title.toLowerCase()}.md`, story(title)])),
  );
  running = await room.start();
});
afterEach(() => room.dispose());

const shown = (): string =>
  running.ask((catalog, now) => catalog.topStories(now).map(({ text }) => text)).join('');
const restart = async (change: () => void = () => {}, isLive = false): Promise<void> => {
  await running.close();
  change();
  running = await room.start({ isLive });
};
const idOf = (title: string): string =>
  running.ask((catalog, now) => {
    const found = catalog.list({ kind: 'all' }, { now, limit: 100, offset: 0 });
    return found.find((teaser) => teaser.title === title)?.id ?? '';
  });
const read = (title: string, count: number): void => running.ingest.pageViews.add([[idOf(title), count]]);

test('what two workers counted adds up, and shows once it is settled', async () => {
  const before = shown();
  read('A', 4);
  read('B', 9);
  expect(shown()).toBe(before);
  read('A', 4);
  await restart();
  expect(shown()).toBe(`BA${before.slice(0, 3)}`);
  expect(running.published.map((keys) => [...keys])).toEqual([['top-stories']]);
});

test('fewer pageViews than five are no sign', async () => {
  const before = shown();
  read('A', 4);
  await restart();
  expect(shown()).toBe(before);
  expect(running.published).toEqual([]);
});

test('each edition has its own, however little it is read beside another', async () => {
  await restart(() => {
    room.write('site.yaml', 'name: T\nlanguages: [en, ru]\ntimeZone: Asia/Yerevan\n');
    for (const title of ['Один', 'Два']) room.write(`articles/${title}.ru.md`, story(title));
    for (let nth = 0; nth < 25; nth += 1) room.write(`articles/more-${nth}.md`, story(`More ${nth}`));
  });
  for (let nth = 0; nth < 25; nth += 1) read(`More ${nth}`, 100 + nth * 20);
  const russian = running.ask((catalog, now) =>
    catalog.of('ru').list({ kind: 'all' }, { now, limit: 9, offset: 0 }),
  );
  running.ingest.pageViews.add([[russian.find(({ title }) => title === 'Один')?.id ?? '', 6]]);
  await restart();
  const top = running.ask((catalog, now) =>
    catalog
      .of('ru')
      .topStories(now)
      .map(({ text }) => text),
  );
  expect(top).toEqual(['Один', 'Два']);
  expect(shown()).toBe('More 24More 23More 22More 21More 20');
});

test('it outlives restarts and a catalog that is built again', async () => {
  read('A', 20);
  read('C', 90);
  await restart();
  const settled = shown();
  expect(settled.slice(0, 2)).toBe('CA');
  await restart();
  expect(running.published).toEqual([]);
  await restart(() => rmSync(findCatalog(room.dataDir)));
  expect(shown()).toBe(settled);
  expect(running.ingest.found.isNew).toBe(true);
  expect(running.ask((catalog) => catalog.version())).toBe(running.ingest.found.version);
});

test('what nobody reads any more goes after a time', async () => {
  const before = shown();
  read('A', 20);
  await restart();
  expect(shown()).not.toBe(before);
  await restart(() => {
    room.ahead = 11 * HOUR;
  });
  expect(shown().startsWith('A')).toBe(true);
  await restart(() => {
    room.ahead = 20 * HOUR;
  });
  expect(shown()).toBe(before);
});

test('a broken file is told and begun anew, and the site is served', async () => {
  read('A', 20);
  await restart(() => writeFileSync(pageViewsFile(room.dataDir), 'No database.'.repeat(1_000)));
  expect(room.logged.find(({ level }) => level === 'error')).toMatchObject({
    setAside: `${pageViewsFile(room.dataDir)}.damaged`,
  });
  expect(running.titles()).toEqual(TITLES);
  read('B', 20);
  await restart();
  expect(shown().startsWith('B')).toBe(true);
});

test('a flood of ids that are no articles leaves nothing', async () => {
  for (let batch = 0; batch < 20; batch += 1) {
    running.ingest.pageViews.add(Array.from({ length: 500 }, (_, index) => [`no-${batch}-${index}`, 9]));
  }
  read('A', 9);
  await running.close();
  const database = new DatabaseSync(pageViewsFile(room.dataDir));
  expect(database.prepare('SELECT article FROM reading').all()).toHaveLength(1);
  database.close();
  running = await room.start();
});

test('a story that is a draft now, or gone, or pinned, is not among them', async () => {
  for (const [index, title] of ['A', 'B', 'C', 'D'].entries()) read(title, 100 - 20 * index);
  await restart(() => {
    room.write('articles/a.md', story('A', 'draft: true'));
    room.write('top-stories.yaml', '- article: articles/c.md\n');
  });
  expect(shown().slice(0, 3)).toBe('CBD');
  room.remove('articles/b.md');
  await running.ingest.catchUp();
  expect(shown().slice(0, 2)).toBe('CD');
  expect(shown()).not.toMatch(/[AB]/);
  expect(new Set(shown()).size).toBe(5);
});

test('a pin leaves at its moment, told by its key, though the pin came when nothing was awaited', async () => {
  await restart(() => {}, true);
  const until = new Date(Date.now() + HOUR).toISOString();
  room.save('top-stories.yaml', `- text: For an hour\n  until: ${until}\n`);
  await expect.poll(shown, PATIENCE).toContain('For an hour');
  const told = running.published.length;
  room.ahead = HOUR + 1;
  await expect.poll(() => running.published.length, PATIENCE).toBeGreaterThan(told);
  // The hour may end at midnight.
  const keys = [...(running.published.at(-1) ?? [])].filter((key) => key !== 'today' && key !== 'this-year');
  expect(keys).toEqual(['top-stories']);
  expect(shown()).not.toContain('For an hour');
});

test('another time zone is another moment for a pin', async () => {
  room.write('top-stories.yaml', '- text: Pinned\n  until: 2030-01-01 12:00\n');
  await running.ingest.catchUp();
  const next = (): number | null => running.ask((catalog, now) => catalog.nextEvent(now));
  expect(next()).toBe(Date.parse('2030-01-01T08:00:00Z'));
  room.write('site.yaml', 'name: N\nlanguage: en\ntimeZone: America/New_York\nsections: [World]\n');
  await running.ingest.catchUp();
  expect(next()).toBe(Date.parse('2030-01-01T17:00:00Z'));
});

describe('each minute', () => {
  let desk: SampleDesk;
  let published: string[];
  let now: number;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    desk = openSampleDesk();
    published = [];
    now = SAMPLE_NOW;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const follow = () => {
    const writer = openWriter({
      database: desk.database,
      log: createLogger({ level: 'silent' }),
      now: () => now,
      damaged() {
        throw new Error('the catalog is sound');
      },
    });
    const follower = maintainPageViews(writer, room.dataDir, (ids) => {
      published.push(ids.join(' '));
      desk.publisher.publish({ mostRead: ids }, now);
    });
    const minutes = async (count: number): Promise<void> => {
      for (let minute = 0; minute < count; minute += 1) {
        now += 60_000;
        vi.advanceTimersByTime(60_000);
        await writer.idle();
      }
    };
    return { ...follower, minutes, close: () => writer[Symbol.asyncDispose]() };
  };

  test('it is settled, and published where it is another list', async () => {
    const later = sampleMoment('2016-07-20T12:10').epochMs;
    desk.publisher.publish(
      {
        reads: [
          sampleArticle({ id: 'a', title: 'A' }),
          sampleArticle({ id: 'b', title: 'B', expires: sampleMoment('2016-07-20T12:10') }),
          sampleArticle({ id: 'c', title: 'C' }),
        ].map((article) => readSample(article)),
      },
      now,
    );
    const ids = new Map(
      desk.catalog
        .list({ kind: 'all' }, { now, limit: 9, offset: 0 })
        .map(({ title, id }) => [title, id] as const),
    );
    const idsOf = (titles: string): string => [...titles].map((title) => ids.get(title)).join(' ');
    const pageViews = follow();
    const add = (title: string, count: number) => pageViews.add([[ids.get(title) ?? '', count]]);
    await pageViews.start(true);
    add('A', 10);
    await pageViews.minutes(1);
    expect(published).toEqual([idsOf('A')]);
    add('B', 40);
    add('C', 10);
    await pageViews.minutes(3);
    expect(published).toEqual([idsOf('A'), idsOf('BAC')]);
    add('C', 1);
    await pageViews.minutes(2);
    expect(published).toHaveLength(2);
    while (now <= later) await pageViews.minutes(1);
    expect(published.at(-1)).toBe(idsOf('AC'));
    await pageViews.close();
    await pageViews.minutes(2);
    pageViews.add([['a', 1]]);
    await pageViews.close();
    expect(published).toHaveLength(3);
  });
});
