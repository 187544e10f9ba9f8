import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, type Running, SITE, story } from '../../ingest/open-newsroom.ts';

const DAY_MS = 86_400_000;

let room: Newsroom;
let running: Running;
let now: number;

const at = (ms: number): string => new Date(ms).toISOString();
const dated = (title: string, ms: number, lines = ''): string =>
  `---\ntitle: ${title}\ndate: ${at(ms)}\n${lines}---\nText.\n`;

beforeEach(async () => {
  now = Date.now();
  room = openNewsroom({
    'site.yaml': SITE,
    'articles/draft-old.md': story('Old draft', 'draft: true'),
    'articles/draft-new.md': dated('New draft', now - DAY_MS, 'draft: true\nsection: World\n'),
    'articles/live.md': dated('Live', now - DAY_MS, `expires: ${at(now + 2 * DAY_MS)}\n`),
    'articles/soon.md': dated('Soon', now + DAY_MS),
    'articles/later.md': dated('Later', now + 30 * DAY_MS),
    'articles/held.md': dated('Held', now + DAY_MS, 'draft: true\n'),
    'top-stories.yaml': `- article: live\n  until: ${at(now + 3 * DAY_MS)}\n`,
    'fronts/world.yaml': `lead:\n  article: live\n  until: ${at(now + 5 * DAY_MS)}\n`,
    'front.yaml': `banner:\n  text: Storm\n  until: ${at(now + 4 * DAY_MS)}\n`,
  });
  running = await room.start();
});
afterEach(async () => {
  await running.close();
  await room.dispose();
});

test('drafts come in the order of their last change, a slice at a time', () => {
  const titles = (limit: number, offset = 0): string[] =>
    running.ask((catalog) => catalog.drafts(limit, offset)).map(({ title }) => title);
  expect(titles(10)).toEqual(['Held', 'New draft', 'Old draft']);
  expect(titles(1, 1)).toEqual(['New draft']);
  const [, draft] = running.ask((catalog) => catalog.drafts(2));
  expect(draft).toMatchObject({ file: 'articles/draft-new.md', section: 'world', edition: '' });
});

test('what comes by the clock is told in order, and of drafts nothing', () => {
  const week = running.ask((catalog) => catalog.comingMoments(now, now + 7 * DAY_MS, 50));
  expect(week.map(({ kind, title }) => [kind, title])).toEqual([
    ['appears', 'Soon'],
    ['expires', 'Live'],
    ['pin-ends', expect.anything()],
    ['banner-ends', null],
    ['front-ends', 'world'],
  ]);
  expect(week[0]).toMatchObject({ file: 'articles/soon.md', edition: '' });
  const month = running.ask((catalog) => catalog.comingMoments(now + 7 * DAY_MS, now + 60 * DAY_MS, 50));
  expect(month.map(({ title }) => title)).toEqual(['Later']);
});

test('the file of a path is found, whoever may read it', () => {
  const [draft] = running.ask((catalog) => catalog.drafts(1));
  expect(running.ask((catalog) => catalog.fileAt(draft?.path ?? ''))).toBe('articles/held.md');
  expect(running.ask((catalog) => catalog.fileAt('/2016/01/01/none'))).toBeNull();
});
