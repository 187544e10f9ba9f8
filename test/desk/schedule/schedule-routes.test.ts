import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { urlencoded } from 'express';
import supertest from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../../src/accounts/person.ts';
import { deskDates } from '../../../src/desk/desk-dates.ts';
import { createScheduleRoutes } from '../../../src/desk/schedule/schedule-routes.ts';
import { openReader } from '../../../src/runtime/server/open-reader.ts';
import {
  type Newsroom,
  openNewsroom,
  PATIENCE,
  type Running,
  SITE,
  story,
} from '../../ingest/open-newsroom.ts';
import { openTestDesk } from '../open-test-desk.ts';
import { type FolderWriting, folderWriting } from './folder-writing.ts';

const DAY_MS = 86_400_000;
const dates = deskDates('Asia/Yerevan');
const plain = (ms: number): string => dates.local(ms).replace('T', ' ');

let room: Newsroom;
let running: Running;
let soon: number;
let ends: number;
let writing: FolderWriting;
let noted: string[];
let close: () => void;

/** Somebody who asks the desk, in a role. */
function visit(role: Role) {
  const reader = openReader(room.dataDir);
  const before = close;
  close = () => {
    before();
    reader.close();
  };
  const desk = openTestDesk(() => reader, role);
  const routes = createScheduleRoutes({
    reader: () => reader,
    news: desk.news,
    show: desk.show,
    writing,
    note: (_request, person, { act, file }) => void noted.push(`${person.name} ${act} ${file}`),
    now: Date.now,
    patienceMs: 1,
  });
  const asked = supertest(desk.listener(urlencoded({ extended: false }), routes));
  return {
    get: async (path = '/schedule') => (await asked.get(path).set('Accept', 'text/html')).text,
    post: (path: string, fields: Readonly<Record<string, string>>) =>
      asked.post(path).type('form').set('Accept', 'text/html').send(fields),
  };
}

const textOf = (file: string): string => readFileSync(join(room.contentDir, file), 'utf8');
const monthOf = (ms: number): string => dates.local(ms).slice(0, 7);
const orderOf = (act: string, given: Readonly<Record<string, string>> = {}) => ({
  ...{ file: 'articles/soon.md', key: 'date', was: String(soon), at: '', act, month: monthOf(soon) },
  ...given,
});
const SOON = () =>
  `---\n# The opera\ntitle: Opera "at" last   \ndate: ${plain(soon)} # as agreed\n---\nText.\n`;

beforeEach(async () => {
  // On a full minute, as files have it.
  soon = Math.ceil(Date.now() / 60_000) * 60_000 + DAY_MS;
  ends = soon + DAY_MS;
  close = () => {};
  noted = [];
  room = openNewsroom({
    'site.yaml': SITE,
    'articles/soon.md': SOON(),
    'articles/ends.md': story('Notice', `expires: ${plain(ends)}`),
    'articles/draft.md': story('A winter road', 'draft: true'),
    'top-stories.yaml': `- article: ends\n  until: ${plain(ends)}\n`,
    'fronts/world.yaml': `lead:\n  article: ends\n  until: ${plain(ends)}\n`,
    'front.yaml': `banner:\n  text: Storm\n  until: ${plain(ends)}\n`,
  });
  running = await room.start({ isLive: true });
  writing = folderWriting(room);
});
afterEach(async () => {
  close();
  await writing.close();
  await running.close();
  await room.dispose();
});

const section = (text: string, name: string): string =>
  new RegExp(`data-region="${name}"[\\s\\S]*?</section>`).exec(text)?.[0] ?? '';

test('a month shows every moment to come, with forms for what an editor may settle', async () => {
  const editor = visit('editor');
  const text = await editor.get(`/schedule?month=${monthOf(soon)}`);
  const day = new RegExp(`data-day="${dates.local(soon).slice(0, 10)}"[\\s\\S]*?</td>`).exec(text)?.[0];
  expect(day).toMatch(/draggable="true"[\s\S]*appears[\s\S]*Opera &quot;at&quot; last/);
  expect(section(text, 'drafts')).toMatch(/A winter road[\s\S]*value="now"/);
  const later = await editor.get(`/schedule?month=${monthOf(ends)}`);
  const agenda = section(later, 'agenda');
  expect(agenda).toMatch(/Notice[\s\S]*expires/);
  expect(agenda).toMatch(/pin ends<\/span> · <bdi>top-stories\.yaml/);
  expect(agenda).toMatch(/a place on the front ends<\/span> · <bdi>fronts\/world\.yaml/);
  expect(agenda).toMatch(/banner ends<\/span> · <bdi>front\.yaml/);
  expect(text).toContain('all times in Asia/Yerevan');
  const seen = await visit('contributor').get(`/schedule?month=${monthOf(soon)}`);
  expect(seen).toContain('Opera');
  expect(seen).not.toContain('<form class="schedule__form"');
});

