import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DESK_URL } from '../open-test-desk.ts';
import { openPreviewDesk } from './open-preview-desk.ts';

let room: ReturnType<typeof openPreviewDesk>;
beforeEach(() => {
  room = openPreviewDesk();
});
afterEach(() => room[Symbol.dispose]());

type Desk = ReturnType<(typeof room)['as']>;
const post = (desk: Desk, path: string, body: object) =>
  desk.post(path).set('Accept', 'application/json').send(body);

test('a draft gets an address of its own, which shows that text and none that came later', async () => {
  const desk = room.as('editor');
  const first = await post(desk, '/preview/draft', { file: 'articles/a.md', text: 'One' });
  expect(first.body).toMatchObject({ kind: 'none', problems: [] });
  expect(first.body.frame).toMatch(/^\/preview\/draft-[0-9a-f]{32}\/$/);
  await post(desk, '/preview/draft', { file: 'articles/a.md', text: 'Two' });
  // Pictures of a page in an origin of its own are asked for without any cookie.
  await room.as(null).get(first.body.frame);
  const [shown] = room.state.asked;
  expect(Buffer.from(shown?.view.draft?.bytes ?? []).toString()).toBe('One');
  expect(shown?.view).toMatchObject({ scope: 'site', until: null });
});

test('the addresses of a person’s drafts end with those that follow, and of everybody’s with time', async () => {
  const desk = room.as('editor');
  const frames: string[] = [];
  for (let nth = 0; nth < 8; nth += 1)
    frames.push(
      (await post(desk, '/preview/draft', { file: 'articles/a.md', text: String(nth) })).body.frame,
    );
  const found = async () => Promise.all(frames.map(async (frame) => (await room.as(null).get(frame)).status));
  expect(await found()).toEqual([404, 404, 200, 200, 200, 200, 200, 200]);
  room.state.now += 3_700_000;
  expect(new Set(await found())).toEqual(new Set([404]));
});

test('a form without script is led to the page', async () => {
  const given = { file: 'articles/a.md', text: 'One' };
  const { status, headers } = await room.as('editor').post('/preview/draft').type('form').send(given);
  expect(status).toBe(303);
  expect(headers['location']).toMatch(/^\/preview\/draft-/);
});

test('of what one types quickly, the newest is shown and what lies between is left out', async () => {
  const desk = room.as('contributor');
  const { state } = room;
  state.isQuick = false;
  const kindOf = async (text: string): Promise<string> =>
    (await post(desk, '/preview/draft', { file: 'articles/a.md', text })).body.kind;
  const first = kindOf('1');
  await expect.poll(() => state.drafts.length).toBe(1);
  const second = kindOf('2');
  await delay(100);
  const third = kindOf('3');
  expect(await second).toBe('superseded');
  state.drafts[0]?.answer();
  await expect.poll(() => state.drafts.length).toBe(2);
  state.drafts[1]?.answer();
  expect(await Promise.all([first, third])).toEqual(['none', 'none']);
  expect(state.drafts.map(({ text }) => text)).toEqual(['1', '3']);
});

test.each(['../site.yaml', 'articles/../../x.md', 'articles//x.md', '', 'articles/\0.md', 'a\\b.md'])(
  'a draft of %j is refused',
  async (file) => {
    const { status, body } = await post(room.as('editor'), '/preview/draft', { file, text: 'One' });
    expect([status, body.error.code]).toEqual([422, 'body-wrong']);
    expect(room.state.drafts).toEqual([]);
  },
);

test('links are made, listed and ended, each by those who may', async () => {
  const editor = room.as('editor');
  const made = await post(editor, '/preview/links', { file: 'articles/нов.md', days: 3 });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ until: room.state.now + 3 * 86_400_000 });
  expect(made.body.url.startsWith(`${DESK_URL}/preview/`)).toBe(true);
  const path = new URL(made.body.url).pathname;
  expect((await room.as(null).get(path)).status).toBe(200);
  const whole = { file: '', at: '2026-12-04 09:00', days: '7' };
  const formed = await editor.post('/preview/links').type('form').send(whole);
  expect(formed.status).toBe(303);
  const page = await editor.get(formed.headers['location'] ?? '');
  expect(page.text).toContain('Friday, 4 December 2026 at 09:00');
  expect(page.text).toContain('Made just now');
  expect(page.text).toContain('articles/нов.md');
  const listed = await room.as('viewer').get('/preview/links').set('Accept', 'application/json');
  expect(listed.body.links).toHaveLength(2);
  const refused = await post(room.as('viewer'), '/preview/links', { file: 'articles/a.md' });
  expect([refused.status, refused.body.error.code]).toEqual([403, 'not-allowed']);
  const ended = await post(editor, `/preview/links/${made.body.id}/revoke`, {});
  expect(ended.body).toEqual({ revoked: 1 });
  expect((await room.as(null).get(path)).status).toBe(404);
  expect(room.state.noted).toEqual([
    'Water desk preview-link articles/нов.md',
    'Water desk preview-link site',
    'Water desk preview-revoke articles/нов.md',
  ]);
});

test('a contributor ends their own links alone', async () => {
  const desk = room.as('contributor');
  const others = room.links.make({ file: 'articles/a.md', at: null, by: 'Somebody else', days: 7 });
  const own = room.links.make({ file: 'articles/b.md', at: null, by: 'Water desk', days: 7 });
  expect((await post(desk, `/preview/links/${others.id}/revoke`, {})).status).toBe(403);
  expect((await post(desk, `/preview/links/${own.id}/revoke`, {})).status).toBe(200);
  expect((await post(desk, '/preview/links/nothing/revoke', {})).status).toBe(404);
});

test.each([{ at: 'tomorow' }, { at: '2026-11-30 09:00' }, { days: 91 }, { days: 0 }, { file: '../x' }])(
  'a link with %j is refused, and says why',
  async (wish) => {
    const { status, body } = await post(room.as('editor'), '/preview/links', wish);
    expect(status).toBe(422);
    expect(body.error.message).not.toBe('');
    expect(room.links.list()).toEqual([]);
  },
);

test('nobody who is not signed in does anything', async () => {
  const desk = room.as(null);
  const draft = { file: 'articles/a.md', text: 'x' };
  expect((await post(desk, '/preview/draft', draft)).status).toBe(401);
  expect((await desk.get('/preview/links').set('Accept', 'application/json')).status).toBe(401);
  expect((await post(desk, '/preview/links', {})).status).toBe(401);
});