test('a story is moved by one line of its file, told, noted, and moved back by undo byte for byte', async () => {
  const editor = visit('editor');
  const then = soon + 3_600_000;
  const moved = await editor.post('/schedule/change', orderOf('move', { at: dates.local(then) }));
  expect(moved.status).toBe(303);
  expect(textOf('articles/soon.md')).toBe(SOON().replace(plain(soon), plain(then)));
  expect(noted).toEqual(['Water desk schedule-move articles/soon.md']);
  expect(writing.requests[0]).toMatchObject({
    by: { name: 'Water desk' },
    why: expect.stringContaining('Opera'),
  });

  const text = await editor.get(moved.headers['location']);
  expect(text).toContain(`appears ${dates.moment(then)}`);
  const [, undo = ''] = /name="undo" value="([^"]+)"/.exec(text) ?? [];
  const back = await editor.post('/schedule/undo', { undo, month: monthOf(soon) });
  expect(back.status).toBe(303);
  expect(textOf('articles/soon.md')).toBe(SOON());
  expect(await editor.get(back.headers['location'])).toContain('is taken back');
  expect((await editor.post('/schedule/undo', { undo })).status).toBe(409);
});

test('undo leaves a file that somebody has changed since', async () => {
  const editor = visit('editor');
  const moved = await editor.post('/schedule/change', orderOf('move', { at: dates.local(soon + DAY_MS) }));
  const [, undo = ''] = /name="undo" value="([^"]+)"/.exec(await editor.get(moved.headers['location'])) ?? [];
  const theirs = `${textOf('articles/soon.md')}More.\n`;
  room.save('articles/soon.md', theirs);
  const refused = await editor.post('/schedule/undo', { undo });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('was changed since');
  expect(textOf('articles/soon.md')).toBe(theirs);
});

test('what another moved meanwhile is not moved over, nor what is changed at the same moment', async () => {
  const editor = visit('editor');
  const theirs = SOON().replace(plain(soon), plain(soon + 7_200_000));
  room.save('articles/soon.md', theirs);
  const late = await editor.post('/schedule/change', orderOf('move', { at: dates.local(soon + DAY_MS) }));
  expect(late.status).toBe(409);
  expect(late.text).toContain('names another time by now');
  expect(textOf('articles/soon.md')).toBe(theirs);

  const now = soon + 7_200_000;
  const given = { was: String(now), at: dates.local(soon + DAY_MS) };
  const other = SOON().replace(plain(soon), plain(soon + 60_000));
  writing.before = () => room.save('articles/soon.md', other);
  const raced = await editor.post('/schedule/change', orderOf('move', given));
  expect(raced.status).toBe(409);
  expect(raced.text).toContain('changed by somebody at the same moment');
  expect(textOf('articles/soon.md')).toBe(other);
});

test('what another writes elsewhere in the file at the same moment stays in it, and is not taken back with the move', async () => {
  const editor = visit('editor');
  writing.before = () => room.save('articles/soon.md', `${SOON()}More.\n`);
  const merged = await editor.post('/schedule/change', orderOf('move', { at: dates.local(soon + DAY_MS) }));
  expect(merged.status).toBe(303);
  expect(textOf('articles/soon.md')).toBe(`${SOON().replace(plain(soon), plain(soon + DAY_MS))}More.\n`);
  const text = await editor.get(merged.headers['location']);
  expect(text).toContain('Somebody else’s changes of the same moment are in the file as well.');
  expect(text).not.toContain('name="undo"');
});

test('a story goes back to the drafts, or out at once; an end is put off, or away', async () => {
  const editor = visit('editor');
  expect((await editor.post('/schedule/change', orderOf('draft'))).status).toBe(303);
  expect(textOf('articles/soon.md')).toContain('draft: true');
  room.save('articles/soon.md', SOON());
  await expect.poll(() => running.ask((catalog) => catalog.drafts(9).length), PATIENCE).toBe(1);
  expect((await editor.post('/schedule/change', orderOf('now'))).status).toBe(303);
  await expect.poll(running.titles, PATIENCE).toContain('Opera "at" last');

  const draft = orderOf('now', { file: 'articles/draft.md', was: '' });
  expect((await editor.post('/schedule/change', draft)).status).toBe(303);
  expect(textOf('articles/draft.md')).not.toContain('draft');
  await expect.poll(running.titles, PATIENCE).toContain('A winter road');

  const end = { file: 'articles/ends.md', key: 'expires', was: String(ends) };
  const put = await editor.post(
    '/schedule/change',
    orderOf('move', { ...end, at: dates.local(ends + DAY_MS) }),
  );
  expect(put.status).toBe(303);
  expect(textOf('articles/ends.md')).toContain(`expires: ${plain(ends + DAY_MS)}`);
  const keep = { ...end, was: String(ends + DAY_MS) };
  expect((await editor.post('/schedule/change', orderOf('keep', keep))).status).toBe(303);
  expect(textOf('articles/ends.md')).not.toContain('expires');
});

test('times that are over or none, other forms, and other people change nothing', async () => {
  const editor = visit('editor');
  const before = textOf('articles/soon.md');
  const tries: readonly (readonly [number, Readonly<Record<string, string>>])[] = [
    [422, orderOf('move', { at: dates.local(Date.now() - DAY_MS) })],
    [422, orderOf('move', { at: 'tomorrow' })],
    [422, orderOf('keep')],
    [400, orderOf('burn')],
    [400, orderOf('move', { key: 'title' })],
    [400, orderOf('move', { was: 'x' })],
    [404, orderOf('draft', { file: 'articles/none.md' })],
  ];
  for (const [status, fields] of tries)
    expect((await editor.post('/schedule/change', fields)).status).toBe(status);
  for (const role of ['viewer', 'contributor'] as const)
    expect((await visit(role).post('/schedule/change', orderOf('draft'))).status).toBe(403);
  expect(textOf('articles/soon.md')).toBe(before);
  expect(noted).toEqual([]);
  expect(await editor.get('/schedule/change')).toContain('/schedule');
});
